"""Where learners stood at an earlier moment, from the evidence there was by then.

The plain rule tells both moments, whatever model the screens of today use: what is compared has to be measured alike.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import numpy as np
from django.utils import timezone

from samenwijzer.learning.progress.models import GoalPrior
from samenwijzer.learning.progress.reading import day_number, responses_of
from samenwijzer.science.mastery.estimate import Responses
from samenwijzer.science.mastery.plain import PlainRule
from samenwijzer.science.statistics.growth import Chances


@dataclass(frozen=True)
class Stand:
    """One learner and goal at one moment: chance of success with its bounds, the step (0: too little seen)."""

    mean: float
    low: float
    high: float
    step: int


Stands = dict[int, dict[int, Stand]]


@dataclass(frozen=True)
class History:
    """The evidence of some learners about some goals, to be asked where they stood on a day."""

    responses: Responses
    priors: dict[int, float]

    def at(self, day: date) -> Stands:
        """Return where each learner stood on each goal at the end of ``day``, by learner and goal."""
        moment = timezone.make_aware(datetime.combine(day, time.max))
        found: Stands = {}
        if not len(self.responses):
            return found
        estimates = PlainRule().estimate(self.responses, today=day_number(moment), prior=self.priors)
        rows = zip(
            estimates.learner, estimates.goal, estimates.mean, estimates.low, estimates.high, estimates.step,
            strict=True,
        )  # fmt: skip
        for learner, goal, mean, low, high, step in rows:
            found.setdefault(int(learner), {})[int(goal)] = Stand(float(mean), float(low), float(high), int(step))
        return found


def history_of(*, learners: Collection[int], goals: Collection[int]) -> History:
    """Return the evidence of ``learners`` about ``goals`` (two queries); who may see it is asked before."""
    priors = dict(GoalPrior.objects.filter(goal__in=goals).values_list("goal_id", "mean"))
    return History(responses_of(learners, goals), priors)


def chances(stands: Sequence[Stand]) -> Chances:
    """Return stands as arrays."""
    values = np.array([(one.mean, one.low, one.high) for one in stands], dtype=np.float64).reshape(-1, 3)
    return Chances(values[:, 0], values[:, 1], values[:, 2])
