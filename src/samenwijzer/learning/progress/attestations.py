"""What a learner attained, and a school that confirms it: people decide, the estimate proposes (D-020, D-473)."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.progress.models import Attestation, AttestedGoal, Estimate
from samenwijzer.learning.progress.sentences import is_uncertain
from samenwijzer.network.access.rules import check_guides_learner, check_guides_whole_school, check_sees_learner
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.rights.models import Consent
from samenwijzer.network.rights.queries import has_consented

#: From this step on a goal is attained: it works independently.
ATTAINED_FROM = 3


def attained(*, viewer: Viewer, learner: int) -> list[Estimate]:
    """Return the goals that ``learner`` surely does independently, in the order of their frameworks (two queries)."""
    check_sees_learner(viewer, learner)
    rows = Estimate.objects.filter(learner=learner, step__gte=ATTAINED_FROM, goal__gone_at=None)
    found = rows.select_related("goal__framework", "goal__parent").order_by("goal__framework", "goal__position")
    return [one for one in found if not is_uncertain(one)]


def attestations_of(*, viewer: Viewer, learner: int) -> list[Attestation]:
    """Return what schools confirmed of ``learner``, newest first, for the learner and who guides it."""
    check_sees_learner(viewer, learner)
    rows = Attestation.objects.filter(learner=learner).select_related("school", "by", "learner")
    return list(rows.prefetch_related("attested__goal__framework"))


def own_attestation(*, viewer: Viewer, pk: int) -> Attestation:
    """Return an attestation of the learner that looks, or of one ``viewer`` guides and who allowed sharing.

    It is made to leave the school: an adult takes it along only with that consent, the learner always may.
    """
    found = Attestation.objects.filter(pk=pk).select_related("school", "learner").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_sees_learner(viewer, found.learner_id)
    if found.learner_id != viewer.person_id and not has_consented(found.learner_id, Consent.Kind.SHARING):
        raise Refused(_("The learner, or a parent, has not allowed sharing. The learner can take it along."))
    return found


@transaction.atomic
def attest(*, learner: int, goals: Collection[int], title: str, by: Viewer) -> Attestation:
    """Confirm, for the school of ``learner``, that it attained ``goals``; by who answers for that school.

    Refused without a title, without goals, and with a goal of which nothing was ever seen.
    """
    check_guides_learner(by, learner)
    check_guides_whole_school(by, learner)
    seen = set(Estimate.objects.filter(learner=learner, goal__in=goals).values_list("goal", flat=True))
    if not goals or set(goals) - seen:
        raise Refused(_("Choose goals of which something was seen."))
    if not title.strip():
        raise Refused(_("Say what this is for."))
    made = Attestation.objects.create(
        learner_id=learner,
        school=_school(learner, by),
        title=title.strip()[:200],
        by_id=by.person_id,
        at=timezone.now(),
    )
    AttestedGoal.objects.bulk_create([AttestedGoal(attestation=made, goal_id=goal) for goal in sorted(set(goals))])
    record(verb="attest", on=Reference("progress.attestation", str(made.pk)), by=by.person_id, count=len(seen))
    return made


def _school(learner: int, by: Viewer) -> Unit:
    places = Membership.objects.filter(active(by.on), person=learner, role=LEARNER).values_list("unit__path", flat=True)
    own = {one.unit_id for one in by.functions}
    above = [int(part) for path in places for part in path.split("/") if part and int(part) in own]
    return Unit.objects.get(pk=above[0])
