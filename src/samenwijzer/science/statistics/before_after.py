"""A small study of one group measured twice: what changed, how sure that is, and what else may explain it.

Without a group that was not treated, a difference between two moments says little by itself. Two things mislead most
in a class: chance in a small group, and regression to the mean, which makes whoever was picked for an extreme first
score move towards the middle on its own (Campbell & Kenny 1999, A primer on regression artifacts).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import t

#: Learners below which chance alone moves a mean too much to say anything without the interval.
SMALL = 20
#: Learners below which no interval is given at all.
FEWEST = 3


@dataclass(frozen=True)
class Study:
    """The mean difference after − before with its 95 % interval (in the unit of the scores), over ``count`` learners.

    ``is_small``: fewer than :data:`SMALL` learners. ``regresses``: who began low gained more than who began high, or
    the learners were picked for their first score, so that a part of the change would have come by itself.
    """

    count: int
    before: float
    after: float
    low: float
    high: float
    is_small: bool
    regresses: bool

    @property
    def difference(self) -> float:
        """How much the mean changed."""
        return self.after - self.before

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out no change at all."""
        return self.low > 0 or self.high < 0


def study(before: Sequence[float], after: Sequence[float], *, picked: bool = False) -> Study:
    """Compare two scores of the same learners, entry by entry; ``picked``: chosen for their score ``before``.

    The interval is that of the paired t test (Student 1908). A ``ValueError`` where the two do not pair or fewer than
    three learners were measured.
    """
    first, last = np.asarray(before, dtype=np.float64), np.asarray(after, dtype=np.float64)
    if len(first) != len(last) or len(first) < FEWEST:
        raise ValueError("a study needs two scores of each of at least three learners")
    change = last - first
    count = len(change)
    half = float(t.ppf(0.975, count - 1) * np.std(change, ddof=1) / np.sqrt(count))
    middle = float(np.mean(change))
    return Study(
        count=count,
        before=float(np.mean(first)),
        after=float(np.mean(last)),
        low=middle - half,
        high=middle + half,
        is_small=count < SMALL,
        regresses=picked or _moves_to_middle(first, change),
    )


def _moves_to_middle(first: np.ndarray, change: np.ndarray) -> bool:
    """Whether who began low gained clearly more than who began high (correlation below −0.3)."""
    if np.std(first) == 0 or np.std(change) == 0:
        return False
    return bool(np.corrcoef(first, change)[0, 1] < -0.3)
