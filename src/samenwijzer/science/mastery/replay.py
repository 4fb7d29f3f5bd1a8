"""Replay evidence through the learners' memories: the features of every row as they stood just before it."""

from dataclasses import dataclass

import numpy as np

from samenwijzer.science.mastery.memory import COUNT, GOAL_SIZE, ITEM_SIZE, SET_SIZE, fold
from samenwijzer.science.mastery.responses import NO_ITEM, Floats, Ints, ResponseLog


@dataclass(frozen=True)
class Prerequisites:
    """Which goals come before a goal: `before[start[i]:start[i + 1]]` for the i-th of the ascending ids `goal`."""

    goal: Ints
    start: Ints
    before: Ints

    @classmethod
    def none(cls) -> "Prerequisites":
        """No goal has a prerequisite."""
        return cls.from_pairs(np.zeros((0, 2), np.int64))

    @classmethod
    def from_pairs(cls, pairs: Ints) -> "Prerequisites":
        """Build from rows (goal, goal that comes before it)."""
        ordered = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        goal, counts = np.unique(ordered[:, 0], return_counts=True)
        start = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        return cls(goal.astype(np.int64), start, ordered[:, 1].astype(np.int64))

    def of(self, goals: Ints) -> Ints:
        """Return the goals that come before any of `goals`, each once, ascending."""
        found = np.searchsorted(self.goal, goals)
        parts = [
            self.before[self.start[at] : self.start[at + 1]]
            for at, goal in zip(found, goals, strict=True)
            if at < len(self.goal) and self.goal[at] == goal
        ]
        return np.unique(np.concatenate(parts)) if parts else np.zeros(0, np.int64)


def replay(log: ResponseLog, prior: Floats, prerequisites: Prerequisites) -> Floats:
    """Return the features (rows × `COUNT`) of every row, read before its outcome is folded in.

    `prior` is the logit expected of each row before knowing the learner. Cost and memory are linear in the rows.
    """
    sets = log.goal_set
    before_start, before = _before_rows(sets, log, prerequisites)
    goals_of = np.repeat(log.learner, np.diff(log.goal_start))
    before_of = np.repeat(log.learner, np.diff(before_start))
    slots, goal_slots = _slots(np.concatenate((goals_of, before_of)), np.concatenate((log.goal, before)))
    set_slot, set_slots = _slots(log.learner, sets)
    item_slot, item_slots = _slots(log.learner, log.item)
    out = np.empty((len(log), COUNT))
    fold(
        log.learner, log.outcome, log.time, log.weight, prior, sets, log.item != NO_ITEM,
        log.goal_start, slots[: len(log.goal)], before_start, slots[len(log.goal) :], set_slot, item_slot,
        np.zeros((goal_slots, GOAL_SIZE)), np.zeros((set_slots, SET_SIZE)), np.zeros((item_slots, ITEM_SIZE)), out,
    )  # fmt: skip
    return out


def _slots(learner: Ints, key: Ints) -> tuple[Ints, int]:
    """Number the distinct (learner, key) pairs from 0; return the number of each row's pair and how many there are."""
    if len(key) == 0:
        return np.zeros(0, np.int64), 0
    order = np.lexsort((key, learner))
    fresh = np.ones(len(key), bool)
    fresh[1:] = (np.diff(learner[order]) != 0) | (np.diff(key[order]) != 0)
    slot = np.empty(len(key), np.int64)
    slot[order] = np.cumsum(fresh) - 1
    return slot, int(fresh.sum())


def _before_rows(sets: Ints, log: ResponseLog, prerequisites: Prerequisites) -> tuple[Ints, Ints]:
    """Prerequisite goals of every row, looked up once per distinct set of goals."""
    if len(prerequisites.goal) == 0:
        return np.zeros(len(log) + 1, np.int64), np.zeros(0, np.int64)
    _, first, which = np.unique(sets, return_index=True, return_inverse=True)
    lists = [prerequisites.of(log.goal[log.goal_start[row] : log.goal_start[row + 1]]) for row in first]
    start = np.concatenate(([0], np.cumsum(np.array([len(one) for one in lists])[which]))).astype(np.int64)
    return start, np.concatenate([lists[one] for one in which]) if len(log) else np.zeros(0, np.int64)
