"""What the curriculum expects by now of a level, and who is behind it: now and a year ago (D-005, D-162)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.progress.histories import Stand
from samenwijzer.learning.progress.models import PaceAgreement
from samenwijzer.learning.progress.pack import pace
from samenwijzer.network.organisation.pack import education
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal
from samenwijzer.science.mastery.estimate import STEP_BOUNDS
from samenwijzer.science.statistics.shares import Share, wilson


@dataclass(frozen=True)
class Distance:
    """How far somebody is on what is expected: of the expected goals that were seen, those surely not reached yet."""

    level: str
    seen: int
    open: tuple[int, ...]

    @property
    def is_known(self) -> bool:
        """Whether enough expected goals were seen to say anything."""
        return self.seen >= pace().fewest_goals

    @property
    def is_behind(self) -> bool:
        """Whether so much is not reached that one speaks of a delay."""
        return self.is_known and len(self.open) >= pace().behind_from * self.seen


@dataclass(frozen=True)
class Pace:
    """One learner: what the curriculum expects, and what was agreed where something was (``None``: nothing)."""

    learner: Person
    official: Distance
    agreed: Distance | None
    until: date | None = None

    @property
    def is_behind(self) -> bool:
        """Whether the learner is behind the pace that holds for it: the agreed one where there is one (D-162)."""
        return (self.agreed or self.official).is_behind


@dataclass(frozen=True)
class Delay:
    """How many learners of a group were behind what was expected on a day; of ``unknown`` too little was seen."""

    on: date
    behind: Share
    unknown: int


def expected(goals: Sequence[Goal], *, level: str, on: date) -> list[int]:
    """Return the ids of the goals that are expected of ``level`` on day ``on``; ``goals`` are in taught order.

    Those are all of the level before, and of the own level as many as the share of the school year that went by.
    """
    orders = {one.key: one.order for one in education().levels}
    own = orders.get(level)
    if own is None:
        return []
    before = max((orders[one.level] for one in goals if orders.get(one.level, own) < own), default=None)
    passed = (on - SchoolYear.of(on).first_day).days / 365 / pace().lessons_until
    of_level = [one.pk for one in goals if one.level == level]
    found = [one.pk for one in goals if before is not None and orders.get(one.level) == before]
    return found + of_level[: int(min(passed, 1.0) * len(of_level))]


def distance(stands: Mapping[int, Stand], goals: Sequence[Goal], *, level: str, on: date) -> Distance:
    """Return how far ``stands`` of one learner are from what is expected of ``level``."""
    asked = [goal for goal in expected(goals, level=level, on=on) if stands.get(goal) and stands[goal].step]
    reached = float(STEP_BOUNDS[pace().reached_from - 2])
    return Distance(level, len(asked), tuple(goal for goal in asked if stands[goal].high < reached))


def delay(distances: Iterable[Distance], *, on: date) -> Delay:
    """Return the share of those of whom something can be said who are behind."""
    every = list(distances)
    known = [one for one in every if one.is_known]
    return Delay(on, wilson(sum(one.is_behind for one in known), len(known)), len(every) - len(known))


def agreements(*, learners: Collection[int], framework: int, on: date) -> dict[int, PaceAgreement]:
    """Return the agreement about pace that holds for each of ``learners`` on day ``on`` (one query)."""
    rows = PaceAgreement.objects.filter(learner__in=learners, framework=framework)
    last = {one.learner_id: one for one in rows}
    return {learner: one for learner, one in last.items() if one.level and one.until >= on}
