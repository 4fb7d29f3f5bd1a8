"""How sure an estimate is: the spread of true mastery around it, learned from pairs of answers.

If two later answers of one learner on the same goals both miss the forecast in the same direction more often than
chance, the forecast itself was off. The covariance of their residuals, divided by both Bernoulli variances, is
therefore the variance of the true logit around the forecast (a moment estimator of overdispersion; McCullagh & Nelder
1989, ch. 9). It shrinks with the evidence on the goal and on the learner: variance = exp(a + b log(1 + n goal) + c
log(1 + n learner)).
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.stats import norm

from samenwijzer.science.mastery.features import LEARNER_EVIDENCE, PRIOR, SET_EVIDENCE
from samenwijzer.science.mastery.responses import Floats, Ints, ResponseLog

LEVEL = 0.8
LEAST_PAIRS = 50
# Where pairs are too few to learn from: a standard deviation of 0.9 logits, halved by some eight rows of evidence.
UNKNOWN = np.array([-0.2, -0.6, 0.0])
BOUNDS = ((-6.0, 1.5), (-2.0, 0.0), (-2.0, 0.0))


@dataclass(frozen=True)
class Spread:
    """Coefficients (a, b, c) of the log variance of the true logit around the estimate."""

    coefficients: Floats

    def deviation(self, features: Floats) -> Floats:
        """Return the standard deviation of the true logit of each row (rows × features as `features.read` gives them).

        Eturn the standard deviation of the true logit of each row (rows × features as `features.read` gives them).
        """
        return np.asarray(np.exp(0.5 * (_evidence(features) @ self.coefficients)), dtype=np.float64)

    def bounds(self, logit: Floats, features: Floats, level: float = LEVEL) -> tuple[Floats, Floats]:
        """Return the lower and upper logit between which the truth lies with probability `level`."""
        margin = norm.ppf(0.5 + level / 2) * self.deviation(features)
        return logit - margin, logit + margin


def fit_spread(log: ResponseLog, features: Floats, logit: Floats) -> Spread:
    """Fit the spread on fitted logits: each response paired with the learner's next one on the same goals."""
    here, there = _pairs(log)
    if len(here) < LEAST_PAIRS:
        return Spread(UNKNOWN)
    # The forecast of the second answer as it stood before the first one: only the task changes.
    frozen = logit[here] + features[there, PRIOR] - features[here, PRIOR]
    chance, chance_there = (1 / (1 + np.exp(-np.clip(one, -8, 8))) for one in (logit[here], frozen))
    product = (log.outcome[here] - chance) * (log.outcome[there] - chance_there)
    weight = chance * (1 - chance) * chance_there * (1 - chance_there)
    evidence = _evidence(features[here])

    def loss(coefficients: Floats) -> tuple[float, Floats]:
        variance = np.exp(evidence @ coefficients)
        miss = product - weight * variance
        slope = evidence.T @ (-2 * miss * variance)
        return float(np.mean(miss**2 / weight)), slope / len(miss)

    found = minimize(loss, UNKNOWN, jac=True, method="L-BFGS-B", bounds=BOUNDS)
    return Spread(np.asarray(found.x, dtype=np.float64))


def _evidence(features: Floats) -> Floats:
    # The counts are already log(1 + n).
    return np.column_stack((np.ones(len(features)), features[:, SET_EVIDENCE], features[:, LEARNER_EVIDENCE]))


def _pairs(log: ResponseLog) -> tuple[Ints, Ints]:
    order = np.lexsort((np.arange(len(log)), log.goal_set, log.learner))
    same = (np.diff(log.learner[order]) == 0) & (np.diff(log.goal_set[order]) == 0)
    # The same task twice says how hard the task is; pairs of it serve only where tasks are not told apart.
    other_task = same & (np.diff(log.item[order]) != 0)
    kept = other_task if other_task.sum() >= LEAST_PAIRS else same
    return order[:-1][kept].astype(np.int64), order[1:][kept].astype(np.int64)
