"""What a day looks like."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import QuerySet

from samenwijzer.network.calendar.models import Closure, Slot
from samenwijzer.network.organisation.models import Unit, active


@dataclass(frozen=True)
class Hour:
    """One meeting of a group on one day."""

    unit_id: int
    unit_name: str
    title: str
    begins: time
    finishes: time
    place: str


def day(*, units: Collection[Unit], on: date) -> list[Hour]:
    """Return the meetings of ``units`` on day ``on`` in order; none when their school is closed."""
    slots = Slot.objects.filter(active(on), unit__in=[unit.pk for unit in units], weekday=on.weekday())
    closed = _closed_ids(on, on)
    open_slots = [slot for slot in slots.select_related("unit") if not closed & set(slot.unit.ancestor_ids)]
    return [
        Hour(slot.unit_id, slot.unit.name, slot.title, slot.begins, slot.finishes, slot.place)
        for slot in sorted(open_slots, key=lambda slot: slot.begins)
    ]


def school_days(*, unit: Unit, first: date, last: date) -> list[date]:
    """Return the days from ``first`` to ``last`` on which ``unit`` is open: weekdays outside closures."""
    closures = list(_closures(first, last).filter(unit__in=unit.ancestor_ids))
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [
        one
        for one in days
        if one.weekday() < 5 and not any(closure.first <= one <= closure.last for closure in closures)
    ]


def _closures(first: date, last: date) -> QuerySet[Closure]:
    return Closure.objects.filter(first__lte=last, last__gte=first)


def _closed_ids(first: date, last: date) -> set[int]:
    return set(_closures(first, last).values_list("unit_id", flat=True))
