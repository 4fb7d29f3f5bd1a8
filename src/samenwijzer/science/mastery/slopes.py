"""How goals differ: on some goals practice pays off faster, or the learner's pace matters more.

Each set of goals gets its own slope on the features marked `differs`, and its own level, as a departure from the common
curves. Departures are normal around zero; the variances are learned by empirical Bayes and their overall strength is
chosen by cross-validation over learners, so that few learners mean no departures. (Random slopes as in additive factors
and performance factors analysis, Cen et al. 2006, Pavlik et al. 2009, with the shrinkage of Bates et al. 2015.)
"""

from dataclasses import dataclass

import numpy as np

from samenwijzer.science.mastery.compiled import compiled
from samenwijzer.science.mastery.effects import learner_folds
from samenwijzer.science.mastery.features import DIFFERING
from samenwijzer.science.mastery.metrics import log_loss
from samenwijzer.science.mastery.responses import Floats, Ints, codes

EM_ROUNDS = 6
START_PRECISION = 20.0
#: Multiples of the empirical-Bayes precision that cross-validation chooses from; the last leaves no departures.
CAUTION = (1.0, 2.0, 5.0, 15.0, np.inf)
FOLDS = 4
RANGE = (0.001, 0.999)


@dataclass(frozen=True)
class Standard:
    """Centre, scale and range of the differing features.

    A value outside the range seen in training counts as its edge.
    """

    centre: Floats
    scale: Floats
    least: Floats
    most: Floats

    def apply(self, features: Floats) -> Floats:
        """Return rows × (1, then the standardised differing features)."""
        columns = (np.clip(features[:, DIFFERING], self.least, self.most) - self.centre) * self.scale
        return np.concatenate((np.ones((len(columns), 1)), columns), axis=1)


def _standard(features: Floats) -> Standard:
    least, most = np.quantile(features[:, DIFFERING], RANGE, axis=0)
    columns = np.clip(features[:, DIFFERING], least, most)
    deviation = columns.std(axis=0)
    # A feature that never moved in training (no times, no repeats) says nothing about another value.
    return Standard(columns.mean(axis=0), np.where(deviation > 1e-9, 1 / np.maximum(deviation, 1e-9), 0.0), least, most)


@dataclass(frozen=True)
class Slopes:
    """Departures of each set of goals: sets × (1 + differing features), on standardised features.

    `precision` is 1 / variance of each column of departures, times the caution that cross-validation chose.
    """

    sets: Ints
    departure: Floats
    standard: Standard
    caution: float
    precision: Floats

    def contributions(self, features: Floats, sets: Ints) -> Floats:
        """Return what the departures add to the logit: rows × (level, then one a differing feature)."""
        at = codes(self.sets, sets)
        known = np.append(self.departure, np.zeros((1, self.departure.shape[1])), axis=0)[at]
        return known * self.standard.apply(features)


def fit_slopes(
    features: Floats,
    sets: Ints,
    learner: Ints,
    outcome: Floats,
    offset: Floats,
    seed: int,
    *,
    like: Slopes | None = None,
) -> Slopes:
    """Fit the departures on what the common curves (`offset`, logits) leave unexplained.

    With `like`, its standard and precision are taken over, so that a fit on a part of its rows costs little.
    """
    if like is not None:
        return _fit_like(like, features, sets, outcome, offset)
    standard = _standard(features)
    known, at = np.unique(sets, return_inverse=True)
    design = standard.apply(features)
    departure, precision = _empirical_bayes(at, len(known), design, outcome, offset)
    caution = _choose_caution(at, len(known), design, outcome, offset, precision, learner_folds(learner, FOLDS, seed))
    if np.isinf(caution):
        departure = np.zeros_like(departure)
    elif caution > 1:
        departure = _solve(at, len(known), design, outcome, offset, precision * caution, steps=4)[0]
    return Slopes(known.astype(np.int64), departure, standard, caution, precision * caution)


