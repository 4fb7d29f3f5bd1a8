"""What a fellow learner saw: noted as a draft, and evidence only after the learner or a teacher confirms it (D-435)."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.evidence.actions import store_rows
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.rules import current
from samenwijzer.network.access.rules import writable_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.network.people.models import Person


@transaction.atomic
def record_peer(*, learner: int, goal: int, step: int, note: str, uid: UUID, by: Viewer) -> Evidence:
    """Note what learner ``by`` saw of a fellow learner in one of its groups; it counts for nothing yet."""
    if not fellows(viewer=by).filter(pk=learner).exists():
        raise NotVisible(_("There is nothing here for you."))
    if step not in (1, 2, 3, 4):
        raise Refused(_("Choose a step from 1 to 4."))
    known = Evidence.objects.filter(uid=uid, seen_by=by.person_id).first()
    if known:
        return known
    row = Evidence(
        uid=uid,
        learner_id=learner,
        kind=Evidence.Kind.PEER,
        step=step,
        outcome=scales().step(step).outcome,
        note=note.strip()[:300],
        seen_by_id=by.person_id,
        seen_at=timezone.now(),
        is_draft=True,
    )
    return store_rows([row], [(goal,)], verb="record what a peer saw", by=by.person_id)[0]


@transaction.atomic
def confirm_peer(*, uid: UUID, by: Viewer) -> Evidence:
    """Let what a fellow learner saw count from now on: a new row, confirmed by its learner or a teacher."""
    old = waiting().filter(uid=uid).prefetch_related("goals").first()
    if old is None or not _confirms(by, old.learner_id):
        raise NotVisible(_("There is nothing here for you."))
    row = Evidence(
        learner_id=old.learner_id,
        kind=old.kind,
        step=old.step,
        outcome=old.outcome,
        note=old.note,
        seen_by_id=old.seen_by_id,
        seen_at=old.seen_at,
        corrects=old,
    )
    goals = tuple(goal.pk for goal in old.goals.all())
    return store_rows([row], [goals], verb="confirm what a peer saw", by=by.person_id)[0]


def fellows(*, viewer: Viewer) -> QuerySet[Person]:
    """Return the learners who are in a group with learner ``viewer`` today, itself left out."""
    own = [one.unit_id for one in viewer.functions if one.role == LEARNER]
    rows = Membership.objects.filter(active(viewer.on), unit__in=own, role=LEARNER)
    return Person.objects.filter(pk__in=rows.values("person")).exclude(pk=viewer.person_id)


def waiting() -> QuerySet[Evidence]:
    """Return what fellow learners saw and nobody confirmed yet."""
    learners = Membership.objects.filter(role=LEARNER).values("person")
    return current().filter(kind=Evidence.Kind.PEER, is_draft=True, seen_by__in=learners)


def waiting_about(*, viewer: Viewer, learner: int) -> list[Evidence]:
    """Return what waits to be confirmed about ``learner``, for itself and the adults who may write about it."""
    if not _confirms(viewer, learner):
        return []
    rows = waiting().filter(learner=learner).select_related("seen_by").prefetch_related("goals")
    return list(rows.order_by("-seen_at", "-pk"))


def _confirms(viewer: Viewer, learner: int) -> bool:
    own = viewer.is_learner and viewer.person_id == learner
    return own or writable_learners(viewer).filter(pk=learner).exists()
