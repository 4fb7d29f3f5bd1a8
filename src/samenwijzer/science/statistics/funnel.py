"""Control limits of a funnel plot: how far a share may lie from the whole by chance alone, given how many it is of.

Spiegelhalter (2005), Funnel plots for comparing institutional performance, doi:10.1002/sim.1970: limits at 95 % and
99.8 % around the share of all together. Inside them an order of institutions means nothing.
"""

from dataclasses import dataclass
from math import sqrt

from scipy.stats import norm

NEAR, FAR = 0.95, 0.998


@dataclass(frozen=True)
class Limits:
    """The bounds of a share in [0, 1] at one coverage."""

    low: float
    high: float

    def holds(self, share: float) -> bool:
        """Whether ``share`` lies inside."""
        return self.low <= share <= self.high


def limits(share: float, of: int, *, coverage: float = NEAR) -> Limits:
    """Return the control limits around ``share`` for a group of ``of``, by the normal approximation of the binomial."""
    if of <= 0 or not 0 <= share <= 1:
        raise ValueError("limits need a share in [0, 1] and a group of at least one")
    half = float(norm.ppf((1 + coverage) / 2)) * sqrt(share * (1 - share) / of)
    return Limits(max(0.0, share - half), min(1.0, share + half))
