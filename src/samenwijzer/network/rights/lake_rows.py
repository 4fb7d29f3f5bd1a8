"""Where learners were, for the lake; and who may not be in it any more."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from samenwijzer.foundation.lake.tables import Column, LakeTable, Row
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.rules import ABOVE_SCHOOL
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit
from samenwijzer.network.organisation.pack import education
from samenwijzer.network.rights.models import Erasure
from samenwijzer.network.rights.retention import past_longest_term


def years() -> set[int]:
    """Return the school years in which somebody learned somewhere, up to this one."""
    this = SchoolYear.of(timezone.localdate()).start
    found: set[int] = set()
    spans = Membership.objects.filter(role=LEARNER).order_by().values_list("starts", "ends").distinct()
    for starts, ends in spans.iterator():
        found.update(range(SchoolYear.of(starts).start, min(this, SchoolYear.of(ends).start if ends else this) + 1))
    return found


def rows(year: int) -> Iterator[Row]:
    """Yield each stay of a learner in a unit in that school year: the school, the unit, its level and the days."""
    span = SchoolYear(year)
    schools, levels = schools_of_units(), {one.key for one in education().levels}
    stays = Membership.objects.filter(role=LEARNER, starts__lte=span.last_day).exclude(ends__lt=span.first_day)
    fields = ("person_id", "unit_id", "unit__level", "starts", "ends")
    for person, unit, level, starts, ends in stays.order_by("pk").values_list(*fields).iterator(chunk_size=5000):
        yield person, schools[unit], unit, level if level in levels else None, starts, ends


def schools_of_units() -> dict[int, int]:
    """Return the school each unit is in: the highest unit above it, or itself, that stands below a school group."""
    above = set(Unit.objects.filter(kind__in=ABOVE_SCHOOL).values_list("pk", flat=True))
    found = {}
    for pk, path in Unit.objects.order_by().values_list("pk", "path"):
        ids = [int(part) for part in path.split("/") if part]
        found[pk] = next((one for one in ids if one not in above), pk)
    return found


def left_out(on: date) -> set[int]:
    """Return who was erased, and whose longest term is over."""
    return {*Erasure.objects.values_list("person_id", flat=True), *past_longest_term(on)}


_MEMBERSHIP = "network_organisation.Membership"
TABLE = LakeTable(
    "memberships",
    f"{_MEMBERSHIP}.person",
    (
        Column("school", "place", f"{_MEMBERSHIP}.unit"),
        Column("unit", "place", f"{_MEMBERSHIP}.unit"),
        Column("level", "key", "network_organisation.Unit.level"),
        Column("starts", "day", f"{_MEMBERSHIP}.starts"),
        Column("ends", "day", f"{_MEMBERSHIP}.ends"),
    ),
    years,
    rows,
)
