"""A class list as a school keeps it: one row a person and class, Dutch column names, XLSX or CSV."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from django.utils.translation import gettext as _

from samenwijzer.exchange.formulas import restored_table
from samenwijzer.exchange.purposes import Unused, unused
from samenwijzer.foundation.columns import Column, Record, Records, day, email, one_of
from samenwijzer.foundation.problems import Problem, Problems, refuse
from samenwijzer.foundation.tables import open_table

ROLES = {"leerling": "student", "leraar": "teacher"}
COLUMNS = (
    Column("voornaam", needed=True, longest=120),
    Column("naam", needed=True, longest=120),
    Column("klas", needed=True, longest=150),
    Column("rol", one_of(*ROLES), needed=True),
    Column("gebruikersnaam", needed=True, longest=100),
    Column("e-mail", email, longest=254),
    Column("begindatum", day, empty=None),
    Column("einddatum", day, empty=None),
)
OTHER_NAMES = {"email": "e-mail", "e-mailadres": "e-mail", "achternaam": "naam", "familienaam": "naam"}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One person in one class; ``role`` is the word of OneRoster, ``ends`` the last day itself."""

    line: int
    given_name: str
    family_name: str
    class_name: str
    role: str
    username: str
    email: str
    starts: date | None
    ends: date | None


@dataclass(frozen=True)
class Sheet:
    """A class list of one school."""

    file: str
    rows: tuple[SheetRow, ...]
    unused: tuple[Unused, ...]


def read(path: Path) -> Sheet:
    """Return the class list in the CSV or XLSX file at ``path``; raise ``FileRefused`` with every mistake in it."""
    problems = Problems()
    table = restored_table(open_table(path, problems))
    table = replace(table, header=tuple(OTHER_NAMES.get(name.casefold(), name) for name in table.header))
    records = Records(table, COLUMNS, problems)
    rows = [_row(record) for record in records if record.is_sound]
    for problem in _contradictions(path.name, rows):
        problems.add(problem)
    problems.refuse_if_any()
    if not rows:
        raise refuse(path.name, _("There are no people in this file."), _("Fill in a row for each person and class."))
    return Sheet(path.name, tuple(rows), tuple(unused(path.name, column) for column in records.unread))


def _row(record: Record) -> SheetRow:
    values = record.values
    return SheetRow(
        record.line,
        values["voornaam"],
        values["naam"],
        values["klas"],
        ROLES[values["rol"]],
        values["gebruikersnaam"],
        values["e-mail"],
        values["begindatum"],
        values["einddatum"],
    )


def _contradictions(file: str, rows: list[SheetRow]) -> list[Problem]:
    """Return where one username means two people, and where the end lies before the beginning."""
    found = []
    first: dict[str, SheetRow] = {}
    for row in rows:
        known = first.setdefault(row.username, row)
        if (known.given_name, known.family_name, known.email) != (row.given_name, row.family_name, row.email):
            what = _("On line %(first)s this username belongs to “%(name)s”.") % {
                "first": known.line,
                "name": f"{known.given_name} {known.family_name}",
            }
            remedy = _("Give everybody a username of their own, and one person the same name and e-mail in every row.")
            found.append(Problem(file, what, remedy, row.line, "gebruikersnaam"))
        if row.starts and row.ends and row.ends < row.starts:
            what, remedy = _("The end lies before the beginning."), _("Correct one of the two dates.")
            found.append(Problem(file, what, remedy, row.line, "einddatum"))
    return found