def _fit_like(like: Slopes, features: Floats, sets: Ints, outcome: Floats, offset: Floats) -> Slopes:
    known, at = np.unique(sets, return_inverse=True)
    departure = np.zeros((len(known), len(like.precision)))
    if np.isfinite(like.caution):
        design = like.standard.apply(features)
        departure = _solve(at, len(known), design, outcome, offset, like.precision, steps=4)[0]
    return Slopes(known.astype(np.int64), departure, like.standard, like.caution, like.precision)


def _empirical_bayes(at: Ints, count: int, design: Floats, outcome: Floats, offset: Floats) -> tuple[Floats, Floats]:
    precision = np.full(design.shape[1], START_PRECISION)
    departure = np.zeros((count, design.shape[1]))
    for _ in range(EM_ROUNDS):
        departure, variance = _solve(at, count, design, outcome, offset, precision, steps=1, start=departure)
        precision = np.clip(1 / np.maximum((departure**2 + variance).mean(axis=0), 1e-6), 1.0, 1e6)
    return departure, precision


def _choose_caution(
    at: Ints, count: int, design: Floats, outcome: Floats, offset: Floats, precision: Floats, fold: Ints
) -> float:
    """Return the caution with the least loss on held-out learners, climbing from the boldest while it helps.

    One learner alone says nothing of how goals differ.
    """
    present = np.unique(fold).tolist()
    if len(present) < 2:
        return float(np.inf)
    departures = [np.zeros((count, design.shape[1])) for _ in range(FOLDS)]
    best, least = CAUTION[0], np.inf
    for caution in CAUTION:
        loss = 0.0
        for one in present:
            held = fold == one
            if np.isinf(caution):
                departures[one][:] = 0.0
            else:
                departures[one] = _solve(
                    at[~held], count, design[~held], outcome[~held], offset[~held], precision * caution,
                    steps=2, start=departures[one],
                )[0]  # fmt: skip
            logit = offset[held] + (departures[one][at[held]] * design[held]).sum(axis=1)
            loss += log_loss(outcome[held], 1 / (1 + np.exp(-logit))) * float(held.sum())
        if loss >= least:
            break
        best, least = caution, loss
    return best


def _solve(
    at: Ints, count: int, design: Floats, outcome: Floats, offset: Floats, precision: Floats, *,
    steps: int, start: Floats | None = None,
) -> tuple[Floats, Floats]:  # fmt: skip
    """Newton steps of every set of goals on its own rows; return the departures and their Laplace variances."""
    order = np.argsort(at, kind="stable")
    bounds = np.searchsorted(at[order], np.arange(count + 1))
    departure = np.zeros((count, design.shape[1])) if start is None else start.copy()
    variance = np.zeros_like(departure)
    _newton_sets(bounds, design[order], outcome[order], offset[order], precision, departure, variance, steps)
    return departure, variance


@compiled
def _newton_sets(
    bounds: Ints, design: Floats, outcome: Floats, offset: Floats, precision: Floats,
    departure: Floats, variance: Floats, steps: int,
) -> None:  # fmt: skip
    columns = design.shape[1]
    for one in range(len(bounds) - 1):
        hessian = np.diag(precision)
        for _ in range(steps):
            slope = -precision * departure[one]
            hessian = np.diag(precision)
            for row in range(bounds[one], bounds[one + 1]):
                values = design[row]
                logit = offset[row]
                for column in range(columns):
                    logit += values[column] * departure[one, column]
                chance = 1 / (1 + np.exp(-logit))
                curve = chance * (1 - chance)
                for column in range(columns):
                    slope[column] += (outcome[row] - chance) * values[column]
                    for other in range(column + 1):
                        hessian[column, other] += curve * values[column] * values[other]
            for column in range(columns):
                for other in range(column):
                    hessian[other, column] = hessian[column, other]
            departure[one] += np.linalg.solve(hessian, slope)
        variance[one] = np.diag(np.linalg.inv(hessian))
