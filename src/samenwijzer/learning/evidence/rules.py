"""Who may record and read evidence, and what evidence can say."""

from collections.abc import Iterable

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.evidence.models import Evidence, Occasion, Showing
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.network.access.rules import guided_units, visible_learners, writable_learners
from samenwijzer.network.access.viewer import Viewer


def current() -> QuerySet[Evidence]:
    """Return the evidence that stands: not corrected by a newer row and not itself a retraction."""
    return Evidence.objects.filter(correction=None, retracts=False)


def counting(prefix: str = "") -> Q:
    """Return the condition on evidence that may count in anything summative: it stands and is no draft (D-412).

    ``prefix`` leads from the rows asked for to the evidence (``"evidence__"``). Every figure that sums up starts here.
    """
    stands = {"correction": None, "retracts": False, "is_draft": False}
    return Q(**{f"{prefix}{field}": value for field, value in stands.items()})


def check_noted(kind: str) -> None:
    """Refuse a kind of evidence that nobody notes by hand."""
    if kind not in {one.key for one in scales().noted_kinds}:
        raise Refused(_("Choose what kind of thing you saw or heard."))


def visible_evidence(viewer: Viewer, learner_id: int) -> QuerySet[Evidence]:
    """Return the standing evidence about one learner, when ``viewer`` is that learner or guides it; otherwise nothing.

    Own work of the learner shows to whom the learner last chose.
    """
    if learner_id == viewer.person_id:
        return shown(Showing.To.ADULTS, Showing.To.SELF).filter(learner_id=learner_id)
    return shown(Showing.To.ADULTS).filter(learner_id=learner_id, learner__in=visible_learners(viewer))


def shown(*to: str) -> QuerySet[Evidence]:
    """Return the evidence that stands and is shown ``to`` one of these, annotated with ``shown_to``.

    That is what its learner last chose; what the learner chose nothing for is for everybody who may see it.
    """
    last = Showing.objects.filter(evidence=OuterRef("pk")).order_by("-pk").values("to")[:1]
    return current().annotate(shown_to=Coalesce(Subquery(last), Value(Showing.To.ADULTS.value))).filter(shown_to__in=to)


def check_writes_about(viewer: Viewer, learner_ids: Iterable[int]) -> None:
    """Refuse when ``viewer`` may not record evidence about one of ``learner_ids``."""
    wanted = set(learner_ids)
    allowed = set(writable_learners(viewer).filter(pk__in=wanted).values_list("pk", flat=True))
    if wanted - allowed:
        raise NotVisible(_("There is nothing here for you."))


def visible_occasions(viewer: Viewer) -> QuerySet[Occasion]:
    """Return the occasions of the groups ``viewer`` guides and may write about."""
    return Occasion.objects.filter(unit__in=guided_units(viewer, writing=True)).select_related("unit")


def check_guides_occasion(viewer: Viewer, occasion_id: int) -> Occasion:
    """Return the occasion when ``viewer`` guides its group."""
    occasion = visible_occasions(viewer).filter(pk=occasion_id).first()
    if occasion is None:
        raise NotVisible(_("There is nothing here for you."))
    return occasion


def check_mark(value: float, points: int) -> None:
    """Refuse a mark outside its column: 1 to 4 on the four-step scale, 0 to ``points`` otherwise."""
    if points == 0 and value not in (1, 2, 3, 4):
        raise Refused(_("Choose a step from 1 to 4."))
    if points and not 0 <= value <= points:
        raise Refused(_("Give a mark from 0 to %(points)s.") % {"points": points})
