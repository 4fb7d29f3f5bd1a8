"""Where learners stand on goals now: probability on a fresh task, interval, evidence, trend and contributions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samenwijzer.science.mastery.estimate import TOO_WIDE
from samenwijzer.science.mastery.explain import contributions
from samenwijzer.science.mastery.features import NAMES, Part
from samenwijzer.science.mastery.fit import MasteryModel
from samenwijzer.science.mastery.interval import LEVEL, MILDER
from samenwijzer.science.mastery.memory import SHRINK
from samenwijzer.science.mastery.online import LearnerState, features_now, single
from samenwijzer.science.mastery.responses import NO_ITEM, Floats, Ints, Kind, ResponseLog, gather


@dataclass(frozen=True)
class Standing:
    """One entry a learner and goal asked for.

    `chance` is the probability of success on a fresh task, `low` and `high` the bounds of its central interval,
    `deviation` the standard deviation of the logit, `evidence` the weight of the rows behind it, `trend` the recent
    minus the lifelong rate of success above expectation. `logit` is `level` plus the sum of the signed `parts`;
    `chance` averages it over the difficulty of tasks (`softening`: `chance` = sigmoid(`logit` × `softening`)).
    """

    learner: Ints
    goal: Ints
    chance: Floats
    low: Floats
    high: Floats
    logit: Floats
    deviation: Floats
    evidence: Floats
    trend: Floats
    level: float
    softening: float
    parts: dict[Part, Floats]

    @property
    def too_little(self) -> NDArray[np.bool_]:
        """True where the interval is too wide to say anything (*te weinig gezien*)."""
        return self.high - self.low >= TOO_WIDE


def stand(model: MasteryModel, features: Floats, learner: Ints, goal: Ints, level: float = LEVEL) -> Standing:
    """Return the standing for rows of features, each about one goal; `level` is the coverage of the interval."""
    logit = model.logits(features, goal)
    low, high = model.spread.bounds(logit, features, level)
    softening = float(1 / np.sqrt(1 + MILDER * model.difficulty.item_variance))
    named = dict(zip(NAMES, features.T, strict=True))
    return Standing(
        learner=learner,
        goal=goal,
        chance=1 / (1 + np.exp(-softening * logit)),
        low=1 / (1 + np.exp(-softening * low)),
        high=1 / (1 + np.exp(-softening * high)),
        logit=logit,
        deviation=model.spread.deviation(features),
        evidence=np.expm1(named["wins"]) + np.expm1(named["fails"]),
        trend=(named["goal_3"] - named["goal_all"]) / SHRINK,
        level=model.curves.level,
        softening=softening,
        parts=contributions(model, features, goal),
    )


def stand_online(
    model: MasteryModel, state: LearnerState, goals: Sequence[int], *, now: float, level: float = LEVEL
) -> Standing:
    """Return where one learner stands on each of `goals` at time `now` (seconds), from its folded state."""
    features = np.concatenate([features_now(model, state, single([goal], time=now, weight=0.0)) for goal in goals])
    return stand(model, features, np.zeros(len(goals), np.int64), np.asarray(goals, dtype=np.int64), level)


def stand_all(
    model: MasteryModel, log: ResponseLog, learner: Ints, goal: Ints, *, now: float, level: float = LEVEL
) -> Standing:
    """Return where learners stand at time `now`, by folding the whole log; one entry a (learner, goal) asked for.

    Entries come back sorted by learner. Raises `ValueError` when `log` has rows after `now`.
    """
    if len(log) and log.time.max() > now:
        raise ValueError("the log has rows after the moment asked about")
    count = len(learner)
    asked = gather(
        learner, np.full(count, NO_ITEM), np.full(count, now), np.zeros(count), goal,
        kind=np.full(count, int(Kind.RESPONSE)), weight=np.zeros(count),
    )  # fmt: skip
    features = model.features(log.merged(asked))
    queries = features[_last_rows(log, asked)]
    return stand(model, queries, asked.learner, asked.goal, level)


def _last_rows(log: ResponseLog, asked: ResponseLog) -> NDArray[np.bool_]:
    """Mask of the asked rows in the merged log."""
    order = np.lexsort((np.concatenate((log.time, asked.time)), np.concatenate((log.learner, asked.learner))))
    return order >= len(log)
