"""What the tasks around a task say: those numbered beside it on the same goals, and the one answered just before.

Most tasks are seen by few learners. Publishers number tasks of one lesson side by side, so tasks near in number on the
same goals go alike; and a task goes otherwise after one task than after another. Both are mean residuals of other
learners, shrunk to zero with the weight the learner's own rates have (Efron & Morris 1975): without numbers that mean
something, or without tasks, they stay zero and the curves leave them out.
"""

from dataclasses import dataclass

import numpy as np

from samenwijzer.science.mastery.effects import Difficulty
from samenwijzer.science.mastery.memory import SHRINK
from samenwijzer.science.mastery.responses import NO_ITEM, Floats, Ints, Kind, ResponseLog, codes

#: Tasks at most this many places away count as beside.
REACH = 50
#: How many columns :meth:`Neighbours.of` gives.
COLUMNS = 2


@dataclass(frozen=True)
class Neighbours:
    """Running sums of residuals and their evidence over tasks in the order of (set of goals, number of the task).

    `place` numbers these tasks: index of the set × (number of tasks + 1) + rank of the task; `residual` and `evidence`
    have one entry more. `before` and `after` are the tasks answered just before, and what they do to the next answer.
    """

    sets: Ints
    items: Ints
    place: Ints
    residual: Floats
    evidence: Floats
    before: Ints
    after: Floats

    def of(self, log: ResponseLog, previous: Ints) -> Floats:
        """Return rows × (tasks beside it, the task before it); `previous` is the task before each row, -1 for none."""
        found = np.zeros((len(log), COLUMNS))
        task = log.item != NO_ITEM
        if not task.any() or not len(self.items):
            return found
        found[:, 0] = np.where(task, self._beside(log), 0.0)
        at = codes(self.before, previous)
        found[:, 1] = np.where(task & (at >= 0), self.after[at], 0.0)
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


def fit_neighbours(log: ResponseLog, difficulty: Difficulty) -> Neighbours:
    """Sum the residuals of the responses to tasks in `log` around what their goals, or goals and task, let expect."""
    before = previous_items(log)
    asked = (log.kind == Kind.RESPONSE) & (log.item != NO_ITEM)
    rows, before = log.select(asked), before[asked]
    sets, goal_set = np.unique(rows.goal_set, return_inverse=True)
    items, item = np.unique(rows.item, return_inverse=True)
    place, task = np.unique(goal_set * (len(items) + 1) + item, return_inverse=True)
    residual, evidence = _sums(rows.outcome, difficulty.of_goals(rows), task, len(place))
    kept = before != NO_ITEM
    known, at = np.unique(before[kept], return_inverse=True)
    after, seen = _sums(rows.outcome[kept], difficulty.of_items(rows)[kept], at, len(known))
    running = [np.concatenate(([0.0], np.cumsum(one))) for one in (residual, evidence)]
    return Neighbours(
        sets.astype(np.int64), items, place.astype(np.int64), *running, known, SHRINK * after / (seen + SHRINK)
    )


def previous_items(log: ResponseLog) -> Ints:
    """Return for each row the task of the learner's row before it that counts (weight above 0), -1 for none."""
    row = np.arange(len(log))
    counted = np.maximum.accumulate(np.where(log.weight > 0, row, -1)) if len(log) else row
    last = np.concatenate(([-1], counted[:-1])).astype(np.int64)[: len(log)]
    same = (last >= 0) & (log.learner[last] == log.learner)
    return np.where(same, log.item[last], NO_ITEM).astype(np.int64)


def _sums(outcome: Floats, logit: Floats, key: Ints, count: int) -> tuple[Floats, Floats]:
    """Return the sum of residuals and of evidence (1 for an answer that could go either way) of each key."""
    chance = 1 / (1 + np.exp(-logit))
    return (
        np.bincount(key, outcome - chance, count).astype(np.float64),
        np.bincount(key, 4 * chance * (1 - chance), count).astype(np.float64),
    )
