"""What a series of yearly shares says about its last year: a signal only where chance is a poor explanation.

A single year of few people moves by chance alone: it is uncertain at most. An alarm needs two years in a row that are
surely worse than what came before, or one such year of many people. Surely: score intervals that stay apart
(Wilson 1927, doi:10.1080/01621459.1927.10502953; apart as in Goldstein & Healy 1995, doi:10.2307/2983411).
"""

from collections.abc import Sequence
from enum import StrEnum

from samenwijzer.science.statistics.shares import Share, wilson

#: From so many people on, one year alone can say something.
MANY = 100
#: Coverage at which two intervals that stay apart differ at about the 5 % level, for shares of the same precision.
APART = 0.834


class Signal(StrEnum):
    """What the last year of a series says."""

    UNKNOWN = "unknown"
    STEADY = "steady"
    BETTER = "better"
    UNCERTAIN = "uncertain"
    ALARM = "alarm"


def read_signal(series: Sequence[tuple[int, int]], *, is_up: bool) -> Signal:
    """Return the signal of ``series``: (count, of) a year, oldest first, all counted alike; ``is_up``: more is better.

    With one year, or with years of nobody, nothing is known.
    """
    years = [one for one in series if one[1]]
    if len(years) < 2:
        return Signal.UNKNOWN
    if len(years) > 2 and all(_against(years[:-2], one, is_up=is_up) < 0 for one in years[-2:]):
        return Signal.ALARM
    last = _against(years[:-1], years[-1], is_up=is_up)
    if last > 0:
        return Signal.BETTER
    if last < 0:
        return Signal.ALARM if years[-1][1] >= MANY else Signal.UNCERTAIN
    return Signal.STEADY if _is_near(years[:-1], years[-1], is_up=is_up) else Signal.UNCERTAIN


def _pooled(years: Sequence[tuple[int, int]]) -> Share:
    return wilson(sum(count for count, _of in years), sum(of for _count, of in years), level=APART)


def _against(before: Sequence[tuple[int, int]], year: tuple[int, int], *, is_up: bool) -> int:
    """Return 1, 0 or −1: surely better, not surely different, surely worse than the years before taken together."""
    old, new = _pooled(before), wilson(*year, level=APART)
    side = int(new.low > old.high) - int(new.high < old.low)
    return side if is_up else -side


def _is_near(before: Sequence[tuple[int, int]], year: tuple[int, int], *, is_up: bool) -> bool:
    """Whether the year is no worse than the lower edge of the years before."""
    old, value = _pooled(before), year[0] / year[1]
    return value >= old.low if is_up else value <= old.high
