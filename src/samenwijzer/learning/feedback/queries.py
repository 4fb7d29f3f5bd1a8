"""Feedback as it is read: by its learner, by the adults around a group, and who had none for too long."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max, Prefetch, QuerySet
from django.utils import timezone

from samenwijzer.learning.feedback.models import Note, Uptake
from samenwijzer.learning.feedback.pack import feedback_content
from samenwijzer.learning.feedback.rules import own_notes, visible_notes
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.calendar.queries import school_days
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal

SHOWN = 30


@dataclass(frozen=True)
class Given:
    """One note as it is read, with the last thing the learner did with it."""

    uid: str
    learner: Person
    goal: Goal | None
    words: str
    next_step: str
    by: str
    at: datetime
    uptake: Uptake | None


@dataclass(frozen=True)
class Waiting:
    """A learner without feedback for as many school days as the pack allows; ``last`` is the day of the last one."""

    learner: Person
    last: date | None


@dataclass(frozen=True)
class Cadence:
    """Feedback around a group: its learners, who waits for some, since which day that counts, and the newest."""

    unit: Unit
    learners: list[Person]
    waiting: list[Waiting]
    since: date
    given: list[Given]


def own_feedback(*, viewer: Viewer) -> list[Given]:
    """Return the feedback for ``viewer`` itself, what nothing was done with first, then newest first (two queries)."""
    found = _given(own_notes(viewer))
    return sorted(found, key=lambda one: one.uptake is not None)


def new_feedback(*, viewer: Viewer) -> int:
    """Return how many notes for ``viewer`` nothing was done with yet (one query)."""
    return own_notes(viewer).filter(uptakes=None).count()


def feedback_of_learner(*, viewer: Viewer, learner: int) -> list[Given]:
    """Return the newest feedback to a learner ``viewer`` guides; nothing about anybody else."""
    return _given(visible_notes(viewer).filter(learner=learner))


def cadence(*, viewer: Viewer, unit: int) -> Cadence:
    """Return who of ``unit`` had no feedback on the last ten school days, today included, longest ago first (D-182).

    Somebody counts who was here on the first of those days; feedback of the whole team counts, a colleague's too. Seven
    queries at most.
    """
    group = check_guides_unit(viewer, unit)
    rows = Membership.objects.filter(active(viewer.on), unit=group, role=LEARNER).select_related("person")
    members = list(rows.order_by("person__given_name", "person__family_name", "person"))
    days = school_days(path=group.path, first=viewer.on - timedelta(days=120), last=viewer.on)
    since = (days[-feedback_content().days :] or [viewer.on])[0]
    notes = visible_notes(viewer).filter(learner__in=[one.person_id for one in members])
    last = {row["learner"]: timezone.localdate(row["last"]) for row in _last(notes)}
    found = [
        Waiting(one.person, last.get(one.person_id))
        for one in members
        if one.starts <= since and last.get(one.person_id, date.min) < since
    ]
    found.sort(key=lambda one: one.last or date.min)
    return Cadence(group, [one.person for one in members], found, since, _given(notes))


def _last(rows: QuerySet[Note]) -> QuerySet[Any, Any]:
    return rows.order_by().values("learner").annotate(last=Max("at"))


def _given(rows: QuerySet[Note]) -> list[Given]:
    uptakes = Prefetch("uptakes", queryset=Uptake.objects.order_by("pk"))
    found = rows.select_related("learner", "goal", "by").prefetch_related(uptakes).order_by("-at", "-pk")[:SHOWN]
    return [
        Given(
            uid=str(one.uid),
            learner=one.learner,
            goal=one.goal,
            words=one.words,
            next_step=one.next_step,
            by=str(one.by) if one.by else "",
            at=one.at,
            uptake=next(iter(reversed(one.uptakes.all())), None),
        )
        for one in found
    ]
