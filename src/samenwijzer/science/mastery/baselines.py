"""Published models to compare with: IRT, PFA and Best-LR, as Gervet et al. (2020) define them.

Each is one penalised logistic regression on a sparse matrix: IRT on learner and item; performance factors analysis
(Pavlik, Cen & Koedinger 2009) on item, goals, and successes and failures a goal; Best-LR on these plus the learner's
total counts. Counts enter as log(1 + n). Learners of the test part are new, so the learner effects of IRT fall back
to an ability that is updated after each answer.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from samenwijzer.science.mastery.effects import Difficulty, fit_difficulty
from samenwijzer.science.mastery.responses import Floats, Ints, ResponseLog, codes

RIDGE = 1.0
ABILITY_VARIANCE = 1.0


class Baseline(StrEnum):
    """The published models."""

    IRT = "irt"
    PFA = "pfa"
    BEST_LR = "best-lr"


@dataclass(frozen=True)
class LogisticBaseline:
    """A fitted PFA or Best-LR."""

    baseline: Baseline
    goals: Ints
    items: Ints
    weights: Floats

    def logits(self, log: ResponseLog) -> Floats:
        """Return the logit of success of every row from its learner's earlier rows."""
        return np.asarray(design(log, self.baseline, self.goals, self.items) @ self.weights)


@dataclass(frozen=True)
class RaschBaseline:
    """Item difficulties of a Rasch model; a new learner's ability follows from the answers so far."""

    difficulty: Difficulty

    def logits(self, log: ResponseLog) -> Floats:
        """Return the logit of success: ability so far (a Gaussian filter) plus the ease of the item."""
        ease = self.difficulty.of_items(log)
        ability, variance, logit = 0.0, ABILITY_VARIANCE, np.empty(len(log))
        for row in range(len(log)):
            if row == 0 or log.learner[row] != log.learner[row - 1]:
                ability, variance = 0.0, ABILITY_VARIANCE
            logit[row] = ability + ease[row]
            chance = 1 / (1 + np.exp(-logit[row]))
            variance = 1 / (1 / variance + chance * (1 - chance))
            ability += variance * (log.outcome[row] - chance)
        return logit


def fit_baseline(log: ResponseLog, baseline: Baseline) -> LogisticBaseline | RaschBaseline:
    """Fit one of the published models on the rows of `log`."""
    if baseline is Baseline.IRT:
        return RaschBaseline(fit_difficulty(log))
    goals, items = np.unique(log.goal), np.unique(log.item)
    matrix = design(log, baseline, goals, items)
    return LogisticBaseline(baseline, goals, items, ridge_logistic(matrix, log.outcome, RIDGE))


def design(log: ResponseLog, baseline: Baseline, goals: Ints, items: Ints) -> sparse.csr_array:
    """Return the sparse design: level, items, goals, log successes and failures a goal, and for Best-LR in total."""
    rows = np.repeat(np.arange(len(log)), np.diff(log.goal_start))
    goal_at = codes(goals, log.goal)
    known = goal_at >= 0
    wins, fails = _earlier(np.repeat(log.learner, np.diff(log.goal_start)), log.goal, log.outcome[rows])
    parts = [
        sparse.csr_array(np.ones((len(log), 1))),
        _spread(np.arange(len(log)), codes(items, log.item), None, log, items),
    ]
    for values in (None, np.log1p(wins), np.log1p(fails)):
        chosen = None if values is None else values[known]
        parts.append(_spread(rows[known], goal_at[known], chosen, log, goals))
    if baseline is Baseline.BEST_LR:
        all_wins, all_fails = _earlier(log.learner, np.zeros(len(log), np.int64), log.outcome)
        parts.append(sparse.csr_array(np.column_stack((np.log1p(all_wins), np.log1p(all_fails)))))
    return sparse.csr_array(sparse.hstack(parts, format="csr"))


def _spread(rows: Ints, columns: Ints, values: Floats | None, log: ResponseLog, known: Ints) -> sparse.csr_array:
    kept = columns >= 0
    data = np.ones(int(kept.sum())) if values is None else values[kept]
    return sparse.csr_array((data, (rows[kept], columns[kept])), shape=(len(log), len(known)))


def _earlier(learner: Ints, key: Ints, outcome: Floats) -> tuple[Floats, Floats]:
    """Successes and failures in the earlier entries of the same learner and key (entries are in order of time)."""
    order = np.lexsort((np.arange(len(key)), key, learner))
    first = np.ones(len(key), bool)
    first[1:] = (np.diff(learner[order]) != 0) | (np.diff(key[order]) != 0)
    begin = np.maximum.accumulate(np.where(first, np.arange(len(key)), 0))
    marks = outcome[order]
    before = np.concatenate(([0.0], np.cumsum(marks)))
    wins, count = np.empty(len(key)), np.empty(len(key))
    wins[order] = before[np.arange(len(key))] - before[begin]
    count[order] = np.arange(len(key)) - begin
    return wins, count - wins


def ridge_logistic(matrix: sparse.csr_array, outcome: Floats, ridge: float) -> Floats:
    """Minimise the negative log likelihood plus ridge / 2 × the squared weights (the first, the level, is free)."""
    penalty = np.full(matrix.shape[1], ridge)
    penalty[0] = 0.0
    transposed = sparse.csr_array(matrix.T)

    def loss(weights: Floats) -> tuple[float, Floats]:
        logit = matrix @ weights
        value = float(np.sum(np.logaddexp(0, logit) - outcome * logit) + 0.5 * np.sum(penalty * weights**2))
        return value, transposed @ (1 / (1 + np.exp(-logit)) - outcome) + penalty * weights

    found = minimize(
        loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300, "ftol": 1e-10}
    )
    return np.asarray(found.x, dtype=np.float64)
