"""Changing and removing what stands in a calendar, so that it can be brought back as it was."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any, Self

from django.core import serializers, signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.calendar.actions import keep_timetable
from samenwijzer.network.calendar.models import Period, Room, Slot
from samenwijzer.network.organisation.models import Unit

SALT = "calendar"
A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Before:
    """How rows of a calendar were before a change: ``rows`` as JSON, and the meetings (ids) the change ``made``."""

    rows: str
    made: tuple[int, ...] = ()

    @classmethod
    def of(cls, rows: Sequence[Period | Slot | Room]) -> Self:
        """Keep how ``rows`` are now."""
        return cls(serializers.serialize("json", rows))

    def signed(self) -> str:
        """Return it as text that goes with an address for a day."""
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read :meth:`signed`; what is too old or was not written here is nothing."""
        try:
            said = signing.loads(text, salt=SALT, max_age=A_DAY)
        except signing.BadSignature:
            raise NotVisible(_("There is nothing here for you.")) from None
        return cls(said["rows"], tuple(said["made"]))


def meetings_in(period: Period) -> list[Slot]:
    """Return the weekly meetings that were laid in a part of the year: those that last exactly as long (one query)."""
    below = Unit.objects.filter(path__startswith=period.unit.path)
    return list(Slot.objects.filter(unit__in=below, starts=period.first, ends=period.last))


@transaction.atomic
def change_period(*, period: Period, title: str, first: date, last: date, by: int | None) -> Before:
    """Give a part of the year another name or other days; meetings that were laid in it move along."""
    others = Period.objects.filter(unit=period.unit_id, first__lte=last, last__gte=first).exclude(pk=period.pk)
    if other := others.first():
        raise Refused(_("“%(part)s” stands on some of these days. Change that one first.") % {"part": other})
    along = meetings_in(period)
    before = Before.of([period, *along])
    Slot.objects.filter(pk__in=[one.pk for one in along]).update(starts=first, ends=last)
    period.title, period.first, period.last = title, first, last
    period.save()
    record(verb="change period", on=Reference("calendar.period", str(period.pk)), by=by, count=1 + len(along))
    return before


@transaction.atomic
def remove_period(*, period: Period, by: int | None) -> Before:
    """Take a part of the year away; refused as long as meetings were laid in it."""
    if inside := meetings_in(period):
        names = ", ".join(sorted({one.title for one in inside})[:3])
        raise Refused(
            _("In “%(part)s” groups still come together: %(names)s. Take those out of the week first.")
            % {"part": period, "names": names}
        )
    before = Before.of([period])
    period.delete()
    record(verb="remove period", on=Reference("calendar.period", ""), by=by)
    return before


@transaction.atomic
def change_meetings(*, old: Sequence[Slot], new: Sequence[Slot], on: date, by: int | None) -> Before:
    """Put ``new`` meetings in the place of ``old`` ones from day ``on``; what was before that day stays as it was.

    Without ``new`` ones the groups no longer come together then.
    """
    before = Before.of(old)
    for one in new:
        one.starts = max(one.starts, on)
    keep_timetable(new=new, ended=old, last=on - timedelta(days=1), by=by)
    return replace(before, made=tuple(one.pk for one in new))


@transaction.atomic
def change_room(*, room: Room, by: int | None) -> Before:
    """Keep a room as it is said now; a name that another room has is refused."""
    if Room.objects.filter(unit=room.unit_id, name=room.name).exclude(pk=room.pk).exists():
        raise Refused(_("There is a room “%(room)s” already. Choose another name.") % {"room": room})
    before = Before.of(list(Room.objects.filter(pk=room.pk)))
    room.save()
    record(verb="change room", on=Reference("calendar.room", str(room.pk)), by=by)
    return before


@transaction.atomic
def remove_room(*, room: Room, by: int | None) -> Before:
    """Take a room away; who asks has seen to it that nobody counts on it."""
    before = Before.of([room])
    room.delete()
    record(verb="remove room", on=Reference("calendar.room", ""), by=by)
    return before


def bring_back(*, before: Before, units: Collection[int], by: int | None) -> None:
    """Make a calendar as it was, in ``units`` (ids) only; refused where something else stands there by now."""
    rows: list[Any] = [one.object for one in serializers.deserialize("json", before.rows)]
    if not {one.unit_id for one in rows} <= set(units):
        raise NotVisible(_("There is nothing here for you."))
    try:
        with transaction.atomic():
            Slot.objects.filter(pk__in=before.made, unit__in=units).delete()
            for one in rows:
                one.save()
            record(verb="bring calendar back", on=Reference("calendar.slot", ""), by=by, count=len(rows))
    except IntegrityError as error:
        raise Refused(_("Something else stands there by now, so this cannot come back.")) from error
