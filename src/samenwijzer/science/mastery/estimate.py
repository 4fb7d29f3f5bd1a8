"""What every learner model says about a learner and a goal, whatever model it is.

A screen reads only these arrays, so that one model can take the place of another without touching a screen.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

#: Chances of success between the four steps: halfway between the outcomes the steps stand for (.1, .4, .75, .95).
STEP_BOUNDS = np.array([0.25, 0.575, 0.85])
#: An interval at least this wide says too little to name a step (*te weinig gezien*).
TOO_WIDE = 0.5
#: An interval at least this wide is shown as uncertain.
UNCERTAIN = 0.35


@dataclass(frozen=True)
class Responses:
    """Evidence as arrays of one length: who, about which goal, how well (in [0, 1]), on which day, how heavy.

    ``day`` counts days from any fixed origin and may have a fraction; rows may stand in any order.
    """

    learner: Integers
    goal: Integers
    outcome: Floats
    day: Floats
    weight: Floats

    def __len__(self) -> int:
        return len(self.learner)


@dataclass(frozen=True)
class Estimates:
    """One entry for each (learner, goal) pair with evidence, sorted by learner and goal.

    ``mean`` is the chance of success on a fresh task today, ``low`` and ``high`` bound its central 80 % interval.
    ``count`` is the number of rows behind it and ``successes`` the sum of their outcomes. ``review_day`` is the day the
    goal is due for review (``nan``: not), ``trend`` the change of the mean over the last four weeks (``nan``: unknown).
    ``contributions`` holds one array for each named part; the parts of an entry add up to its ``mean``.
    """

    learner: Integers
    goal: Integers
    mean: Floats
    low: Floats
    high: Floats
    count: Integers
    successes: Floats
    last_day: Floats
    review_day: Floats
    trend: Floats
    contributions: dict[str, Floats]

    @property
    def step(self) -> Integers:
        """The step of the four-step scale, 0 where too little was seen."""
        steps = np.searchsorted(STEP_BOUNDS, self.mean, side="right") + 1
        return np.where(self.high - self.low >= TOO_WIDE, 0, steps).astype(np.int64)


class Model(Protocol):
    """A rule or model that turns evidence into estimates."""

    name: str

    def estimate(self, responses: Responses, *, today: float, prior: dict[int, float]) -> Estimates:
        """Return estimates as of day ``today``; ``prior`` gives the expected outcome of each goal."""
        ...
