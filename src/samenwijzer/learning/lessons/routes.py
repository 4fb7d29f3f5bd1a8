"""The goals of a unit of work as the route of one learner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from samenwijzer.learning.progress.models import Estimate
from samenwijzer.practice.goals.models import Goal

#: The step of the scale from which a goal is behind the learner (*zelfstandig*).
DONE_FROM = 3


class State(StrEnum):
    """Where a stop lies on the route."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


@dataclass(frozen=True)
class Stop:
    """One goal on the route; without an estimate nothing was seen yet."""

    goal: Goal
    state: State
    estimate: Estimate | None

    @property
    def step(self) -> int:
        """The step of the four-step scale, 0 where too little was seen."""
        return self.estimate.step if self.estimate else 0


def is_open(goal: int, estimates: Mapping[int, Estimate]) -> bool:
    """Whether there is still a step to take on ``goal``."""
    return goal not in estimates or estimates[goal].step < DONE_FROM


def lay_route(goals: Sequence[Goal], estimates: Mapping[int, Estimate], chosen: int | None) -> list[Stop]:
    """Return the stops in the order travelled: what works already, the next step, then the rest as it is taught.

    The next step is the ``chosen`` goal where that is still open, otherwise the first open one.
    """
    still_open = [goal for goal in goals if is_open(goal.pk, estimates)]
    now = next((goal for goal in still_open if goal.pk == chosen), still_open[0] if still_open else None)
    ordered = [(State.DONE, goal) for goal in goals if goal not in still_open]
    ordered += [(State.NOW, now)] if now else []
    ordered += [(State.LATER, goal) for goal in still_open if goal != now]
    return [Stop(goal, state, estimates.get(goal.pk)) for state, goal in ordered]
