"""Which forms cost most time."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from samenwijzer.foundation.effort.models import FormEffort

#: Up to and including so many seconds each range goes; the last one has no end.
BOUNDS = (5, 10, 20, 40, 60, 120, 300)
#: A form that was sent less often is not shown: it might tell of one person.
FEWEST = 10


@dataclass(frozen=True)
class Effort:
    """What one form costs: how often it was sent, seconds and keys on average, and where the middle one lies.

    ``low`` and ``high`` bound the seconds of the middle one; ``high`` is ``None`` above the last bound.
    """

    form: str
    count: int
    seconds: float
    keys: float
    low: int
    high: int | None


def slowest_forms(*, since: date, limit: int = 5) -> list[Effort]:
    """Return the forms that take longest since that day, the slowest first (one query)."""
    found: dict[str, list[FormEffort]] = defaultdict(list)
    for row in FormEffort.objects.filter(on__gte=since):
        found[row.form].append(row)
    efforts = [_effort(form, rows) for form, rows in found.items() if sum(row.count for row in rows) >= FEWEST]
    return sorted(efforts, key=lambda one: (-one.low, -one.seconds, one.form))[:limit]


def _effort(form: str, rows: list[FormEffort]) -> Effort:
    count = sum(row.count for row in rows)
    sizes = [sum(row.count for row in rows if row.bucket == bucket) for bucket in range(len(BOUNDS) + 1)]
    middle = next(bucket for bucket, upto in enumerate(accumulate(sizes)) if 2 * upto >= count)
    return Effort(
        form=form,
        count=count,
        seconds=sum(row.seconds for row in rows) / count,
        keys=sum(row.keys for row in rows) / count,
        low=BOUNDS[middle - 1] if middle else 0,
        high=BOUNDS[middle] if middle < len(BOUNDS) else None,
    )
