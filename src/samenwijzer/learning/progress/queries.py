"""Reads of where learners stand, for the screens."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.evidence.queries import Fact, facts, last_seen
from samenwijzer.learning.progress import needs
from samenwijzer.learning.progress.models import Estimate, FollowUp
from samenwijzer.learning.progress.sentences import Part, certainty, parts, success_sentence
from samenwijzer.network.access.rules import check_sees_learner, visible_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.calendar.queries import school_days
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.organisation.queries import learner_ids
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.queries import goals_by_id, prerequisites

QUIET_SCHOOL_DAYS = 10


@dataclass(frozen=True)
class Prerequisite:
    """A goal that comes before, and where the learner stands on it (step 0: too little seen)."""

    goal: Goal
    step: int


@dataclass(frozen=True)
class Standing:
    """Where one learner stands on one goal: the estimate in words, what it rests on, and what comes before."""

    learner: Person
    goal: Goal
    estimate: Estimate | None
    certainty: str
    sentence: str
    parts: list[Part]
    prerequisites: list[Prerequisite]
    facts: list[Fact]


def standing(*, viewer: Viewer, learner: int, goal: int) -> Standing:
    """Return where ``learner`` stands on ``goal``, when ``viewer`` guides that learner or is that learner."""
    person = check_sees_learner(viewer, learner)
    asked = goals_by_id([goal]).get(goal)
    if asked is None:
        raise NotVisible(_("There is nothing here for you."))
    before = prerequisites([goal]).get(goal, [])
    estimates = {
        one.goal_id: one
        for one in Estimate.objects.filter(learner=person, goal__in=[goal, *(one.pk for one in before)])
    }
    own = estimates.get(goal)
    return Standing(
        learner=person,
        goal=asked,
        estimate=own,
        certainty=certainty(own) if own else "",
        sentence=success_sentence(own, viewer.on) if own else "",
        parts=parts(own) if own else [],
        prerequisites=[Prerequisite(one, estimates[one.pk].step if one.pk in estimates else 0) for one in before],
        facts=facts(viewer=viewer, learner=learner, goal=goal),
    )


def estimates_of(*, viewer: Viewer, learner: int) -> list[Estimate]:
    """Return all estimates of one learner with their goals, in the order of the frameworks."""
    check_sees_learner(viewer, learner)
    rows = Estimate.objects.filter(learner=learner).select_related("goal__framework", "goal__parent")
    return list(rows.order_by("goal__framework", "goal__position"))


@dataclass(frozen=True)
class Attention:
    """One card of the attention list, with its people and goals filled in."""

    signal: needs.Signal
    learners: list[Person]
    goal: Goal | None
    for_goal: Goal | None
    certainty: str
    sentence: str


def attention(*, viewer: Viewer, units: Sequence[Unit], goals: Sequence[Goal]) -> list[Attention]:
    """Return who needs what in these groups, for the goals that are running: at most ten cards (D-178)."""
    people = {
        one.pk: one
        for one in visible_learners(viewer).filter(pk__in=learner_ids(units=[unit.pk for unit in units], on=viewer.on))
    }
    running = [goal.pk for goal in goals]
    before = {goal: [one.pk for one in ones] for goal, ones in prerequisites(running).items()}
    group = needs.Group(
        learners=sorted(people),
        goals=running,
        prerequisites=before,
        estimates=Estimate.objects.filter(learner__in=people),
        last_seen=last_seen(learners=list(people)),
        quiet_before=_quiet_before(units, viewer.on),
        on=viewer.on,
    )
    found = needs.signals(group, settled=_settled(people, viewer.on))
    titles = goals_by_id({goal for one in found for goal in (one.goal, one.for_goal) if goal})
    return [_card(signal, people, titles, viewer.on) for signal in found]


def _card(signal: needs.Signal, people: dict[int, Person], goals: dict[int, Goal], on: date) -> Attention:
    return Attention(
        signal=signal,
        learners=[people[learner] for learner in signal.learners],
        goal=goals.get(signal.goal) if signal.goal else None,
        for_goal=goals.get(signal.for_goal) if signal.for_goal else None,
        certainty=certainty(signal.estimate) if signal.estimate else "",
        sentence=success_sentence(signal.estimate, on) if signal.estimate else "",
    )


def _quiet_before(units: Sequence[Unit], on: date) -> datetime:
    """Return the moment ten school days before ``on``, by the calendar of the first group."""
    days = school_days(unit=units[0], first=on - timedelta(days=60), last=on) if units else []
    day = days[-QUIET_SCHOOL_DAYS] if len(days) >= QUIET_SCHOOL_DAYS else on - timedelta(days=14)
    return timezone.make_aware(datetime.combine(day, time.min))


def _settled(learners: Collection[int], on: date) -> set[tuple[int, str]]:
    rows = FollowUp.objects.filter(learner__in=learners, until__gt=on, withdrawn_at=None)
    return set(rows.values_list("learner_id", "need"))


def planned(*, viewer: Viewer) -> list[FollowUp]:
    """Return what ``viewer`` planned to do and has not done yet, oldest first."""
    rows = FollowUp.objects.filter(by=viewer.person_id, choice=FollowUp.Choice.PLANNED, withdrawn_at=None)
    return list(rows.filter(until__gt=viewer.on).select_related("learner", "goal").order_by("at"))
