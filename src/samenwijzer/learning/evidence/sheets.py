"""Reads of quick-entry sheets: the sheet itself, how a class did on each column, and the latest sheets."""

from dataclasses import dataclass
from statistics import fmean, quantiles

from django.db.models import Count, Q

from samenwijzer.learning.evidence.models import Column, EvidenceGoal, Occasion
from samenwijzer.learning.evidence.rules import check_guides_occasion, current, visible_occasions
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.network.people.models import Person

#: Up to so many points each whole mark has a bar of its own; above it ten bars share the points.
MARKS_APART = 12
BARS = 10


@dataclass(frozen=True)
class ColumnSummary:
    """How a class did on one column.

    ``bars`` counts the learners at each step, from 1 to 4, or at each mark from 0 on (ten equal ranges where there are
    many points). ``mean`` and ``middle`` (between which the middle half lies) are of points only, from two marks on.
    """

    column: Column
    filled: int
    size: int
    bars: list[int]
    mean: float | None
    middle: tuple[float, float] | None


@dataclass(frozen=True)
class Sheet:
    """A quick-entry sheet: its learners in order of name, its columns, and the mark in each filled cell."""

    occasion: Occasion
    learners: list[Person]
    columns: list[Column]
    marks: dict[tuple[int, int], float]

    @property
    def summaries(self) -> list[ColumnSummary]:
        """One summary for each column."""
        return [self._summary(column) for column in self.columns]

    def _summary(self, column: Column) -> ColumnSummary:
        found = (self.marks.get((learner.pk, column.pk)) for learner in self.learners)
        marks = [mark for mark in found if mark is not None]
        several = column.points > 0 and len(marks) > 1
        quarters = quantiles(marks, n=4, method="inclusive") if several else []
        return ColumnSummary(
            column=column,
            filled=len(marks),
            size=len(self.learners),
            bars=_bars(marks, column.points),
            mean=fmean(marks) if several else None,
            middle=(quarters[0], quarters[2]) if quarters else None,
        )


def _bars(marks: list[float], points: int) -> list[int]:
    """Count marks by bar; a half point goes to the whole one above it."""
    if points == 0:
        places, bars = [int(mark) - 1 for mark in marks], 4
    elif points <= MARKS_APART:
        places, bars = [int(mark + 0.5) for mark in marks], points + 1
    else:
        places, bars = [min(int(BARS * mark / points), BARS - 1) for mark in marks], BARS
    return [places.count(place) for place in range(bars)]


def sheet(*, viewer: Viewer, occasion: int) -> Sheet:
    """Return the sheet of an occasion of a group that ``viewer`` guides (four queries)."""
    found = check_guides_occasion(viewer, occasion)
    columns = list(found.columns.select_related("goal"))
    column_of = {column.goal_id: column for column in columns}
    present = learners_of(units=[found.unit_id], on=viewer.on)
    links = EvidenceGoal.objects.filter(evidence__in=current().filter(occasion=found)).select_related("evidence")
    marks = {}
    for link in links:
        column = column_of[link.goal_id]
        value = column.mark_of(link.evidence)
        if value is not None:
            marks[link.evidence.learner_id, column.pk] = value
    return Sheet(found, list(present), columns, marks)


@dataclass(frozen=True)
class SheetLine:
    """One sheet in a list: how many columns it has and how many results stand in it."""

    occasion: Occasion
    columns: int
    results: int


def latest_sheets(*, viewer: Viewer, limit: int = 12) -> list[SheetLine]:
    """Return the latest sheets of the groups that ``viewer`` guides, newest first (one query)."""
    standing = Q(evidence__correction=None, evidence__retracts=False)
    rows = visible_occasions(viewer).annotate(
        column_count=Count("columns", distinct=True),
        results=Count("evidence", filter=standing & Q(evidence__isnull=False), distinct=True),
    )
    return [SheetLine(row, row.column_count, row.results) for row in rows.order_by("-on", "-pk")[:limit]]
