"""A preview as the page shows it."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.exchange.plans import Preview

SORTS = ("new", "changed", "ended", "untouched")


@dataclass(frozen=True)
class Cell:
    """One number: how many are new, changed, ended or untouched (``sort``)."""

    sort: str
    number: int


@dataclass(frozen=True)
class Row:
    """The numbers of one kind of thing."""

    what: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Left:
    """Columns of one file that are not stored for one reason."""

    file: str
    why: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """Rows and columns that say something, columns of the file grouped by why they are left, and the remarks.

    ``ends`` counts what would stop, which deserves a second look.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    left: tuple[Left, ...]
    remarks: tuple[str, ...]
    is_empty: bool
    ends: int


def shown(preview: Preview) -> Shown:
    """Return ``preview`` for the page, without rows and columns in which every number is nought."""
    words = {"new": _("new"), "changed": _("changed"), "ended": _("ended"), "untouched": _("untouched")}
    used = [sort for sort in SORTS if any(getattr(count, sort) for count in preview.counts)]
    rows = [
        Row(count.what, tuple(Cell(sort, getattr(count, sort)) for sort in used))
        for count in preview.counts
        if any(getattr(count, sort) for sort in used)
    ]
    return Shown(
        columns=tuple(words[sort] for sort in used),
        rows=tuple(rows),
        left=_left(preview),
        remarks=preview.remarks,
        is_empty=preview.is_empty,
        ends=sum(count.ended for count in preview.counts),
    )


def _left(preview: Preview) -> tuple[Left, ...]:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in preview.unused:
        groups[each.file, each.why].append(each.column)
    return tuple(Left(file, why, tuple(columns)) for (file, why), columns in groups.items())
