"""The evidence a learner model reads: one row per response or judgement, grouped by learner, in order of time."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from samenwijzer.science.mastery.compiled import compiled

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Kind(IntEnum):
    """What sort of evidence a row is; self and peer evidence never move an estimate."""

    RESPONSE = 0
    TEACHER = 1
    OBSERVATION = 2
    SELF = 3
    PEER = 4


_COLUMNS = ("learner", "item", "time", "outcome", "kind", "weight")
NO_ITEM = -1
"""Item id of evidence that came from no particular task."""


@dataclass(frozen=True)
class ResponseLog:
    """Evidence rows sorted by learner and, within a learner, by time (ties keep the given order).

    `learner`, `item` (int64, -1 for none), `time` (seconds), `outcome` (0..1), `kind` and `weight` (0..1) have one
    entry a row. The goals of row r are `goal[goal_start[r]:goal_start[r + 1]]`, ascending: a row with several goals
    counts once.
    """

    learner: Ints
    item: Ints
    time: Floats
    outcome: Floats
    kind: Ints
    weight: Floats
    goal_start: Ints
    goal: Ints

    def __len__(self) -> int:
        return len(self.outcome)

    @property
    def goal_set(self) -> Ints:
        """One key a row for its set of goals: the goal itself, or a hash of several."""
        return set_keys(self.goal_start, self.goal)

    def select(self, rows: NDArray[np.bool_] | Ints) -> "ResponseLog":
        """Return the chosen rows (mask or indices) in the order asked for."""
        index = np.flatnonzero(rows) if rows.dtype == np.bool_ else rows.astype(np.int64)
        start, goal = _take_goals(self.goal_start, self.goal, index)
        return ResponseLog(
            self.learner[index],
            self.item[index],
            self.time[index],
            self.outcome[index],
            self.kind[index],
            self.weight[index],
            start,
            goal,
        )

    def merged(self, other: "ResponseLog") -> "ResponseLog":
        """Return both logs as one; at equal times the rows of this one come first."""
        columns = {name: np.concatenate((getattr(self, name), getattr(other, name))) for name in _COLUMNS}
        start = np.concatenate((self.goal_start, other.goal_start[1:] + len(self.goal)))
        both = ResponseLog(**columns, goal_start=start, goal=np.concatenate((self.goal, other.goal)))
        return both.select(np.lexsort((both.time, both.learner)).astype(np.int64))


def gather(
    learner: NDArray[np.integer],
    item: NDArray[np.integer],
    time: NDArray[np.floating] | NDArray[np.integer],
    outcome: NDArray[np.floating] | NDArray[np.integer],
    goals: NDArray[np.integer] | sparse.csr_matrix | sparse.csr_array | tuple[Ints, Ints],
    *,
    kind: NDArray[np.integer] | None = None,
    weight: NDArray[np.floating] | None = None,
) -> ResponseLog:
    """Sort columns into `ResponseLog`.

    `goals` is one goal a row, a sparse items × goals matrix looked up by item, or (start, goal): the goals of row r are
    `goal[start[r]:start[r + 1]]`, ascending.

    Raises `ValueError` when columns differ in length, an outcome lies outside 0..1 or an item is not in the matrix.
    """
    n = len(outcome)
    if any(len(column) != n for column in (learner, item, time)):
        raise ValueError("every column needs one entry a row")
    marks = np.asarray(outcome, dtype=np.float64)
    if n and not (marks.min() >= 0 and marks.max() <= 1):
        raise ValueError("an outcome lies between 0 and 1")
    order = np.lexsort((np.asarray(time), np.asarray(learner)))
    items = np.asarray(item, dtype=np.int64)[order]
    start, goal = _goals_of_rows(goals, items, order)
    return ResponseLog(
        learner=np.asarray(learner, dtype=np.int64)[order],
        item=items,
        time=np.asarray(time, dtype=np.float64)[order],
        outcome=marks[order],
        kind=np.zeros(n, np.int64) if kind is None else np.asarray(kind, dtype=np.int64)[order],
        weight=np.ones(n) if weight is None else np.asarray(weight, dtype=np.float64)[order],
        goal_start=start,
        goal=goal,
    )


def _goals_of_rows(
    goals: NDArray[np.integer] | sparse.csr_matrix | sparse.csr_array | tuple[Ints, Ints], items: Ints, order: Ints
) -> tuple[Ints, Ints]:
    if isinstance(goals, tuple):
        return _take_goals(*goals, order)
    if isinstance(goals, np.ndarray):
        return np.arange(len(items) + 1, dtype=np.int64), goals.astype(np.int64)[order]
    if len(items) and not (items.min() >= 0 and items.max() < goals.shape[0]):
        raise ValueError("an item has no row in the items × goals matrix")
    matrix = sparse.csr_array(goals, copy=True)
    matrix.eliminate_zeros()
    matrix.sort_indices()
    return _take_goals(matrix.indptr.astype(np.int64), matrix.indices.astype(np.int64), items)


def _take_goals(start: Ints, goal: Ints, index: Ints) -> tuple[Ints, Ints]:
    counts = start[index + 1] - start[index]
    new_start = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    within = np.arange(new_start[-1]) - np.repeat(new_start[:-1], counts)
    return new_start, goal[np.repeat(start[index], counts) + within]


@compiled
def set_keys(start: Ints, goal: Ints) -> Ints:
    """Key of each set of goals (ascending within a row): the goal id itself when single, -1 when empty.

    Else an FNV-1a hash.
    """
    keys = np.empty(len(start) - 1, np.int64)
    for row in range(len(keys)):
        first, last = start[row], start[row + 1]
        if last == first:
            keys[row] = -1
        elif last == first + 1:
            keys[row] = goal[first]
        else:
            mixed = np.uint64(14695981039346656037)
            for entry in range(first, last):
                mixed = (mixed ^ np.uint64(goal[entry])) * np.uint64(1099511628211)
            # Above every goal id in use, so that a set is never mistaken for a single goal.
            keys[row] = np.int64(mixed >> np.uint64(2)) + (1 << 61)
    return keys


def codes(known: Ints, values: Ints) -> Ints:
    """Position of each value in the ascending array `known`, -1 where it is absent."""
    if len(known) == 0:
        return np.full(len(values), -1, np.int64)
    at = np.minimum(np.searchsorted(known, values), len(known) - 1)
    return np.where(known[at] == values, at, -1).astype(np.int64)
