"""Laying down when groups come together, when school is closed and when somebody is away."""

from collections.abc import Sequence

from django.db import transaction

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.network.calendar.models import Absence, Closure, Slot

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
