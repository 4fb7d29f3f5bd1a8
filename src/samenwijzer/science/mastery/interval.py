"""How sure an estimate is: the spread of true mastery around it, learned from pairs of answers.

If two later answers of one learner on the same goals both miss the forecast in the same direction more often than
chance, the forecast itself was off. The covariance of their residuals, divided by both Bernoulli variances, is
therefore the variance of the true logit around the forecast (a moment estimator of overdispersion; McCullagh & Nelder
1989, ch. 9). It shrinks with the evidence on the goal and on the learner, and grows with the time since the goal was
practised.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import norm

from samenwijzer.science.mastery.features import LEARNER_EVIDENCE, PRIOR, SET_EVIDENCE, WAIT
from samenwijzer.science.mastery.responses import Floats, Ints, ResponseLog

LEVEL = 0.8
#: How much milder a logistic curve gets per unit of variance it is averaged over (MacKay 1992, eq. 10).
MILDER = np.pi / 8
LEAST_PAIRS = 50
# A pair lies at most this many rows about the same goals apart.
FURTHEST = 4
# What is usual (a standard deviation of 0.9 logits, halved by some eight rows of evidence), and how far it may differ.
USUAL, DOUBT = np.array([-0.2, -0.6, -0.05, 0.15]), np.array([0.7, 0.3, 0.1, 0.05])
# Long waits are rare among pairs, so what they say is noise; yet what was long not seen is never known better.
BOUNDS = ((-6.0, 1.5), (-2.0, 0.0), (-2.0, 0.0), (0.13, 1.0))


@dataclass(frozen=True)
class Spread:
    """Coefficients of the log variance of the true logit: level, log evidence on the goal, on the learner, log wait."""

    coefficients: Floats

    def deviation(self, features: Floats) -> Floats:
        """Return the standard deviation of the true logit of each row (rows × features)."""
        return np.asarray(np.exp(0.5 * (_evidence(features) @ self.coefficients)), dtype=np.float64)

    def bounds(self, logit: Floats, features: Floats, level: float = LEVEL) -> tuple[Floats, Floats]:
        """Return the lower and upper logit between which the truth lies with probability `level`."""
        margin = norm.ppf(0.5 + level / 2) * self.deviation(features)
        return logit - margin, logit + margin


def fit_spread(log: ResponseLog, features: Floats, logit: Floats) -> Spread:
    """Fit the spread: each response is paired with the learner's next ones on the same goals.

    `logit` must come from a model fitted on other learners: a model looks too sure on its own training rows.
    """
    here, there = _pairs(log)
    if len(here) < LEAST_PAIRS:
        return Spread(USUAL)
    # The forecast of the second answer as it stood before the first one: only the task changes.
    frozen = logit[here] + features[there, PRIOR] - features[here, PRIOR]
    chance, chance_there = (1 / (1 + np.exp(-np.clip(one, -8, 8))) for one in (logit[here], frozen))
    product = (log.outcome[here] - chance) * (log.outcome[there] - chance_there)
    weight = chance * (1 - chance) * chance_there * (1 - chance_there)
    evidence = _evidence(features[here])

    def loss(coefficients: Floats) -> tuple[float, Floats]:
        variance = np.exp(evidence @ coefficients)
        seen = variance / (1 + MILDER * variance)
        miss = product - weight * seen
        away = (coefficients - USUAL) / DOUBT
        slope = evidence.T @ (-miss * seen / (1 + MILDER * variance))
        return float(np.sum(miss**2 / weight) + np.sum(away**2)) / 2, slope + away / DOUBT

    found = minimize(loss, USUAL, jac=True, method="L-BFGS-B", bounds=BOUNDS)
    return Spread(np.asarray(found.x, dtype=np.float64))


def _evidence(features: Floats) -> Floats:
    # Counts and waits are already logarithms; a goal never practised has a wait of -1.
    waited = np.maximum(features[:, WAIT], 0.0)
    return np.column_stack((np.ones(len(features)), features[:, [SET_EVIDENCE, LEARNER_EVIDENCE]], waited))


def _pairs(log: ResponseLog) -> tuple[Ints, Ints]:
    """Return pairs of rows of one learner about the same goals, up to `FURTHEST` rows apart."""
    order = np.lexsort((np.arange(len(log)), log.goal_set, log.learner)).astype(np.int64)
    pairs = np.concatenate([np.stack((order[:-lag], order[lag:])) for lag in range(1, FURTHEST + 1)], axis=1)
    here, there = pairs[:, _same(log.learner, pairs) & _same(log.goal_set, pairs)]
    # The same task twice says how hard the task is; pairs of it serve only where tasks are not told apart.
    other_task = log.item[here] != log.item[there]
    return (here[other_task], there[other_task]) if other_task.sum() >= LEAST_PAIRS else (here, there)


def _same(key: Ints, pairs: Ints) -> NDArray[np.bool_]:
    return np.asarray(key[pairs[0]] == key[pairs[1]], dtype=np.bool_)
