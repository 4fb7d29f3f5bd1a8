"""The plain rule: success rate with forgetting, shrunk to the goal.

A learner's chance of success on a goal is a beta distribution. It starts at what is usual for the goal, and each thing
seen moves it by its weight; older evidence weighs less, halving over a time that grows with the number of days the goal
was practised (the spacing effect; Cepeda et al. 2006, doi:10.1037/0033-2909.132.3.354). Nothing is fitted, so that the
rule can be explained in one sentence and used where no learner model is switched on.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv

from samenwijzer.science.mastery.estimate import Estimates, Floats, Integers, Responses

#: Weight of what is usual for the goal, in rows of evidence.
PRIOR_WEIGHT = 2.0
#: Expected outcome of a goal nobody has evidence on.
PRIOR_MEAN = 0.6
#: How much evidence on a goal outweighs :data:`PRIOR_MEAN`.
PRIOR_SHRINKAGE = 10.0
#: Days in which evidence on a goal practised on one day loses half its weight.
HALF_LIFE_DAYS = 45.0
#: Growth of the half-life for each further day of practice, and its cap in multiples of the first half-life.
SPACING_GAIN, SPACING_CAP = 0.35, 4.0
#: The goal comes back for review when its evidence has lost this share of its weight.
REVIEW_AT_LOSS = 0.5
#: Only goals a learner succeeds on at least this often come back for review.
REVIEW_FROM_MEAN = 0.575
TREND_DAYS = 28.0
INTERVAL = (0.1, 0.9)


def prior_mean(*, total: float, weight: float) -> float:
    """Return what is usual for a goal: its weighted mean outcome over learners, shrunk to :data:`PRIOR_MEAN`.

    ``total`` is the sum of weight × outcome and ``weight`` the sum of weights over all evidence on the goal.
    """
    return (total + PRIOR_SHRINKAGE * PRIOR_MEAN) / (weight + PRIOR_SHRINKAGE)


@dataclass(frozen=True)
class PlainRule:
    """The rule as a :class:`~samenwijzer.science.mastery.estimate.Model`."""

    name: str = "plain-1"

    def estimate(self, responses: Responses, *, today: float, prior: dict[int, float]) -> Estimates:
        """Return estimates for every pair in ``responses`` as of day ``today``; later rows are left out."""
        known = _until(responses, today)
        learner, goal, pair = _pairs(known)
        usual = np.array([prior.get(int(one), PRIOR_MEAN) for one in goal], dtype=np.float64)
        half_life = _half_lives(known.day, pair, len(goal))
        decayed = known.weight * 0.5 ** ((today - known.day) / half_life[pair])
        gain, weight = _sums(known.outcome, decayed, pair, usual)
        mean = usual + gain / (PRIOR_WEIGHT + weight)
        low, high = _interval(mean, PRIOR_WEIGHT + weight)
        last_day = np.full(len(goal), -np.inf)
        np.maximum.at(last_day, pair, known.day)
        return Estimates(
            learner=learner,
            goal=goal,
            mean=mean,
            low=low,
            high=high,
            count=np.bincount(pair, minlength=len(goal)).astype(np.int64),
            successes=_sum_by(pair, known.outcome, len(goal)),
            last_day=last_day,
            review_day=_review_day(last_day, half_life, mean),
            trend=self._trend(known, today, pair, usual, mean),
            contributions=_contributions(known, pair, usual, mean),
        )

    def _trend(self, known: Responses, today: float, pair: Integers, usual: Floats, mean: Floats) -> Floats:
        """Return the mean minus the mean as it stood four weeks ago; ``nan`` without evidence on both sides."""
        then = today - TREND_DAYS
        earlier = known.day <= then
        count = np.bincount(pair[earlier], minlength=len(mean))
        newer = np.bincount(pair[~earlier], minlength=len(mean))
        half_life = _half_lives(known.day[earlier], pair[earlier], len(mean))
        decayed = known.weight[earlier] * 0.5 ** ((then - known.day[earlier]) / half_life[pair[earlier]])
        gain, weight = _sums(known.outcome[earlier], decayed, pair[earlier], usual)
        return np.where((count > 0) & (newer > 0), mean - usual - gain / (PRIOR_WEIGHT + weight), np.nan)


def _until(responses: Responses, today: float) -> Responses:
    keep = responses.day <= today
    return Responses(
        learner=responses.learner[keep],
        goal=responses.goal[keep],
        outcome=responses.outcome[keep],
        day=responses.day[keep],
        weight=responses.weight[keep],
    )


def _pairs(responses: Responses) -> tuple[Integers, Integers, Integers]:
    """Return the learner and goal of each pair, and for each row the index of its pair."""
    keys = np.stack([responses.learner, responses.goal])
    pairs, index = np.unique(keys, axis=1, return_inverse=True)
    return pairs[0], pairs[1], index.reshape(-1)


def _half_lives(day: Floats, pair: Integers, pairs: int) -> Floats:
    """Return the half-life of each pair: longer for each further day on which the goal was practised."""
    days = np.unique(np.stack([pair, np.floor(day).astype(np.int64)]), axis=1)[0]
    practised = np.maximum(np.bincount(days, minlength=pairs), 1)
    growth = np.minimum(1 + SPACING_GAIN * (practised - 1), SPACING_CAP)
    return np.asarray(HALF_LIFE_DAYS * growth, dtype=np.float64)


def _sums(outcome: Floats, weight: Floats, pair: Integers, usual: Floats) -> tuple[Floats, Floats]:
    """Return for each pair the weighted sum of outcomes above what is usual, and the weight."""
    gain = _sum_by(pair, weight * (outcome - usual[pair]), len(usual))
    return gain, _sum_by(pair, weight, len(usual))


def _sum_by(pair: Integers, amount: Floats, pairs: int) -> Floats:
    """Return the sum of ``amount`` for each pair."""
    return np.bincount(pair, amount, pairs).astype(np.float64)


def _interval(mean: Floats, strength: Floats) -> tuple[Floats, Floats]:
    success, failure = mean * strength, (1 - mean) * strength
    low, high = (betaincinv(np.maximum(success, 1e-6), np.maximum(failure, 1e-6), bound) for bound in INTERVAL)
    return np.minimum(low, mean), np.maximum(high, mean)


def _review_day(last_day: Floats, half_life: Floats, mean: Floats) -> Floats:
    wait = -half_life * np.log2(1 - REVIEW_AT_LOSS)
    return np.where(mean >= REVIEW_FROM_MEAN, last_day + wait, np.nan)


def _contributions(known: Responses, pair: Integers, usual: Floats, mean: Floats) -> dict[str, Floats]:
    """Split each mean into what is usual, what went better, what went less well, and what time took or gave back."""
    difference = known.outcome - usual[pair]
    strength = PRIOR_WEIGHT + _sum_by(pair, known.weight, len(usual))
    better = _sum_by(pair, known.weight * np.maximum(difference, 0), len(usual)) / strength
    worse = _sum_by(pair, known.weight * np.minimum(difference, 0), len(usual)) / strength
    return {"usual": usual, "better": better, "worse": worse, "time": mean - usual - better - worse}
