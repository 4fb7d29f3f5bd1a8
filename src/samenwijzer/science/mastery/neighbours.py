"""What comes around a task says: tasks numbered beside it, the task answered just before, and the goals before it.

Most tasks are seen by few learners. Publishers number tasks of one lesson side by side, so tasks near in number on the
same goals go alike; and a task goes otherwise after one task, or after one goal, than after another, as steps of one
problem do. All are mean residuals of other learners, shrunk to zero with the weight the learner's own rates have
(Efron & Morris 1975): without numbers or an order that mean something they stay zero and the curves leave them out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samenwijzer.science.mastery.effects import Difficulty
from samenwijzer.science.mastery.memory import SHRINK
from samenwijzer.science.mastery.responses import NO_ITEM, Floats, Ints, Kind, ResponseLog, codes

#: Tasks at most this many places away count as beside.
REACH = 50
#: How many columns :meth:`Neighbours.of` gives.
COLUMNS = 3
#: Key of the goals before the first row of a learner.
NO_GOALS = -2


@dataclass(frozen=True)
class Neighbours:
    """Running sums of residuals and their evidence over tasks in the order of (set of goals, number of the task).

    `place` numbers these tasks: index of the set × (number of tasks + 1) + rank of the task; `residual` and `evidence`
    have one entry more. `before` and `after` are the tasks answered just before, and what they do to the next answer.
    `moves` numbers which goals follow which (index before × (number of `sets` + 1) + index), `moved` what that does.
    """

    sets: Ints
    items: Ints
    place: Ints
    residual: Floats
    evidence: Floats
    before: Ints
    after: Floats
    moves: Ints
    moved: Floats

    def of(self, log: ResponseLog, previous: "Previous") -> Floats:
        """Return rows × (tasks beside it, the task before it, the goals before it).

        A row of weight 0 asks about a moment to come, which follows on nothing.
        """
        found = np.zeros((len(log), COLUMNS))
        now = log.weight > 0
        task = (log.item != NO_ITEM) & now
        if task.any() and len(self.items):
            found[:, 0] = np.where(task, self._beside(log), 0.0)
            at = codes(self.before, previous.item)
            found[:, 1] = np.where(task & (at >= 0), self.after[at], 0.0)
        if now.any() and len(self.moves):
            at = codes(self.moves, _move(self.sets, previous.goal_set, log.goal_set))
            found[:, 2] = np.where(now & (at >= 0), self.moved[at], 0.0)
        return found

    def _beside(self, log: ResponseLog) -> Floats:
        width = len(self.items) + 1
        goal_set, rank = codes(self.sets, log.goal_set), np.searchsorted(self.items, log.item)
        here = goal_set * width + rank
        first = np.searchsorted(self.place, np.maximum(here - REACH, goal_set * width))
        last = np.searchsorted(self.place, np.minimum(here + REACH, goal_set * width + width - 1), side="right")
        # What was seen of the task itself is in its own difficulty.
        own = np.searchsorted(self.place, here)
        known = codes(self.items, log.item) >= 0
        own_end = np.where(known, np.searchsorted(self.place, here, side="right"), own)
        residual = self.residual[last] - self.residual[first] - self.residual[own_end] + self.residual[own]
        evidence = self.evidence[last] - self.evidence[first] - self.evidence[own_end] + self.evidence[own]
        return np.where(goal_set >= 0, SHRINK * residual / (evidence + SHRINK), 0.0)


@dataclass(frozen=True)
class Previous:
    """Task and key of the set of goals of the row before each row, `NO_ITEM` and `NO_GOALS` where there is none."""

    item: Ints
    goal_set: Ints


def fit_neighbours(log: ResponseLog, difficulty: Difficulty) -> Neighbours:
    """Sum the residuals of the responses in `log` around what their goals, or goals and task, let expect."""
    previous = previous_rows(log)
    asked = log.kind == Kind.RESPONSE
    rows, sets = log.select(asked), np.unique(log.goal_set)
    task = rows.item != NO_ITEM
    items, item = np.unique(rows.item[task], return_inverse=True)
    place, at = np.unique(codes(sets, rows.goal_set[task]) * (len(items) + 1) + item, return_inverse=True)
    around = _sums(rows.outcome[task], difficulty.of_goals(rows)[task], at, len(place))
    expected = difficulty.of_items(rows)
    before, after = _effects(rows.outcome, expected, previous.item[asked], task & (previous.item[asked] != NO_ITEM))
    move = _move(sets, previous.goal_set[asked], rows.goal_set)
    moves, moved = _effects(rows.outcome, expected, move, np.ones(len(rows), bool))
    residual, evidence = (np.concatenate(([0.0], np.cumsum(one))) for one in around)
    return Neighbours(sets, items, place.astype(np.int64), residual, evidence, before, after, moves, moved)


def previous_rows(log: ResponseLog) -> Previous:
    """Return what came before each row: the learner's last row that counts."""
    row, sets = np.arange(len(log)), log.goal_set
    counts = (log.weight > 0) & (log.kind < Kind.SELF)
    counted = np.maximum.accumulate(np.where(counts, row, -1)) if len(log) else row
    last = np.concatenate(([-1], counted[:-1])).astype(np.int64)[: len(log)]
    same = (last >= 0) & (log.learner[last] == log.learner)
    return Previous(np.where(same, log.item[last], NO_ITEM), np.where(same, sets[last], NO_GOALS))


def _move(sets: Ints, before: Ints, now: Ints) -> Ints:
    """Number a move from one set of goals to another; -1 where the second is not known (a start is a place too)."""
    here, from_set = codes(sets, now), np.where(before == NO_GOALS, len(sets), codes(sets, before))
    return np.where((here >= 0) & (from_set >= 0), from_set * (len(sets) + 1) + here, -1).astype(np.int64)


def _effects(outcome: Floats, logit: Floats, key: Ints, kept: NDArray[np.bool_]) -> tuple[Ints, Floats]:
    """Return each key among the rows kept, and its shrunk mean residual."""
    known, at = np.unique(key[kept], return_inverse=True)
    residual, evidence = _sums(outcome[kept], logit[kept], at, len(known))
    return known, SHRINK * residual / (evidence + SHRINK)


def _sums(outcome: Floats, logit: Floats, key: Ints, count: int) -> tuple[Floats, Floats]:
    """Return the sum of residuals and of evidence (1 for an answer that could go either way) of each key."""
    chance = 1 / (1 + np.exp(-logit))
    return (
        np.bincount(key, outcome - chance, count).astype(np.float64),
        np.bincount(key, 4 * chance * (1 - chance), count).astype(np.float64),
    )
