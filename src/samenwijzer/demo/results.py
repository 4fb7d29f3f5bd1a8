"""Stored results of classes whose evidence itself is not kept here: what a year so far came to, learner by learner.

What was seen is dealt by lot for each learner and goal and given to the rule that makes every estimate; the rows it
rests on are not stored. So the figures are made in the same way everywhere, and cost a hundredth of the evidence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import numpy as np
from numpy.typing import NDArray

from samenwijzer.demo.plans import Stretch
from samenwijzer.learning.progress.refresh import keep_estimates
from samenwijzer.science.mastery.estimate import Responses
from samenwijzer.science.mastery.plain import PRIOR_MEAN

SECONDS_A_DAY = 86_400
#: How far learners differ, and how far one learner differs from goal to goal (logits).
ABILITY_SPREAD, GOAL_SPREAD = 0.85, 0.6
#: Share of the pairs of which nothing was seen, and how often at most something was seen of one.
UNSEEN, MOST_SEEN = 0.1, 6


@dataclass(frozen=True)
class Taught:
    """A class with the ids of its learners and what it has worked at this year."""

    learners: Sequence[int]
    stretches: Sequence[Stretch]


def keep_results(
    classes: Sequence[Taught], *, days: Sequence[date], priors: dict[int, float], rng: np.random.Generator
) -> None:
    """Store an estimate for nearly every learner and goal of ``classes``, seen on ``days`` when school was open."""
    parts = [_seen(one, stretch, days, priors, rng) for one in classes for stretch in one.stretches]
    seen = [np.concatenate(columns) for columns in zip(*parts, strict=True)]
    if seen:
        learner, goal, outcome, day = seen
        weight = np.ones(len(learner))
        rows = Responses(learner.astype(np.int64), goal.astype(np.int64), outcome, day, weight)
        keep_estimates(rows, priors=priors)


def _seen(
    one: Taught, stretch: Stretch, days: Sequence[date], priors: dict[int, float], rng: np.random.Generator
) -> tuple[NDArray[np.float64], ...]:
    """Return learner, goal, outcome and day of all that was seen in one stretch."""
    moments = np.array([_noon(day) for day in days if stretch.starts <= day <= stretch.ends])
    goals = np.array([goal.pk for goal in stretch.goals])
    if not len(moments):
        return tuple(np.empty(0) for _ in range(4))
    usual = np.array([priors.get(int(goal), PRIOR_MEAN) for goal in goals])
    ability = rng.normal(0, ABILITY_SPREAD, (len(one.learners), 1))
    logit = np.log(usual / (1 - usual)) + ability + rng.normal(0, GOAL_SPREAD, (len(one.learners), len(goals)))
    count = rng.integers(1, MOST_SEEN + 1, logit.shape) * (rng.random(logit.shape) >= UNSEEN)
    learner, goal = (np.repeat(place.ravel(), count.ravel()) for place in np.indices(logit.shape))
    # A goal is met around its place in the stretch, and again later.
    place = (goal + rng.random(len(goal)) * (len(goals) - goal)) / max(len(goals), 1)
    day = moments[np.minimum((place * len(moments)).astype(int), len(moments) - 1)]
    outcome = rng.random(len(goal)) < 1 / (1 + np.exp(-logit[learner, goal]))
    return np.array(one.learners)[learner], goals[goal], outcome.astype(np.float64), day


def _noon(day: date) -> float:
    return datetime.combine(day, time(12), UTC).timestamp() / SECONDS_A_DAY
