"""What was allowed, asked and answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from samenwijzer.network.access.models import SupportSession, View
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Membership
from samenwijzer.network.rights.models import Consent, Extract, Request
from samenwijzer.network.rights.rules import answering_units, check_is_officer


def has_consented(person_id: int, kind: str) -> bool:
    """Whether ``kind`` (of :class:`Consent.Kind`) is allowed for this person now; one query."""
    return Consent.objects.filter(person_id=person_id, kind=kind, withdrawn_at=None).exists()


def consenting(*, people: Iterable[int], kind: str) -> set[int]:
    """Return which of ``people`` allow ``kind`` now; one query, for a whole class."""
    return set(
        Consent.objects.filter(person__in=list(people), kind=kind, withdrawn_at=None).values_list(
            "person_id", flat=True
        )
    )


@dataclass(frozen=True)
class Allowed:
    """Whether one thing is allowed for a person, and who said so when; a refusal that was never given has neither."""

    kind: str
    is_given: bool
    said_by: str
    said_at: datetime | None


def consents_of(*, person: int) -> list[Allowed]:
    """Return the state of every kind of consent of ``person``, the last word of each; one query."""
    rows = Consent.objects.filter(person_id=person).select_related("given_by", "withdrawn_by").order_by("given_at")
    last = {row.kind: row for row in rows}
    return [_allowed(kind, last.get(kind)) for kind in Consent.Kind.values]


def _allowed(kind: str, row: Consent | None) -> Allowed:
    if row is None:
        return Allowed(kind, is_given=False, said_by="", said_at=None)
    if row.withdrawn_by is None:
        return Allowed(kind, is_given=True, said_by=str(row.given_by), said_at=row.given_at)
    return Allowed(kind, is_given=False, said_by=str(row.withdrawn_by), said_at=row.withdrawn_at)


def requests_about(*, person: int) -> QuerySet[Request]:
    """Return what was asked about the data of ``person``, newest first."""
    return Request.objects.filter(person_id=person).select_related("asked_by", "answered_by").order_by("-asked_at")


def requests_to_answer(*, viewer: Viewer) -> QuerySet[Request]:
    """Return what waits for an answer of ``viewer``, the first due first: requests of people of the units answered for.

    Of who left, the unit of the last membership answers.
    """
    theirs = Membership.objects.filter(answering_units(viewer), person=OuterRef("person"))
    waiting = Request.objects.filter(Exists(theirs), outcome=Request.Outcome.WAITING)
    return waiting.exclude(asked_by=viewer.person_id).select_related("person", "asked_by")


def extracts(*, viewer: Viewer) -> QuerySet[Extract]:
    """Return what analysts took below the units ``viewer`` watches over, newest first."""
    return Extract.objects.filter(check_is_officer(viewer, "unit__path")).select_related("by", "unit")


def support_given(*, viewer: Viewer) -> QuerySet[SupportSession]:
    """Return when the support desk looked along below the units ``viewer`` watches over, newest first."""
    below = SupportSession.objects.filter(check_is_officer(viewer, "unit__path"))
    return below.select_related("person", "unit", "allowed_by").order_by("-starts_at")


@dataclass(frozen=True)
class ProtectedLook:
    """A look in a protected care track: who looked, in which role, at what; the learner is a number only."""

    at: datetime
    viewer: str
    function: str
    page: str
    learner: int


def protected_looks(*, viewer: Viewer, since: date) -> list[ProtectedLook]:
    """Return the looks in protected care tracks of learners below the units ``viewer`` watches over, newest first."""
    condition = check_is_officer(viewer, "unit__path")
    theirs = Membership.objects.filter(condition, person=OuterRef("learner"))
    rows = View.objects.filter(Q(Exists(theirs)), protected=True, at__date__gte=since).select_related("viewer")
    return [ProtectedLook(row.at, str(row.viewer), row.function, row.page, row.learner_id) for row in rows]
