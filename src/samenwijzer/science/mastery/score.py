"""Score evidence learner by learner, in pieces, so that memory does not grow with the number of rows."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from samenwijzer.science.mastery.fit import MasteryModel
from samenwijzer.science.mastery.responses import Floats, Ints, ResponseLog

PIECE_ROWS = 200_000


def score(model: MasteryModel, log: ResponseLog) -> Floats:
    """Return the probability of success of every row, each predicted from its learner's earlier rows only."""
    chance = np.empty(len(log))
    for piece in pieces(log):
        part = log.select(piece)
        chance[piece] = 1 / (1 + np.exp(-model.logits(model.features(part), part.goal_set)))
    return chance


def pieces(log: ResponseLog, rows: int = PIECE_ROWS) -> Iterator[Ints]:
    """Yield row indices in runs of whole learners, about `rows` at a time (more when one learner has more)."""
    ends = np.append(np.flatnonzero(np.diff(log.learner)) + 1, len(log))
    begin = 0
    while begin < len(log):
        end = int(ends[min(int(np.searchsorted(ends, begin + rows)), len(ends) - 1)])
        yield np.arange(begin, end, dtype=np.int64)
        begin = end


def first_opportunities(log: ResponseLog) -> NDArray[np.bool_]:
    """Mark the rows where a learner meets a set of goals for the first time."""
    order = np.lexsort((np.arange(len(log)), log.goal_set, log.learner))
    fresh = np.ones(len(log), bool)
    fresh[1:] = (np.diff(log.learner[order]) != 0) | (np.diff(log.goal_set[order]) != 0)
    first = np.empty(len(log), bool)
    first[order] = fresh
    return first
