"""A list of absences as a school keeps it: who, from when, until when. Why is never stored."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from samenwijzer.exchange.formulas import restored_table
from samenwijzer.exchange.purposes import Unused, unused
from samenwijzer.foundation.columns import Column, Records, day
from samenwijzer.foundation.problems import Problem, Problems, refuse
from samenwijzer.foundation.tables import open_table

COLUMNS = (
    Column("gebruikersnaam", needed=True, longest=150),
    Column("van", day, needed=True, empty=None),
    Column("tot en met", day, empty=None),
)


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """One absence; both days are included."""

    line: int
    username: str
    first: date
    last: date


@dataclass(frozen=True)
class Absences:
    """A list of absences in one school."""

    file: str
    rows: tuple[AbsenceRow, ...]
    unused: tuple[Unused, ...]


def read(path: Path) -> Absences:
    """Return the list in the CSV or XLSX file at ``path``; raise ``FileRefused`` with every mistake in it.

    Without a last day an absence is of one day.
    """
    problems = Problems()
    records = Records(restored_table(open_table(path, problems)), COLUMNS, problems)
    rows: dict[tuple[str, date], AbsenceRow] = {}
    for record in records:
        if record.is_sound:
            username, first, last = (record.values[column.name] for column in COLUMNS)
            row = AbsenceRow(record.line, username, first, last or first)
            known = rows.setdefault((username, first), row)
            if row.last < row.first:
                problems.add(_backwards(path.name, record.line))
            if known is not row:
                problems.add(_double(path.name, row, known))
    problems.refuse_if_any()
    if not rows:
        raise refuse(path.name, _("There are no absences in this file."), _("Fill in a row for each absence."))
    left = tuple(unused(path.name, column) for column in records.unread)
    return Absences(path.name, tuple(rows.values()), left)


def _backwards(file: str, line: int) -> Problem:
    return Problem(
        file, _("The end lies before the beginning."), _("Correct one of the two dates."), line, "tot en met"
    )


def _double(file: str, row: AbsenceRow, known: AbsenceRow) -> Problem:
    return Problem(
        file,
        _("“%(value)s” stands on line %(first)s already.") % {"value": row.username, "first": known.line},
        _("Keep one of the two rows."),
        row.line,
        "gebruikersnaam",
    )
