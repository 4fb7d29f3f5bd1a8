"""A timetable beside what stands: the groups in it get exactly what it says, other groups are left alone."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from samenwijzer.exchange.oneroster.places import RANKS, SCHOOL_RANK
from samenwijzer.exchange.plans import Changes, Count, Preview
from samenwijzer.exchange.timetables.reading import Lesson, Timetable
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.problems import Problem, Problems
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.calendar.actions import keep_timetable
from samenwijzer.network.calendar.models import Slot
from samenwijzer.network.organisation.models import Unit

Key = tuple[int, str, int, time, time, str, date, date | None]


@dataclass(frozen=True)
class TimetablePlan:
    """What bringing in a timetable would do from day ``on``."""

    timetable: Timetable
    changes: Changes[Slot, Slot]
    on: date

    @property
    def preview(self) -> Preview:
        """The counts, and the columns that are never stored."""
        changes = self.changes
        count = Count(_("times a week"), len(changes.new), ended=len(changes.ended), untouched=changes.untouched)
        groups = {row.group for row in self.timetable.rows}
        told = _("What these groups do now and is not in the file, stops today: %(groups)s.")
        remarks = (told % {"groups": ", ".join(sorted(groups))},) if changes.ended else ()
        return Preview((count,), self.timetable.unused, remarks)


def plan(timetable: Timetable, *, school: Unit | None, on: date) -> TimetablePlan:
    """Compare ``timetable`` with what stands of the groups in ``school`` on day ``on``; nothing changes.

    Raises ``Refused`` where the place is no school, ``FileRefused`` where a group is not in it.
    """
    if school is None or RANKS.get(school.kind) != SCHOOL_RANK:
        raise Refused(_("A timetable lands in a school. Choose one."))
    inside = Unit.objects.filter(path__startswith=school.path)
    groups = {unit.name.casefold(): unit for unit in inside.exclude(ends__lt=on)}
    problems = Problems()
    for row in timetable.rows:
        if row.group.casefold() not in groups:
            problems.add(_unknown(timetable.file, row))
    problems.refuse_if_any()
    year = SchoolYear.of(on)
    wanted = [_slot(row, groups[row.group.casefold()], year) for row in timetable.rows]
    standing = {
        _key(slot): slot for slot in Slot.objects.filter(unit__in={one.unit_id for one in wanted}).exclude(ends__lt=on)
    }
    changes = Changes[Slot, Slot]()
    for slot in wanted:
        if standing.pop(_key(slot), None) is None:
            changes.new.append(slot)
        else:
            changes.untouched += 1
    changes.ended.extend(standing.values())
    return TimetablePlan(timetable, changes, on)


def _slot(row: Lesson, unit: Unit, year: SchoolYear) -> Slot:
    return Slot(
        unit=unit,
        title=row.title,
        weekday=row.weekday,
        begins=row.begins,
        finishes=row.finishes,
        place=row.place,
        starts=row.starts or year.first_day,
        ends=row.ends or year.last_day,
    )


def _key(slot: Slot) -> Key:
    return (slot.unit_id, slot.title, slot.weekday, slot.begins, slot.finishes, slot.place, slot.starts, slot.ends)


def _unknown(file: str, row: Lesson) -> Problem:
    return Problem(
        file,
        _("There is no group “%(name)s” in this school.") % {"name": row.group},
        _("Write its name as it stands in the organisation, or bring the timetable in at the right school."),
        row.line,
        "groep",
    )


def carry_out(plan: TimetablePlan, *, by: int | None) -> None:
    """Do everything ``plan`` says, or nothing; what stops has been, so it ends yesterday and is not wiped out."""
    keep_timetable(new=plan.changes.new, ended=plan.changes.ended, last=plan.on - timedelta(days=1), by=by)
