"""When several groups come together at the same time, and what each of them does at a time."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from samenwijzer.network.calendar.models import Slot
from samenwijzer.network.organisation.models import active


@dataclass(frozen=True, order=True)
class Meeting:
    """A time of the week (``weekday`` 0 = Monday) at which groups do something of the same name."""

    weekday: int
    begins: time
    finishes: time
    title: str

    @property
    def key(self) -> str:
        """The meeting as text, without its name."""
        return f"{self.weekday} {self.begins:%H:%M} {self.finishes:%H:%M}"


def shared_meetings(*, units: Collection[int], on: date) -> dict[Meeting, set[int]]:
    """Return the times at which at least two of ``units`` (ids) do the same, with which, in order (one query)."""
    found: dict[Meeting, set[int]] = defaultdict(set)
    for slot in Slot.objects.filter(active(on), unit__in=units):
        found[Meeting(slot.weekday, slot.begins, slot.finishes, slot.title)].add(slot.unit_id)
    return {meeting: found[meeting] for meeting in sorted(found) if len(found[meeting]) > 1}


def busy(*, units: Collection[int], meeting: Meeting, on: date) -> list[Slot]:
    """Return what ``units`` do at the time of ``meeting`` that is not that meeting (one query)."""
    rows = Slot.objects.filter(
        active(on), unit__in=units, weekday=meeting.weekday, begins__lt=meeting.finishes, finishes__gt=meeting.begins
    )
    return list(rows.exclude(title=meeting.title).select_related("unit").order_by("unit__name", "begins"))
