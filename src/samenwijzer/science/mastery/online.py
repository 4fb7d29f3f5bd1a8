"""One learner, one row at a time: the same fold as the batch, so that both give the same figures."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from samenwijzer.science.mastery.fit import MasteryModel
from samenwijzer.science.mastery.memory import COUNT, GOAL_SIZE, ITEM_SIZE, LEARNER_SIZE, SET_SIZE, advance, read
from samenwijzer.science.mastery.neighbours import NO_GOALS, Previous
from samenwijzer.science.mastery.responses import NO_ITEM, Floats, Kind, ResponseLog


@dataclass
class LearnerState:
    """What the model remembers of one learner: `memory`, by id the goals, sets of goals and items met, the last one."""

    memory: Floats = field(default_factory=lambda: np.zeros(LEARNER_SIZE))
    goals: dict[int, Floats] = field(default_factory=dict)
    sets: dict[int, Floats] = field(default_factory=dict)
    items: dict[int, Floats] = field(default_factory=dict)
    last_item: int = NO_ITEM
    last_set: int = NO_GOALS


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
    state.last_item, state.last_set = item, key


def features_now(model: MasteryModel, state: LearnerState, row: ResponseLog) -> Floats:
    """Return the features (one row) of a task that has not been answered yet; the row's outcome is not read."""
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
    before = Previous(np.array([state.last_item]), np.array([state.last_set]))
    return np.concatenate((out, model.neighbours.of(row, before)), axis=1)


def predict(model: MasteryModel, state: LearnerState, row: ResponseLog) -> float:
    """Return the probability of success on the task of `row` (goals, item, time)."""
    logit = model.logits(features_now(model, state, row), row.goal_set)
    return float(1 / (1 + np.exp(-logit[0])))


def _rows(known: dict[int, Floats], ids: Sequence[int], size: int) -> Floats:
    memories = np.zeros((len(ids), size))
    for place, one in enumerate(ids):
        if one in known:
            memories[place] = known[one]
    return memories
