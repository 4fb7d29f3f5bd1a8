"""One learner, one row at a time: the same fold as the batch, so that both give the same figures."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from samenwijzer.science.mastery.explain import contributions
from samenwijzer.science.mastery.features import COUNT, Part, read
from samenwijzer.science.mastery.fit import MasteryModel
from samenwijzer.science.mastery.interval import LEVEL
from samenwijzer.science.mastery.memory import (
    FAILS,
    GOAL_SIZE,
    GOAL_SPANS,
    GOAL_TIME,
    ITEM_SIZE,
    LEARNER_SIZE,
    SET_SIZE,
    SHRINK,
    WINS,
    advance,
)
from samenwijzer.science.mastery.responses import NO_ITEM, Floats, Kind, ResponseLog

#: An interval at least this wide (in probability) says too little: *te weinig gezien*.
TOO_WIDE = 0.5
#: Half a logistic variance in probit terms: turns a spread of task difficulty into a milder slope (MacKay 1992).
MILDER = np.pi / 8


@dataclass
class LearnerState:
    """What the model remembers of one learner: `memory` and, by id, the goals, sets of goals and items met."""

    memory: Floats = field(default_factory=lambda: np.zeros(LEARNER_SIZE))
    goals: dict[int, Floats] = field(default_factory=dict)
    sets: dict[int, Floats] = field(default_factory=dict)
    items: dict[int, Floats] = field(default_factory=dict)


@dataclass(frozen=True)
class GoalEstimates:
    """Estimates of one learner, one entry a goal asked for.

    `chance` is the probability of success on a fresh task, `low` and `high` its interval, `evidence` the weight of
    the rows behind it, `trend` the recent minus the lifelong success rate on the goal (probability), `last_time` when
    it was last seen (`nan`: never), `level` and `parts` the logit and its signed contributions before task difficulty
    is averaged out.
    """

    chance: Floats
    low: Floats
    high: Floats
    evidence: Floats
    trend: Floats
    last_time: Floats
    level: float
    parts: dict[Part, Floats]

    @property
    def too_little(self) -> np.ndarray:
        """True where the interval is too wide to say anything (*te weinig gezien*)."""
        return self.high - self.low >= TOO_WIDE


def single(
    goals: Sequence[int], *, time: float, item: int = NO_ITEM, outcome: float = 0.0, kind: Kind = Kind.RESPONSE,
    weight: float = 1.0,
) -> ResponseLog:  # fmt: skip
    """Return one row of evidence about `goals` as a log of length one."""
    ordered = np.unique(np.asarray(goals, dtype=np.int64))
    return ResponseLog(
        np.zeros(1, np.int64), np.array([item], np.int64), np.array([time], np.float64),
        np.array([outcome], np.float64),
        np.array([int(kind)], np.int64), np.array([weight], np.float64), np.array([0, len(ordered)], np.int64), ordered,
    )  # fmt: skip


def record(model: MasteryModel, state: LearnerState, row: ResponseLog) -> None:
    """Fold one row of evidence (see `single`) into the learner's state, in place."""
    prior = float(model.difficulty.of_items(row)[0])
    row = model.reliability.apply(row)
    if row.weight[0] <= 0:
        return
    goals, item, key = row.goal.tolist(), int(row.item[0]), int(row.goal_set[0])
    memories = _rows(state.goals, goals, GOAL_SIZE)
    goal_set = state.sets.setdefault(key, np.zeros(SET_SIZE))
    task = state.items.setdefault(item, np.zeros(ITEM_SIZE)) if item != NO_ITEM else np.zeros(ITEM_SIZE)
    advance(
        state.memory, memories, goal_set, task, item != NO_ITEM, float(key), prior,
        float(row.outcome[0]), float(row.time[0]), float(row.weight[0]),
    )  # fmt: skip
    for goal, memory in zip(goals, memories, strict=True):
        state.goals[goal] = memory


def features_now(model: MasteryModel, state: LearnerState, row: ResponseLog) -> Floats:
    """Return the features (1 × `COUNT`) of a task that has not been answered yet; the row's outcome is not read."""
    item, key = int(row.item[0]), int(row.goal_set[0])
    out = np.empty((1, COUNT))
    read(
        state.memory,
        _rows(state.goals, row.goal.tolist(), GOAL_SIZE),
        state.sets.get(key, np.zeros(SET_SIZE)),
        state.items.get(item, np.zeros(ITEM_SIZE)),
        _rows(state.goals, model.prerequisites.of(row.goal).tolist(), GOAL_SIZE),
        float(key),
        float(model.difficulty.of_items(row)[0]),
        float(row.time[0]),
        out[0],
    )
    return out


def predict(model: MasteryModel, state: LearnerState, row: ResponseLog) -> float:
    """Return the probability of success on the task of `row` (goals, item, time)."""
    logit = model.logits(features_now(model, state, row), row.goal_set)
    return float(1 / (1 + np.exp(-logit[0])))


def estimate_goals(
    model: MasteryModel, state: LearnerState, goals: Sequence[int], *, now: float, level: float = LEVEL
) -> GoalEstimates:
    """Estimate each goal by itself on a fresh task at time `now`, with its central interval at `level`."""
    rows = [single([goal], time=now) for goal in goals]
    features = np.concatenate([features_now(model, state, row) for row in rows]) if rows else np.zeros((0, COUNT))
    sets = np.asarray(goals, dtype=np.int64)
    logit = model.logits(features, sets)
    low, high = model.spread.bounds(logit, features, level)
    memories = _rows(state.goals, list(goals), GOAL_SIZE)
    seen = memories[:, WINS] + memories[:, FAILS]
    return GoalEstimates(
        chance=_fresh_task(model, logit),
        low=_fresh_task(model, low),
        high=_fresh_task(model, high),
        evidence=seen,
        trend=_trend(memories),
        last_time=np.where(seen > 0, memories[:, GOAL_TIME], np.nan),
        level=model.curves.level,
        parts=contributions(model, features, sets),
    )


def _rows(known: dict[int, Floats], ids: Sequence[int], size: int) -> Floats:
    memories = np.zeros((len(ids), size))
    for place, one in enumerate(ids):
        if one in known:
            memories[place] = known[one]
    return memories


def _fresh_task(model: MasteryModel, logit: Floats) -> Floats:
    """Average the probability over tasks: they differ in difficulty with the variance learned from the items."""
    return np.asarray(1 / (1 + np.exp(-logit / np.sqrt(1 + MILDER * model.difficulty.item_variance))))


def _trend(memories: Floats) -> Floats:
    """Recent (half-life three rows) minus lifelong mean residual, both shrunk to zero."""
    recent, always = 1, GOAL_SPANS - 1
    rates = [memories[:, span] / (memories[:, GOAL_SPANS + span] + SHRINK) for span in (recent, always)]
    return rates[0] - rates[1]
