"""Where learners stand with goals, for the lake."""

from collections.abc import Iterator

from samenwijzer.foundation.lake.tables import Column, LakeTable, Row
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.progress.models import Estimate

_FIELDS = {
    "goal": "number", "mean": "figure", "low": "figure", "high": "figure", "step": "number", "count": "number",
    "last_seen_on": "day", "review_on": "day",
}  # fmt: skip


def years() -> set[int]:
    """Return the school years in which the last of a goal was seen."""
    return {SchoolYear.of(month).start for month in Estimate.objects.order_by().dates("last_seen_on", "month")}


def rows(year: int) -> Iterator[Row]:
    """Yield the estimates that rest on something last seen in that school year."""
    span = SchoolYear(year)
    found = Estimate.objects.filter(last_seen_on__range=(span.first_day, span.last_day)).order_by("learner", "goal")
    yield from found.values_list("learner_id", *("goal_id" if name == "goal" else name for name in _FIELDS)).iterator(
        chunk_size=5000
    )


TABLE = LakeTable(
    "estimates",
    "learning_progress.Estimate.learner",
    tuple(Column(name, kind, f"learning_progress.Estimate.{name}") for name, kind in _FIELDS.items()),
    years,
    rows,
)
