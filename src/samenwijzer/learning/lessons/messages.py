"""What is worth telling a learner on the way: at most three messages, each with a next step (D-417).

Nothing here compares with anybody else. The screens put a message in words.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samenwijzer.learning.lessons.routes import DONE_FROM
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.regulation.queries import Statement
from samenwijzer.practice.goals.models import Goal

MOST = 3
#: A change of the chance of success over four weeks from which growth is worth a word.
GROWS_FROM = 0.08


class About(StrEnum):
    """What a message is about: a goal to refresh first, to repeat, that grew, or to be surer of."""

    BEFORE = "before"
    REVIEW = "review"
    GROWN = "grown"
    SURER = "surer"


@dataclass(frozen=True)
class Message:
    """One thing worth knowing about one goal of the learner."""

    about: About
    goal: Goal
    estimate: Estimate


def messages(
    *,
    route: Collection[int],
    before: Sequence[Goal],
    estimates: Mapping[int, Estimate],
    statements: Iterable[Statement],
    on: date,
) -> list[Message]:
    """Return at most three messages, most useful first, no goal twice.

    ``route`` holds the ids of the goals on the way, ``before`` what the next step builds on.
    """
    standing = list(estimates.values())
    weak = [estimates[goal.pk] for goal in before if goal.pk in estimates and 0 < estimates[goal.pk].step < DONE_FROM]
    due = [one for one in standing if one.step and one.review_on and one.review_on <= on and one.goal_id not in route]
    grown = [one for one in standing if (one.trend or 0) >= GROWS_FROM]
    found = [Message(About.BEFORE, one.goal, one) for one in weak]
    found += [Message(About.REVIEW, one.goal, one) for one in sorted(due, key=_overdue)[:1]]
    found += [Message(About.GROWN, one.goal, one) for one in sorted(grown, key=_growth)[-1:]]
    found += [Message(About.SURER, one.goal, one) for one in _surer(estimates, statements)[:1]]
    once: dict[int, Message] = {}
    for message in found:
        once.setdefault(message.goal.pk, message)
    return list(once.values())[:MOST]


def _overdue(estimate: Estimate) -> tuple[date, int]:
    return estimate.review_on or date.max, estimate.goal_id


def _growth(estimate: Estimate) -> tuple[float, int]:
    return estimate.trend or 0.0, estimate.goal_id


def _surer(estimates: Mapping[int, Estimate], statements: Iterable[Statement]) -> list[Estimate]:
    """Return the estimates of goals that work although the learner last said not to be sure of them."""
    said: dict[int, int] = {}
    for one in statements:
        if one.sure is not None:
            said.setdefault(one.goal.pk, one.sure)
    return [
        estimates[goal] for goal, sure in said.items() if goal in estimates and sure < DONE_FROM <= estimates[goal].step
    ]


@dataclass(frozen=True)
class Lesson:
    """What a learner can take from an earlier goal: what it said then, and the step that was seen of it."""

    statement: Statement
    step: int


def worked_before(
    *, now: int | None, estimates: Mapping[int, Estimate], statements: Iterable[Statement]
) -> Lesson | None:
    """Return the newest statement on another goal that works by now; one in own words goes before a bare choice."""
    earlier = [one for one in statements if one.sure is not None and one.goal.pk != now]
    works = [one for one in earlier if one.goal.pk in estimates and estimates[one.goal.pk].step >= DONE_FROM]
    best = max(works, key=lambda one: (bool(one.note), one.said_at), default=None)
    return Lesson(best, estimates[best.goal.pk].step) if best else None
