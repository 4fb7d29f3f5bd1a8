"""A share with its interval."""

from dataclasses import dataclass
from math import sqrt

from scipy.stats import norm


@dataclass(frozen=True)
class Share:
    """``count`` of ``of``, with an interval in [0, 1] around the share; of nothing, everything is possible."""

    count: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself; 0 of nothing."""
        return self.count / self.of if self.of else 0.0


def wilson(count: int, of: int, *, level: float = 0.8) -> Share:
    """Return the share ``count`` of ``of`` with its score interval at confidence ``level``.

    Wilson (1927, doi:10.1080/01621459.1927.10502953): keeps its coverage for small groups, where ± does not.
    """
    if not 0 <= count <= of:
        raise ValueError(f"{count} of {of} is no share")
    if of == 0:
        return Share(0, 0, 0.0, 1.0)
    z = float(norm.ppf((1 + level) / 2))
    share, spread = count / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(share * (1 - share) / of + spread / (4 * of))
    return Share(count, of, max(0.0, middle - half), min(1.0, middle + half))
