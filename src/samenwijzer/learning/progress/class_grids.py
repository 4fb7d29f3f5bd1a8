"""The class grid: the learners of a group × goals, in an order that shows what a teacher looks for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from samenwijzer.learning.progress.models import Estimate
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal
from samenwijzer.science.mastery.estimate import UNCERTAIN

NEW_FOR = timedelta(days=3)
BEGINS, INDEPENDENT, ELSEWHERE = 2, 3, 4


@dataclass(frozen=True, slots=True)
class Cell:
    """One learner and one goal; ``step`` 0 means that too little was seen."""

    step: int
    uncertain: bool
    new: bool
    seen_on: date | None


NOTHING_SEEN = Cell(step=0, uncertain=False, new=False, seen_on=None)


@dataclass(frozen=True)
class GoalSummary:
    """How many of ``size`` learners stand at each step of a goal, with who they are and the newest evidence (D-015)."""

    goal: Goal
    at: tuple[list[Person], ...]
    seen_on: date | None

    @property
    def size(self) -> int:
        """How many learners there are."""
        return sum(map(len, self.at))

    @property
    def begun(self) -> int:
        """How many learners at least begin."""
        return self.at_least(BEGINS)

    @property
    def independent(self) -> int:
        """How many learners at least work independently."""
        return self.at_least(INDEPENDENT)

    @property
    def elsewhere(self) -> int:
        """How many learners apply it elsewhere too."""
        return self.at_least(ELSEWHERE)

    def at_least(self, step: int) -> int:
        """Return how many learners stand at ``step`` or above."""
        return sum(map(len, self.at[step:]))


@dataclass(frozen=True)
class Row:
    """One learner with a cell for each goal, in the order of the goals."""

    learner: Person
    cells: list[Cell]


@dataclass(frozen=True)
class Grid:
    """Learners × goals of one group."""

    unit: Unit
    goals: list[Goal]
    rows: list[Row]

    @cached_property
    def summaries(self) -> list[GoalSummary]:
        """One summary for each goal, in the order of the goals."""
        return [self._summary(n, goal) for n, goal in enumerate(self.goals)]

    def _summary(self, column: int, goal: Goal) -> GoalSummary:
        at: tuple[list[Person], ...] = ([], [], [], [], [])
        for row in self.rows:
            at[row.cells[column].step].append(row.learner)
        days = [row.cells[column].seen_on for row in self.rows]
        return GoalSummary(goal, at, max((day for day in days if day), default=None))


class Order(StrEnum):
    """In which order the learners stand."""

    NEED = "need"
    GOAL_LINE = "goals"
    NAME = "name"


def class_grid(*, viewer: Viewer, unit: int, goals: Sequence[Goal], order: Order = Order.NAME) -> Grid:
    """Return the grid of a group that ``viewer`` guides for these goals (three queries)."""
    group = check_guides_unit(viewer, unit)
    learners = list(learners_of(units=[group.pk], on=viewer.on))
    estimates = Estimate.objects.filter(learner__in=learners, goal__in=goals)
    values = estimates.values_list("learner_id", "goal_id", "step", "low", "high", "last_seen_on")
    cells = {
        (learner, goal): Cell(step, step > 0 and high - low >= UNCERTAIN, seen_on > viewer.on - NEW_FOR, seen_on)
        for learner, goal, step, low, high, seen_on in values
    }
    rows = [Row(learner, [cells.get((learner.pk, goal.pk), NOTHING_SEEN) for goal in goals]) for learner in learners]
    return Grid(group, list(goals), sorted(rows, key=_KEYS[order]))


def _need(row: Row) -> tuple[int, ...]:
    """Most goals that do not succeed yet first, then most that begin, then most of which too little was seen."""
    steps = [cell.step for cell in row.cells]
    return -steps.count(1), -steps.count(BEGINS), -steps.count(0)


def _goal_line(row: Row) -> tuple[int, ...]:
    """Who stands at the earliest goal first: the first goal in the order taught that is not yet done independently."""
    steps = [cell.step for cell in row.cells]
    return next((n for n, step in enumerate(steps) if step < INDEPENDENT), len(steps)), sum(steps)


def _name(row: Row) -> tuple[int, ...]:
    """Leave the learners in the order of their names."""
    return ()


_KEYS: dict[Order, Callable[[Row], tuple[int, ...]]] = {
    Order.NEED: _need,
    Order.GOAL_LINE: _goal_line,
    Order.NAME: _name,
}
