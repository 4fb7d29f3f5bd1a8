"""Reads of where learners stand, for the screens."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.evidence.queries import Fact, facts, with_attachments
from samenwijzer.learning.progress.models import Estimate, FollowUp
from samenwijzer.learning.progress.sentences import Part, certainty, parts, success_sentence
from samenwijzer.network.access.rules import check_sees_learner
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.queries import goals_by_id, prerequisites


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
        facts=with_attachments(facts(viewer=viewer, learner=learner, goal=goal)),
    )


def estimates_of(*, viewer: Viewer, learner: int) -> list[Estimate]:
    """Return all estimates of one learner with their goals, in the order of the frameworks."""
    check_sees_learner(viewer, learner)
    rows = Estimate.objects.filter(learner=learner).select_related("goal__framework", "goal__parent")
    return list(rows.order_by("goal__framework", "goal__position"))


def planned_for(*, viewer: Viewer, learner: int, goal: int) -> dict[str, FollowUp]:
    """Return by need what ``viewer`` last chose for this learner and goal, where that was to plan it."""
    rows = FollowUp.objects.filter(by=viewer.person_id, learner=learner, goal=goal, withdrawn_at=None)
    last = {row.need: row for row in rows.filter(until__gt=viewer.on).order_by("at", "pk")}
    return {need: row for need, row in last.items() if row.choice == FollowUp.Choice.PLANNED}


def planned(*, viewer: Viewer) -> list[FollowUp]:
    """Return what ``viewer`` planned to do and has not done yet, oldest first."""
    rows = FollowUp.objects.filter(by=viewer.person_id, until__gt=viewer.on, withdrawn_at=None)
    return still_planned(rows.select_related("learner", "goal").order_by("at", "pk"))


def still_planned(choices: Iterable[FollowUp]) -> list[FollowUp]:
    """Return those of one adult's choices, given oldest first, that are the last on their matter and say *planned*."""
    last = {(one.learner_id, one.goal_id, one.need): one for one in choices}
    return [one for one in last.values() if one.choice == FollowUp.Choice.PLANNED]
