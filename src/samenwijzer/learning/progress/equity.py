"""Whether everybody grows along: read wherever results of a group are read, over halves of it, never of one (R21)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from samenwijzer.science.statistics.growth import FEWEST, Growth, larger, mean_growth


class Verdict(StrEnum):
    """What the two halves say."""

    UNKNOWN = "unknown"
    ALONG = "along"
    BEHIND = "behind"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Equity:
    """How much the half that began lowest grew beside the other half; ``None`` where a half is too small to read.

    Of ``unseen`` learners out of ``learners`` too little was seen to read growth: they may be who is left out.
    """

    low: Growth | None
    high: Growth | None
    unseen: int
    learners: int

    @property
    def verdict(self) -> Verdict:
        """Whether who began lowest grows along; only said where the two intervals stay apart."""
        if self.low is None or self.high is None:
            return Verdict.UNKNOWN
        more = larger(self.low, self.high)
        return Verdict.ALONG if more is None else Verdict.AHEAD if more is self.low else Verdict.BEHIND


def read_equity(learners: Sequence[tuple[float | None, Growth | None]]) -> Equity:
    """Return the reading over ``learners``: where each began (log-odds) and its growth, ``None`` where not seen.

    A half holds at least :data:`FEWEST` learners; one who began in the middle counts with the upper half. Who begins
    low by chance grows by chance as well (regression to the mean), so that *behind* is the reading to take seriously.
    """
    known = [(began, grown) for began, grown in learners if began is not None and grown is not None]
    middle = median(began for began, _grown in known) if known else 0.0
    low = [grown for began, grown in known if began < middle]
    high = [grown for began, grown in known if began >= middle]
    is_readable = min(len(low), len(high)) >= FEWEST
    return Equity(
        low=mean_growth(low) if is_readable else None,
        high=mean_growth(high) if is_readable else None,
        unseen=len(learners) - len(known),
        learners=len(learners),
    )
