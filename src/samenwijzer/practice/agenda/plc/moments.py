"""When the members of a community are all free: from timetables, meetings, absences and closed days (D-147)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.calendar.models import Closure, Slot
from samenwijzer.network.calendar.queries import absences_between
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.practice.agenda.models import Invited
from samenwijzer.practice.cycles.communities.rules import check_community

OPENS, SHUTS = time(8, 30), time(17, 0)
DAYS, MOST = 14, 6
Busy = tuple[time, time]


@dataclass(frozen=True)
class Moment:
    """``free`` of ``members`` can come on a day from ``begins`` until ``finishes``; who cannot is told to nobody."""

    on: date
    begins: time
    finishes: time
    free: int
    members: int

    @property
    def suits_everybody(self) -> bool:
        """Whether all can come."""
        return self.free == self.members


def common_moments(*, viewer: Viewer, community: int, minutes: int = 50) -> list[Moment]:
    """Return the first moments of the next two weeks at which most members are free, in order of time.

    Six queries. Only moments that suit everybody, where there are any; otherwise those that suit most.
    """
    check_community(viewer, community)
    rows = Membership.objects.filter(active(viewer.on), unit=community).exclude(role=LEARNER)
    people = set(rows.values_list("person", flat=True))
    first, last = viewer.on + timedelta(days=1), viewer.on + timedelta(days=DAYS)
    busy, closed = _busy(people, viewer, first, last)
    length, found = timedelta(minutes=minutes), list[Moment]()
    for on in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        if on.weekday() < 5 and on not in closed:
            found += _of_day(on, people, busy, length)
    most = max((one.free for one in found), default=0)
    return [one for one in found if one.free == most and most > 1][:MOST]


def _of_day(
    on: date, people: Collection[int], busy: dict[tuple[int, date], list[Busy]], length: timedelta
) -> list[Moment]:
    """Return the best moment of the morning and of the afternoon of a day: begin where somebody's lesson ends."""
    starts = {OPENS} | {end for one in people for _begin, end in busy.get((one, on), ()) if OPENS <= end < SHUTS}
    options = []
    for begins in sorted(starts):
        until = (datetime.combine(on, begins) + length).time()
        if begins < until <= SHUTS:
            free = sum(all(end <= begins or begin >= until for begin, end in busy.get((one, on), ())) for one in people)
            options.append(Moment(on, begins, until, free, len(people)))
    halves = [[one for one in options if (one.begins < time(12)) == morning] for morning in (True, False)]
    return [max(half, key=lambda one: one.free) for half in halves if half]


def _busy(
    people: Collection[int], viewer: Viewer, first: date, last: date
) -> tuple[dict[tuple[int, date], list[Busy]], set[date]]:
    works = Membership.objects.filter(active(viewer.on), person__in=people).exclude(role=LEARNER)
    units, above = defaultdict[int, set[int]](set), set[int]()
    for person, unit, path in works.values_list("person", "unit", "unit__path"):
        units[unit].add(person)
        above |= {int(part) for part in path.split("/") if part}
    busy, days = defaultdict[tuple[int, date], list[Busy]](list), [first + timedelta(days=n) for n in range(DAYS)]
    slots = Slot.objects.filter(unit__in=units, starts__lte=last).exclude(ends__lt=first)
    for slot in slots:
        for on in (one for one in days if one.weekday() == slot.weekday and slot.starts <= one):
            for person in units[slot.unit_id] if slot.ends is None or on <= slot.ends else ():
                busy[person, on].append((slot.begins, slot.finishes))
    for person, on, begins, finishes in _meetings(people, first, last):
        busy[person, on].append((begins, finishes))
    for absence in absences_between(people=people, first=first, last=last):
        for on in (one for one in days if absence.first <= one <= absence.last):
            busy[absence.person_id, on].append((time.min, time.max))
    closures = Closure.objects.filter(unit__in=above, first__lte=last, last__gte=first)
    return busy, {on for one in closures for on in days if one.first <= on <= one.last}


def _meetings(people: Collection[int], first: date, last: date) -> Iterable[tuple[int, date, time, time]]:
    rows = Invited.objects.filter(person__in=people, meeting__begins_at__date__range=(first, last))
    for person, begins_at, minutes in rows.values_list("person", "meeting__begins_at", "meeting__minutes"):
        begins = timezone.localtime(begins_at)
        ends = begins + timedelta(minutes=minutes)
        yield person, begins.date(), begins.time(), ends.time() if ends.date() == begins.date() else time.max
