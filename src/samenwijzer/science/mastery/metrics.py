"""How good probabilities are: ranking, error and calibration."""

import numpy as np
from scipy.stats import rankdata

from samenwijzer.science.mastery.responses import Floats

BINS = 20


def auc(outcome: Floats, chance: Floats) -> float:
    """Area under the ROC curve, ties counted half (Hanley & McNeil 1982); `nan` when all outcomes are alike.

    Outcomes above one half count as success.
    """
    positive = outcome > 0.5
    successes, failures = int(positive.sum()), int((~positive).sum())
    if successes == 0 or failures == 0:
        return float("nan")
    ranks = rankdata(chance)[positive].sum()
    return float((ranks - successes * (successes + 1) / 2) / (successes * failures))


def rmse(outcome: Floats, chance: Floats) -> float:
    """Root of the mean squared error of the probabilities (the root of the Brier score)."""
    return float(np.sqrt(np.mean((outcome - chance) ** 2)))


def log_loss(outcome: Floats, chance: Floats) -> float:
    """Mean negative log likelihood in nats; probabilities are kept 1e-12 away from 0 and 1."""
    safe = np.clip(chance, 1e-12, 1 - 1e-12)
    return float(-np.mean(outcome * np.log(safe) + (1 - outcome) * np.log1p(-safe)))


def calibration_error(outcome: Floats, chance: Floats, bins: int = BINS) -> float:
    """Expected calibration error over bins of equal width (Naeini et al. 2015): mean |observed - expected|.

    Weighted by rows.
    """
    if len(outcome) == 0:
        return float("nan")
    bin_of = np.minimum((chance * bins).astype(np.int64), bins - 1)
    gap = np.bincount(bin_of, outcome - chance, bins)
    return float(np.abs(gap).sum() / len(outcome))
