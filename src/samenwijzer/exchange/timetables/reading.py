"""A timetable as a school keeps it: which group does what on which day, from when until when, where."""

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from django.utils.translation import gettext as _

from samenwijzer.exchange.formulas import restored_table
from samenwijzer.exchange.purposes import Unused, unused
from samenwijzer.foundation.columns import Column, ReadingError, Records, day, one_of
from samenwijzer.foundation.problems import Problem, Problems, refuse
from samenwijzer.foundation.tables import open_table

#: In Dutch, as the column names are; their place is the weekday (0 = Monday).
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def clock(text: str) -> time:
    """Read a time written as 13:15, 13.15 or 13u15; a spreadsheet's 13:15:00 is one too."""
    plain = text.strip().lower().replace("u", ":").replace(".", ":").rstrip(":")
    parts = plain.split(":")
    if 1 <= len(parts) <= 3 and all(part.isdecimal() and len(part) <= 2 for part in parts):
        hour, minute = int(parts[0]), int(parts[1]) if len(parts) > 1 else 0
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise ReadingError(
        _("“%(text)s” is not a time we can read.") % {"text": text}, _("Write it as hour:minute, for example 13:15.")
    )


COLUMNS = (
    Column("groep", needed=True),
    Column("wat", needed=True, longest=120),
    Column("dag", one_of(*WEEKDAYS), needed=True),
    Column("van", clock, needed=True, empty=None),
    Column("tot", clock, needed=True, empty=None),
    Column("plaats", longest=120),
    Column("vanaf", day, empty=None),
    Column("tot en met", day, empty=None),
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One line of a timetable; no lesson hour is assumed. Empty days are those of the school year."""

    line: int
    group: str
    title: str
    weekday: int
    begins: time
    finishes: time
    place: str
    starts: date | None
    ends: date | None


@dataclass(frozen=True)
class Timetable:
    """The timetable of some groups of one school."""

    file: str
    rows: tuple[Lesson, ...]
    unused: tuple[Unused, ...]


def read(path: Path) -> Timetable:
    """Return the timetable in the CSV or XLSX file at ``path``; raise ``FileRefused`` with every mistake in it."""
    problems = Problems()
    records = Records(restored_table(open_table(path, problems)), COLUMNS, problems)
    rows: dict[tuple[str, int, time, str, date | None], Lesson] = {}
    for record in records:
        if not record.is_sound:
            continue
        group, title, weekday, begins, finishes, place, starts, ends = (record.values[one.name] for one in COLUMNS)
        row = Lesson(record.line, group, title, WEEKDAYS.index(weekday), begins, finishes, place, starts, ends)
        known = rows.setdefault((group.casefold(), row.weekday, begins, title.casefold(), starts), row)
        if known is not row:
            problems.add(_double(path.name, row, known))
        _check_order(path.name, row, problems)
    problems.refuse_if_any()
    if not rows:
        raise refuse(path.name, _("There are no lessons in this file."), _("Fill in a row for each time a week."))
    left = tuple(unused(path.name, column) for column in records.unread)
    return Timetable(path.name, tuple(rows.values()), left)


def _check_order(file: str, row: Lesson, problems: Problems) -> None:
    what, remedy = _("The end lies before the beginning."), _("Correct one of the two.")
    if row.finishes <= row.begins:
        problems.add(Problem(file, what, remedy, row.line, "tot"))
    if row.starts and row.ends and row.ends < row.starts:
        problems.add(Problem(file, what, remedy, row.line, "tot en met"))


def _double(file: str, row: Lesson, known: Lesson) -> Problem:
    return Problem(
        file,
        _("“%(value)s” stands on line %(first)s already.") % {"value": row.title, "first": known.line},
        _("Keep one of the two rows."),
        row.line,
        "wat",
    )
