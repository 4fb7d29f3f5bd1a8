"""Who needs what: how well a short list finds the learners who truly need support or challenge.

A teacher sees at most ten lines a class. The learner model orders them by the probability that the true chance of
success lies below (support) or above (challenge) a bound; naive rules used elsewhere order them by what they count.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from samenwijzer.science.mastery.fit import MasteryModel, fit_mastery
from samenwijzer.science.mastery.replay import Prerequisites
from samenwijzer.science.mastery.responses import ResponseLog, gather
from samenwijzer.science.mastery.standing import Standing, stand_all
from samenwijzer.science.simulation.learners import DAY, NO_TASK, RESPONSE, Batch, simulate
from samenwijzer.science.simulation.world import Floats, Ints, WorldSize, make_world

CLASS_SIZE = 24
LIST_LENGTH = 10
#: A true chance of success below the first needs support, above the second challenge.
SUPPORT_BELOW, CHALLENGE_ABOVE = 0.45, 0.9
#: The list speaks of goals worked on in the last weeks.
RECENT_DAYS = 28
LEAST_LIKELY = 0.2
ROW_LENGTH, LAST_ROWS, MOST_OF_LAST = 4, 5, 4
FIXED_MARK = 0.5


class Need(StrEnum):
    """The two ends of the list."""

    SUPPORT = "support"
    CHALLENGE = "challenge"


class Rule(StrEnum):
    """Ways to make the list."""

    MODEL = "learner model"
    FOUR_IN_A_ROW = "four in a row"
    FIXED_MARK = "below or above a fixed mark"
    M_OF_N = "m of the last n"


@dataclass(frozen=True)
class ListQuality:
    """Mean over classes: share of the list that is right, share of the needs that is on the list, and lines listed."""

    rule: Rule
    need: Need
    precision: float
    recall: float
    listed: float


def evaluate_needs(*, learners: int, goals: int, days: int, seed: int) -> list[ListQuality]:
    """Fit on one half of a simulated world's learners, list the classes of the other half.

    And compare with the truth.
    """
    world = make_world(WorldSize(2 * learners, goals, days), seed)
    model = fit_mastery(
        as_log(simulate(world, range(learners))), prerequisites=Prerequisites.from_pairs(world.prerequisite), seed=seed
    )
    return compare_rules(model, simulate(world, range(learners, 2 * learners)), float(days) * DAY)


def as_log(batch: Batch) -> ResponseLog:
    """Return a batch's evidence as the learner model reads it."""
    return gather(batch.learner, batch.task, batch.time, batch.outcome, batch.goal, kind=batch.kind)


def compare_rules(model: MasteryModel, batch: Batch, now: float) -> list[ListQuality]:
    """Measure every rule at both ends of the list, by class of `CLASS_SIZE` learners."""
    learner, goal = _recent_pairs(batch, now)
    standing = stand_all(model, as_log(batch), learner, goal, now=now)
    at = np.searchsorted(batch.followed, learner)
    true_chance, school_class = batch.truth[at, goal], at // CLASS_SIZE
    rows = _rows_by_pair(batch, learner, goal)
    found = []
    for need in Need:
        needed = true_chance < SUPPORT_BELOW if need is Need.SUPPORT else true_chance > CHALLENGE_ABOVE
        for rule in Rule:
            order = _model_order(standing, need) if rule is Rule.MODEL else _rule_order(rows, rule, need)
            found.append(_list_quality(rule, need, order, needed, school_class))
    return found


def _recent_pairs(batch: Batch, now: float) -> tuple[Ints, Ints]:
    """Learner and goal pairs with responses in the last weeks, sorted by learner."""
    recent = (batch.time >= now - RECENT_DAYS * DAY) & (batch.kind == RESPONSE) & (batch.task != NO_TASK)
    pairs = np.unique(np.column_stack((batch.learner[recent], batch.goal[recent])), axis=0)
    return pairs[:, 0], pairs[:, 1]


def _rows_by_pair(batch: Batch, learner: Ints, goal: Ints) -> list[Floats]:
    """Outcomes of the responses of each pair, oldest first."""
    rows: dict[tuple[int, int], list[float]] = {pair: [] for pair in zip(learner.tolist(), goal.tolist(), strict=True)}
    for place in np.flatnonzero(batch.kind == RESPONSE).tolist():
        pair = (int(batch.learner[place]), int(batch.goal[place]))
        if pair in rows:
            rows[pair].append(float(batch.outcome[place]))
    return [np.array(one) for one in rows.values()]


def _model_order(standing: Standing, need: Need) -> Floats:
    """Probability that the truth lies beyond the bound; an unlikely pair is not listed (minus infinity)."""
    bound = SUPPORT_BELOW if need is Need.SUPPORT else CHALLENGE_ABOVE
    gap = np.log(bound / (1 - bound)) / standing.softening - standing.logit
    chance = norm.cdf(gap / standing.deviation)
    return _listed(chance if need is Need.SUPPORT else 1 - chance, LEAST_LIKELY)


def _rule_order(rows: list[Floats], rule: Rule, need: Need) -> Floats:
    signs = [one if need is Need.CHALLENGE else 1 - one for one in rows]
    if rule is Rule.FOUR_IN_A_ROW:
        return _listed(np.array([_trailing(one) for one in signs]), ROW_LENGTH)
    if rule is Rule.FIXED_MARK:
        mark = FIXED_MARK if need is Need.SUPPORT else CHALLENGE_ABOVE
        return _listed(np.array([one.mean() for one in signs]), mark)
    return _listed(np.array([one[-LAST_ROWS:].sum() for one in signs]), MOST_OF_LAST)


def _listed(order: Floats, least: float) -> Floats:
    return np.where(order >= least, order, -np.inf)


def _trailing(signs: Floats) -> float:
    """Length of the row of ones at the end."""
    breaks = np.flatnonzero(signs == 0)
    return float(len(signs) - (breaks[-1] + 1 if len(breaks) else 0))


def _list_quality(rule: Rule, need: Need, order: Floats, needed: NDArray[np.bool_], school_class: Ints) -> ListQuality:
    precision: list[float] = []
    recall: list[float] = []
    listed: list[float] = []
    for one in np.unique(school_class):
        rows = np.flatnonzero(school_class == one)
        best = rows[np.argsort(-order[rows], kind="stable")][:LIST_LENGTH]
        best = best[np.isfinite(order[best])]
        hits = needed[best].sum()
        listed.append(len(best))
        if len(best):
            precision.append(hits / len(best))
        if needed[rows].any():
            # No list of ten can hold more than ten.
            recall.append(hits / min(needed[rows].sum(), LIST_LENGTH))
    return ListQuality(rule, need, _mean(precision), _mean(recall), _mean(listed))


def _mean(values: list[float]) -> float:
    return float(np.mean(values)) if values else float("nan")
