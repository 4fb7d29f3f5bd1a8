"""Growth on one scale, with how sure it is; and when two of them say that one is larger.

A chance of success is laid on the scale of its log-odds, where a step means the same for easy and for hard goals.
Growth is the mean difference over the goals that were seen at both moments. Two growths are only put in order when
their intervals stay apart: half-widths of 1.39 standard errors make that a test at about 5 % for two of the same
precision (Goldstein & Healy 1995, doi:10.2307/2983411).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logit
from scipy.stats import norm

Floats = NDArray[np.float64]
EDGE = 1e-3
#: Learners below which a group has no middle to stand outside of.
FEWEST = 5
#: Half-width in standard errors, so that intervals of two that do not touch differ at the 5 % level.
APART = float(norm.ppf(0.975) / np.sqrt(2))


@dataclass(frozen=True)
class Growth:
    """A growth in log-odds with its interval, over ``goals`` goals seen at both moments."""

    mean: float
    low: float
    high: float
    goals: int

    def overlaps(self, other: "Growth") -> bool:
        """Whether the two intervals have a point in common, so that nothing says which is larger."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True)
class Chances:
    """Chances of success with the bounds of their central interval, one entry a goal; ``coverage`` of the interval."""

    mean: Floats
    low: Floats
    high: Floats
    coverage: float = 0.8

    def on_scale(self) -> tuple[Floats, Floats]:
        """Return the chances in log-odds, and their standard errors."""
        width = logit(_inside(self.high)) - logit(_inside(self.low))
        return logit(_inside(self.mean)), width / (2 * norm.ppf((1 + self.coverage) / 2))


def _inside(chances: Floats) -> Floats:
    return np.clip(chances, EDGE, 1 - EDGE)


def growth(before: Chances, after: Chances) -> Growth:
    """Return the mean growth over the goals, entry by entry the same in ``before`` and ``after``.

    The two moments are taken as independent. They share evidence, so that the interval is rather too wide.
    """
    if len(before.mean) != len(after.mean) or not len(before.mean):
        raise ValueError("growth needs the same goals at both moments, at least one")
    (start, start_error), (end, end_error) = before.on_scale(), after.on_scale()
    count = len(start)
    error = float(np.sqrt(np.sum(start_error**2 + end_error**2)) / count)
    mean = float(np.mean(end - start))
    return Growth(mean, mean - APART * error, mean + APART * error, count)


def mean_growth(growths: Sequence[Growth]) -> Growth:
    """Return the mean of the growths of some learners, its interval from how far they lie apart; at least two."""
    means = np.array([one.mean for one in growths])
    if len(means) < 2:
        raise ValueError("a mean growth needs at least two learners")
    middle, spread = float(np.mean(means)), APART * float(np.std(means, ddof=1) / np.sqrt(len(means)))
    return Growth(middle, middle - spread, middle + spread, min(one.goals for one in growths))


def larger(one: Growth, other: Growth) -> Growth | None:
    """Return the larger of two growths, or ``None`` where their intervals overlap: then they have no order."""
    if one.overlaps(other):
        return None
    return one if one.mean > other.mean else other


def standing(chances: Chances) -> Growth:
    """Return the mean standing over goals on the same scale, as a growth from even odds."""
    mean, error = chances.on_scale()
    if not len(mean):
        raise ValueError("a standing needs at least one goal")
    middle, spread = float(np.mean(mean)), APART * float(np.sqrt(np.sum(error**2)) / len(mean))
    return Growth(middle, middle - spread, middle + spread, len(mean))


def outliers(standings: Sequence[Growth]) -> list[int]:
    """Return for each standing −1, 0 or 1: surely below, not surely outside, surely above the middle of the group.

    The middle reaches one robust deviation on both sides of the median: 1.4826 times the median absolute deviation
    (Rousseeuw & Croux 1993, doi:10.1080/01621459.1993.10476408), so that one exceptional learner does not hide another.
    Surely: the whole interval lies outside. A group of fewer than five has no outliers.
    """
    if len(standings) < FEWEST:
        return [0] * len(standings)
    means = np.array([one.mean for one in standings])
    middle = float(np.median(means))
    reach = 1.4826 * float(np.median(np.abs(means - middle)))
    return [int(one.low > middle + reach) - int(one.high < middle - reach) for one in standings]
