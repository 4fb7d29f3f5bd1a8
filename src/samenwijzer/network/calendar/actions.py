"""Laying down when groups come together, when school is closed and when somebody is away."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.network.calendar.models import Absence, Closure, Period, Room, Slot

BATCH = 2000


@transaction.atomic
def add_slots(*, slots: Sequence[Slot], by: int | None) -> list[Slot]:
    """Store weekly meetings of groups in bulk; one audit event for the batch."""
    created = Slot.objects.bulk_create(slots, batch_size=BATCH)
    record(verb="add slots", on=Reference("calendar.slot", ""), by=by, count=len(created))
    return created


@transaction.atomic
def add_closures(*, closures: Sequence[Closure], by: int | None) -> list[Closure]:
    """Store the days on which units, and all below them, are closed; one audit event for the batch."""
    created = Closure.objects.bulk_create(closures, batch_size=BATCH)
    record(verb="add closures", on=Reference("calendar.closure", ""), by=by, count=len(created))
    return created


@transaction.atomic
def keep_absences(*, new: Sequence[Absence], changed: Sequence[Absence], by: int | None) -> None:
    """Store new absences and the last days that were set on others, in bulk; one audit event for the batch."""
    Absence.objects.bulk_create(new, batch_size=BATCH)
    Absence.objects.bulk_update(changed, ["last"], batch_size=BATCH)
    record(verb="keep absences", on=Reference("calendar.absence", ""), by=by, count=len(new) + len(changed))


@transaction.atomic
def keep_rooms(*, rooms: Sequence[Room], by: int | None) -> list[Room]:
    """Store rooms in bulk, a known name with what is said of it now; one audit event for the batch."""
    Room.objects.bulk_create(
        rooms,
        update_conflicts=True,
        unique_fields=["unit", "name"],
        update_fields=["seats", "groups", "affords"],
        batch_size=BATCH,
    )
    record(verb="keep rooms", on=Reference("calendar.room", ""), by=by, count=len(rooms))
    names = [one.name for one in rooms]
    return list(Room.objects.filter(unit__in={one.unit_id for one in rooms}, name__in=names))


@transaction.atomic
def lay_periods(*, periods: Sequence[Period], by: int | None) -> list[Period]:
    """Store parts of the year in bulk, such as five modules; one audit event for the batch."""
    created = Period.objects.bulk_create(periods, batch_size=BATCH)
    record(verb="lay periods", on=Reference("calendar.period", ""), by=by, count=len(created))
    return created


@transaction.atomic
def keep_timetable(*, new: Sequence[Slot], ended: Sequence[Slot], last: date, by: int | None) -> None:
    """Store ``new`` meetings, and let ``ended`` ones stop on day ``last``; what had not begun by then never was."""
    Slot.objects.filter(pk__in=[slot.pk for slot in ended], starts__gt=last).delete()
    Slot.objects.filter(pk__in=[slot.pk for slot in ended]).update(ends=last)
    Slot.objects.bulk_create(new, batch_size=BATCH)
    record(verb="keep timetable", on=Reference("calendar.slot", ""), by=by, count=len(new) + len(ended))
