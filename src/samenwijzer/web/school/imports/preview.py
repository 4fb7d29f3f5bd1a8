"""A preview as the page shows it."""

from collections import defaultdict
from dataclasses import dataclass

from samenwijzer.exchange.plans import Count, Preview


@dataclass(frozen=True)
class Left:
    """Columns of one file that are not stored for one reason."""

    file: str
    why: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """The counts that say something, columns grouped by their reason, and the remarks."""

    counts: tuple[Count, ...]
    left: tuple[Left, ...]
    remarks: tuple[str, ...]
    is_empty: bool
    ends: int


def shown(preview: Preview) -> Shown:
    """Return ``preview`` for the page; ``ends`` counts what would stop, which deserves a second look."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in preview.unused:
        groups[each.file, each.why].append(each.column)
    return Shown(
        counts=tuple(count for count in preview.counts if count.new or count.changed or count.ended or count.untouched),
        left=tuple(Left(file, why, tuple(columns)) for (file, why), columns in groups.items()),
        remarks=preview.remarks,
        is_empty=preview.is_empty,
        ends=sum(count.ended for count in preview.counts),
    )
