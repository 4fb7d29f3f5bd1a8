"""Additive curves: each feature moves the logit along its own curve, as bent as the data asks for.

A generalised additive logistic model (Hastie & Tibshirani 1990; intelligible models, Lou et al. 2012) on linear
B-splines with difference penalties (Eilers & Marx 1996). The strength of each penalty follows from the data by the
generalised Fellner-Schall update (Wood & Fasiolo 2017, eq. 6), so that a feature without news shrinks to nothing.
Because the logit is a sum of curves, every estimate splits exactly into one contribution a feature.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

from samenwijzer.science.mastery.compiled import compiled
from samenwijzer.science.mastery.responses import Floats, Ints

KNOTS = 16
SCHALL_ROUNDS, LAST_STEPS = 6, 6
# Rows that shape the Hessian; gradients always use every row, so the solution does not depend on the sample.
HESSIAN_ROWS = 10_000
FLOOR = 1e-3
STRENGTHS = (1e-3, 1e7)

Places = NDArray[np.int32]
Shares = NDArray[np.float32]


@dataclass(frozen=True)
class Curves:
    """Knots of all features end to end (`start[f]:start[f + 1]` are those of feature f), heights at them, and a level.

    Between knots a curve is straight, outside them flat. Heights are centred: a curve's mean over the training rows
    is 0. `strength` holds the strength of each penalty, as the data asked for it.
    """

    knots: Floats
    start: Ints
    height: Floats
    level: float
    strength: Floats

    def contributions(self, features: Floats) -> Floats:
        """Return what each feature adds to the logit (rows × features), to be added to `level`."""
        out = np.empty(features.shape)
        _heights(features, self.knots, self.start, self.height, out)
        return out

    def logit(self, features: Floats) -> Floats:
        """Return level + the sum of contributions of each row."""
        out = np.empty(len(features))
        _sum_heights(features, self.knots, self.start, self.height, self.level, out)
        return out


def fit_curves(features: Floats, outcome: Floats, offset: Floats, seed: int, *, like: Curves | None = None) -> Curves:
    """Fit the curves by penalised maximum likelihood; `offset` is added to every row's logit.

    With `like`, its knots and penalties are taken over, so that a fit on a part of its rows costs little.
    """
    knots, start = _place_knots(features) if like is None else (like.knots, like.start)
    place, share = np.empty(features.shape, np.int32), np.empty(features.shape, np.float32)
    _locate(features, knots, start, place, share)
    penalties = _penalties(start)
    strength = (
        np.array([1.0 if order == 0 else 10.0 for _, _, _, order in penalties]) if like is None else like.strength
    )
    sample = np.arange(len(outcome))
    if len(sample) > HESSIAN_ROWS:
        sample = np.sort(np.random.default_rng(seed).choice(len(outcome), HESSIAN_ROWS, replace=False))
    weights = np.zeros(int(start[-1]) + 1)
    rate = (outcome.sum() + 1) / (len(outcome) + 2)
    weights[-1] = np.log(rate / (1 - rate)) - offset.mean()
    for _ in range(SCHALL_ROUNDS if like is None else 1):
        penalty = _penalty_matrix(penalties, strength, len(weights))
        factor, weights = _newton(place, share, outcome, offset, weights, penalty, sample, steps=2)
        if like is None:
            strength = _reweigh(penalties, strength, penalty, factor, weights)
    penalty = _penalty_matrix(penalties, strength, len(weights))
    _, weights = _newton(place, share, outcome, offset, weights, penalty, sample, steps=LAST_STEPS)
    return _centred(knots, start, weights, strength, place, share)


def _place_knots(features: Floats) -> tuple[Floats, Ints]:
    probes = np.linspace(0.001, 0.999, KNOTS)
    knots = [np.unique(np.quantile(column, probes)) for column in features.T]
    return np.concatenate(knots), np.concatenate(([0], np.cumsum([len(one) for one in knots]))).astype(np.int64)


def _penalties(start: Ints) -> list[tuple[int, int, Floats, int]]:
    """For each curve a penalty on its size (order 0) and one on its bends (order 2)."""
    found: list[tuple[int, int, Floats, int]] = []
    for first, last in zip(start[:-1].tolist(), start[1:].tolist(), strict=True):
        found.append((first, last, np.eye(last - first), 0))
        if last - first > 2:
            bends = np.diff(np.eye(last - first), 2, axis=0)
            found.append((first, last, bends.T @ bends, 2))
    return found


def _penalty_matrix(penalties: list[tuple[int, int, Floats, int]], strength: Floats, size: int) -> Floats:
    matrix = np.diag(np.append(np.full(size - 1, FLOOR), 0.0))
    for one, (first, last, shape, _) in zip(strength, penalties, strict=True):
        matrix[first:last, first:last] += one * shape
    return matrix


def _newton(
    place: Places, share: Shares, outcome: Floats, offset: Floats, weights: Floats, penalty: Floats,
    sample: Ints, *, steps: int,
) -> tuple[tuple[Floats, bool], Floats]:  # fmt: skip
    """Take Newton steps with one Hessian, computed at the first step on the sampled rows."""
    factor: tuple[Floats, bool] = (np.zeros((0, 0)), True)
    for step in range(steps):
        logit = offset.copy()
        _add_logit(place, share, weights, logit)
        chance = 1 / (1 + np.exp(-logit))
        slope = np.zeros(len(weights))
        _slope(place, share, outcome - chance, slope)
        if step == 0:
            curvature = (chance * (1 - chance))[sample] * (len(outcome) / len(sample))
            hessian = np.zeros((len(weights), len(weights)))
            _hessian(place[sample], share[sample], curvature, hessian)
            factor = cho_factor(hessian + penalty, lower=True)
        weights = weights + cho_solve(factor, slope - penalty @ weights)
    return factor, weights


def _reweigh(
    penalties: list[tuple[int, int, Floats, int]], strength: Floats, penalty: Floats,
    factor: tuple[Floats, bool], weights: Floats,
) -> Floats:  # fmt: skip
    """Generalised Fellner-Schall update of every penalty's strength."""
    covariance = cho_solve(factor, np.eye(len(weights)))
    updated = strength.copy()
    for at, (first, last, shape, _) in enumerate(penalties):
        block = slice(first, last)
        prior_trace = np.trace(np.linalg.solve(penalty[block, block], shape))
        freedom = prior_trace - np.sum(covariance[block, block] * shape)
        energy = weights[block] @ shape @ weights[block]
        updated[at] = np.clip(strength[at] * max(freedom, 1e-8) / max(energy, 1e-8), *STRENGTHS)
    return updated


