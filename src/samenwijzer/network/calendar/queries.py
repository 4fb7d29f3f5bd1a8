"""What a day looks like."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet

from samenwijzer.network.calendar.models import Absence, Closure, Slot
from samenwijzer.network.organisation.models import active


@dataclass(frozen=True)
class Hour:
    """One meeting of a group on one day."""

    unit_id: int
    unit_name: str
    title: str
    begins: time
    finishes: time
    place: str


def day(*, units: Collection[int], on: date) -> list[Hour]:
    """Return the meetings of ``units`` (ids) on day ``on`` in order; none when their school is closed."""
    here = ExpressionWrapper(OuterRef("unit__path"), output_field=CharField())
    closed = _closures(on, on).annotate(here=here).filter(here__startswith=F("unit__path"))
    slots = Slot.objects.filter(~Exists(closed), active(on), unit__in=units, weekday=on.weekday())
    return [
        Hour(slot.unit_id, slot.unit.name, slot.title, slot.begins, slot.finishes, slot.place)
        for slot in slots.select_related("unit").order_by("begins", "finishes", "pk")
    ]


def school_days(*, path: str, first: date, last: date) -> list[date]:
    """Return the days from ``first`` to ``last`` on which the unit at ``path`` is open: weekdays outside closures."""
    above = [int(part) for part in path.split("/") if part]
    return open_days(list(_closures(first, last).filter(unit__in=above)), first=first, last=last)


def open_days(closures: Collection[Closure], *, first: date, last: date) -> list[date]:
    """Return the weekdays from ``first`` to ``last`` that fall outside ``closures``; no query."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [
        one
        for one in days
        if one.weekday() < 5 and not any(closure.first <= one <= closure.last for closure in closures)
    ]


def absent(*, people: Collection[int], on: date) -> set[int]:
    """Return who of ``people`` (ids) is known to be away on day ``on``."""
    rows = Absence.objects.filter(person__in=people, first__lte=on, last__gte=on)
    return set(rows.values_list("person_id", flat=True))


def absences_between(*, people: Collection[int], first: date, last: date) -> list[Absence]:
    """Return the absences of ``people`` (ids) that touch the days from ``first`` to ``last``."""
    return list(Absence.objects.filter(person__in=people, first__lte=last, last__gte=first))


def _closures(first: date, last: date) -> QuerySet[Closure]:
    return Closure.objects.filter(first__lte=last, last__gte=first)
