"""What stands of what was seen, for the lake: a row a piece and goal, without a word of it."""

from collections.abc import Iterator

from django.utils import timezone

from samenwijzer.foundation.lake.tables import Column, LakeTable, Row
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.evidence.rules import current

_LABEL = "learning_evidence.Evidence"


def years() -> set[int]:
    """Return the school years in which something was seen."""
    return {SchoolYear.of(month.date()).start for month in current().order_by().datetimes("seen_at", "month")}


def rows(year: int) -> Iterator[Row]:
    """Yield what was seen in that school year and stands, each goal of it."""
    first, last = SchoolYear(year).moments
    found = current().filter(seen_at__gte=first, seen_at__lt=last).order_by("pk", "goals")
    fields = (
        "learner_id", "pk", "goals", "kind", "outcome", "step", "seen_at", "is_draft", "occasion_id",
        "occasion__unit_id",
    )  # fmt: skip
    for learner, piece, goal, kind, outcome, step, seen_at, *rest in found.values_list(*fields).iterator(
        chunk_size=5000
    ):
        yield learner, piece, goal, kind, outcome, step, timezone.localdate(seen_at), *rest


TABLE = LakeTable(
    "evidence",
    f"{_LABEL}.learner",
    (
        Column("piece", "row", f"{_LABEL}.id"),
        Column("goal", "number", "learning_evidence.EvidenceGoal.goal"),
        Column("kind", "key", f"{_LABEL}.kind"),
        Column("outcome", "figure", f"{_LABEL}.outcome"),
        Column("step", "number", f"{_LABEL}.step"),
        Column("day", "day", f"{_LABEL}.seen_at"),
        Column("is_draft", "yes_or_no", f"{_LABEL}.is_draft"),
        Column("occasion", "row", f"{_LABEL}.occasion"),
        Column("unit", "place", "learning_evidence.Occasion.unit"),
    ),
    years,
    rows,
)
