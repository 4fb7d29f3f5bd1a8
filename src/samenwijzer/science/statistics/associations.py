"""How two things go together over schools, and how much more one group changed than another: never why.

Both come with an interval of 95 %. Neither is proof of cause: schools were not assigned by lot.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import norm, ttest_ind


@dataclass(frozen=True)
class Estimate:
    """A value with the interval of 95 % around it, over ``count`` schools."""

    value: float
    low: float
    high: float
    count: int

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


def association(
    first: Sequence[float], second: Sequence[float], given: Sequence[float] | None = None
) -> Estimate | None:
    """Return the correlation of two measures, entry by entry, with what goes along with ``given`` taken out of both.

    Pearson's r, or the partial one; the interval is that of Fisher (1924): z ± 1.96 / √(n − 3 − k), with k measures
    taken out. ``None`` where there are too few entries or one of the measures does not vary.
    """
    x, y = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    taken = 0 if given is None else 1
    free = len(x) - 3 - taken
    if len(x) != len(y) or free < 1:
        return None
    if given is not None:
        beside = np.column_stack([np.ones(len(x)), np.asarray(given, dtype=np.float64)])
        x, y = (one - beside @ np.linalg.lstsq(beside, one, rcond=None)[0] for one in (x, y))
    if np.allclose(x, x.mean()) or np.allclose(y, y.mean()):
        return None
    value = float(np.clip(np.corrcoef(x, y)[0, 1], -0.999999, 0.999999))
    half = float(norm.ppf(0.975)) / np.sqrt(free)
    low, high = np.tanh(np.arctanh(value) - half), np.tanh(np.arctanh(value) + half)
    return Estimate(value, float(low), float(high), len(x))


def difference(changed: Sequence[float], beside: Sequence[float]) -> Estimate | None:
    """Return how much more the first group changed than the one beside it: Welch's (1947) interval.

    ``None`` with fewer than two entries in a group, or where nothing varies in either.
    """
    if min(len(changed), len(beside)) < 2 or (np.ptp(changed) == 0 and np.ptp(beside) == 0):
        return None
    interval = ttest_ind(changed, beside, equal_var=False).confidence_interval(0.95)
    value = float(np.mean(changed) - np.mean(beside))
    return Estimate(value, float(interval.low), float(interval.high), len(changed) + len(beside))