def _centred(knots: Floats, start: Ints, weights: Floats, strength: Floats, place: Places, share: Shares) -> Curves:
    height, level = weights[:-1].copy(), float(weights[-1])
    mass = np.zeros(len(weights))
    _slope(place, share, np.full(len(place), 1 / max(len(place), 1)), mass)
    for first, last in zip(start[:-1].tolist(), start[1:].tolist(), strict=True):
        mean = float(mass[first:last] @ height[first:last])
        height[first:last] -= mean
        level += mean
    return Curves(knots, start, height, level, strength)


@compiled
def _find(value: float, knots: Floats, first: int, last: int) -> tuple[int, float]:
    """Return the knot at or left of the value and the share of the knot to its right."""
    at = first + int(np.searchsorted(knots[first:last], value))
    if at == first:
        return first, 0.0
    if at == last:
        return last - 1, 0.0
    return at - 1, float((value - knots[at - 1]) / (knots[at] - knots[at - 1]))


@compiled
def _locate(features: Floats, knots: Floats, start: Ints, place: Places, share: Shares) -> None:
    for row in range(features.shape[0]):
        for column in range(features.shape[1]):
            place[row, column], share[row, column] = _find(
                features[row, column], knots, start[column], start[column + 1]
            )


@compiled
def _heights(features: Floats, knots: Floats, start: Ints, height: Floats, out: Floats) -> None:
    for row in range(features.shape[0]):
        for column in range(features.shape[1]):
            at, share = _find(features[row, column], knots, start[column], start[column + 1])
            out[row, column] = height[at] if share == 0 else (1 - share) * height[at] + share * height[at + 1]


@compiled
def _sum_heights(features: Floats, knots: Floats, start: Ints, height: Floats, level: float, out: Floats) -> None:
    for row in range(features.shape[0]):
        total = level
        for column in range(features.shape[1]):
            at, share = _find(features[row, column], knots, start[column], start[column + 1])
            total += height[at] if share == 0 else (1 - share) * height[at] + share * height[at + 1]
        out[row] = total


@compiled
def _add_logit(place: Places, share: Shares, weights: Floats, logit: Floats) -> None:
    for row in range(place.shape[0]):
        total = weights[-1]
        for column in range(place.shape[1]):
            at, part = place[row, column], share[row, column]
            total += (1 - part) * weights[at]
            if part > 0:
                total += part * weights[at + 1]
        logit[row] += total


@compiled
def _slope(place: Places, share: Shares, residual: Floats, slope: Floats) -> None:
    for row in range(place.shape[0]):
        for column in range(place.shape[1]):
            at, part = place[row, column], share[row, column]
            slope[at] += (1 - part) * residual[row]
            if part > 0:
                slope[at + 1] += part * residual[row]
        slope[-1] += residual[row]


@compiled
def _hessian(place: Places, share: Shares, curvature: Floats, hessian: Floats) -> None:
    size, columns = hessian.shape[0], place.shape[1]
    index, value = np.empty(2 * columns + 1, np.int64), np.empty(2 * columns + 1)
    for row in range(place.shape[0]):
        count = 0
        for column in range(columns):
            at, part = place[row, column], share[row, column]
            index[count], value[count] = at, 1 - part
            count += 1
            if part > 0:
                index[count], value[count] = at + 1, part
                count += 1
        index[count], value[count] = size - 1, 1.0
        for left in range(count + 1):
            scaled = curvature[row] * value[left]
            for right in range(left + 1):
                hessian[index[left], index[right]] += scaled * value[right]
    for left in range(size):
        for right in range(left):
            hessian[right, left] = hessian[left, right]
