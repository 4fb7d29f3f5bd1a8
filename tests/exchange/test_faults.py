"""Faults as a school secretary meets them in rosters and class lists: each is told so that it can be mended.

Of every fault the file, the line, the field and a remedy are told, in Dutch and in English, and nothing has changed.
Those of goals and responses stand in ``test_faults_goals_and_responses.py``; the small print of every file of a
roster stands in ``oneroster/test_reading.py``.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation
from openpyxl import Workbook

from samenwijzer.exchange.oneroster import plan as roster_plan
from samenwijzer.exchange.oneroster import reading as roster_reading
from samenwijzer.exchange.spreadsheets import plan as sheet_plan
from samenwijzer.exchange.spreadsheets import reading as sheet_reading
from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.identifiers.models import ExternalIdentifier
from samenwijzer.foundation.problems import FileRefused, Problem
from samenwijzer.network.access.actions import open_accounts
from samenwijzer.network.access.models import Account
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.organisation.models import Membership, Unit
from samenwijzer.network.people.actions import create_people
from samenwijzer.network.people.models import Person
from tests.exchange.rosters import Export

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
STORED = (Unit, Person, Account, Membership, ExternalIdentifier, AuditEvent)
Spoil = Callable[[Export], object]


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where it must be told."""

    spoil: Spoil
    file: str
    line: int | None
    field: str = ""


def row(file: str, line: int, **values: str) -> Spoil:
    return lambda export: export.row(file, line).update(values)


def text(file: str, old: str, new: str, encoding: str = "utf-8") -> Spoil:
    return lambda export: export.raw.update({file: export.text(file).replace(old, new, 1).encode(encoding)})


def twice(file: str, line: int, **values: str) -> Spoil:
    return lambda export: export.files[file].append({**export.row(file, line), **values})


ROSTER = {
    "the manifest forgets the version": Fault(
        lambda export: export.property("oneroster.version", ""), "manifest.csv", 11, "oneroster.version"
    ),
    "a file is missing": Fault(lambda export: export.left_out.add("users"), "manifest.csv", 8, "file.users"),
    "names are saved as Windows-1252": Fault(
        lambda export: export.raw.update({"users": b"sourcedId,givenName\nu1,Ana\xefs\n"}), "users.csv", 2
    ),
    "a quotation mark stays open": Fault(text("orgs", "BS De Vlier", '"BS De Vlier'), "orgs.csv", 3),
    "a comma in a name without quotation marks": Fault(text("users", "Peeters", "Peeters, jr"), "users.csv", 2),
    "a column is gone": Fault(text("users", "familyName", "lastName"), "users.csv", 1, "familyName"),
    "a name is empty": Fault(row("users", 4, givenName=""), "users.csv", 4, "givenName"),
    "two learners with one username": Fault(row("users", 4, username="u2"), "users.csv", 4, "username"),
    "a username of another school": Fault(row("users", 4, username="bezet"), "users.csv", 4, "username"),
    "the same learner twice": Fault(twice("users", 4, username="ander"), "users.csv", 7, "sourcedId"),
    "a class that does not exist": Fault(
        row("enrollments", 4, classSourcedId="5C"), "enrollments.csv", 4, "classSourcedId"
    ),
    "a learner twice in a class": Fault(
        row("enrollments", 4, userSourcedId="u2"), "enrollments.csv", 4, "userSourcedId"
    ),
    "a Flemish date": Fault(row("enrollments", 3, beginDate="01/09/2026"), "enrollments.csv", 3, "beginDate"),
    "out before in": Fault(
        row("enrollments", 3, beginDate="2026-10-01", endDate="2026-09-01"), "enrollments.csv", 3, "endDate"
    ),
    "in after the class ended": Fault(row("enrollments", 3, beginDate="2027-10-01"), "enrollments.csv", 3, "beginDate"),
    "a role in Dutch": Fault(row("users", 2, role="leraar"), "users.csv", 2, "role"),
    "a school above itself": Fault(row("orgs", 3, parentSourcedId="s1"), "orgs.csv", 3, "parentSourcedId"),
}  # fmt: skip

HEADER = ["voornaam", "naam", "klas", "rol", "gebruikersnaam", "e-mail", "begindatum", "einddatum"]
NOOR = ["Noor", "Baert", "3A", "leerling", "noor.baert", "", "", ""]
Rows = list[list[str]]


@dataclass(frozen=True)
class SheetFault:
    """A class list that is wrong, and where it must be told; ``encoding`` is how the list was saved."""

    rows: Rows
    line: int | None
    field: str = ""
    encoding: str = "utf-8"
    workbook: bool = False


def noor(**changed: str) -> list[str]:
    return [changed.get(name, value) for name, value in zip(HEADER, NOOR, strict=True)]


SHEET = {
    "nobody is filled in": SheetFault([HEADER], None),
    "a column has another name": SheetFault([["roepnaam", *HEADER[1:]], NOOR], 1, "voornaam"),
    "a column stands twice": SheetFault([[*HEADER[:-1], "naam"], NOOR], 1, "naam"),
    "no class": SheetFault([HEADER, noor(klas="")], 2, "klas"),
    "no username": SheetFault([HEADER, NOOR, noor(gebruikersnaam="")], 3, "gebruikersnaam"),
    "a role that is not known": SheetFault([HEADER, noor(rol="directeur")], 2, "rol"),
    "one username for two people": SheetFault([HEADER, NOOR, noor(voornaam="Wout")], 3, "gebruikersnaam"),
    "a username of another school": SheetFault([HEADER, noor(gebruikersnaam="bezet")], 2, "gebruikersnaam"),
    "a Flemish date": SheetFault([HEADER, noor(begindatum="1/9/2026")], 2, "begindatum"),
    "out before in": SheetFault(
        [HEADER, [*NOOR[:6], "2026-10-01", "2026-09-01"]], 2, "einddatum"
    ),
    "no e-mail address": SheetFault([HEADER, [*NOOR[:5], "noor@thuis", "", ""]], 2, "e-mail"),
    "the same line twice": SheetFault([HEADER, NOOR, NOOR], 3, "gebruikersnaam"),
    "a line that is too short": SheetFault([HEADER, NOOR[:3]], 2),
    "saved as plain CSV by Excel": SheetFault([HEADER, noor(voornaam="Zoë")], 2, encoding="cp1252"),
    "a mistake in a workbook": SheetFault([HEADER, noor(rol="juf")], 2, "rol", workbook=True),
}  # fmt: skip


@pytest.fixture
def school() -> Unit:
    """An empty school, and somebody elsewhere who has the username *bezet*."""
    group = create_unit(kind="school_group", name="Scholengroep", parent=None, by=None)
    (somebody,) = create_people(people=[Person(given_name="Tess", family_name="Thys")], by=None)
    open_accounts(people=[somebody], usernames=["bezet"], by=None)
    return create_unit(kind="school", name="De Vlier", parent=group, by=None)


def told(bring_in: Callable[[], object]) -> tuple[Problem, Problem]:
    """Return the one problem in English and in Dutch; nothing may have changed."""
    before = [model.objects.count() for model in STORED]
    problems = []
    for language in ("en", "nl"):
        with translation.override(language), pytest.raises(FileRefused) as caught:
            bring_in()
        (problem,) = caught.value.problems
        problems.append(problem)
    assert [model.objects.count() for model in STORED] == before
    return problems[0], problems[1]


def check(english: Problem, dutch: Problem, file: str, line: int | None, field: str) -> None:
    for problem in (english, dutch):
        assert (problem.file, problem.line, problem.field) == (file, line, field)
        assert problem.what.endswith(".") and problem.remedy.endswith(".")
    assert english.what != dutch.what and english.remedy != dutch.remedy


@pytest.mark.parametrize("fault", ROSTER.values(), ids=ROSTER.keys())
def test_a_fault_in_a_roster_can_be_mended(fault: Fault, school: Unit, tmp_path: Path) -> None:
    export = Export(tmp_path)
    fault.spoil(export)
    path = export.write()

    def bring_in() -> None:
        made = roster_plan.plan(roster_reading.read(path), under=None, on=TODAY)
        roster_plan.carry_out(made, by=None)

    check(*told(bring_in), fault.file, fault.line, fault.field)


@pytest.mark.parametrize("fault", SHEET.values(), ids=SHEET.keys())
def test_a_fault_in_a_class_list_can_be_mended(fault: SheetFault, school: Unit, tmp_path: Path) -> None:
    path = tmp_path / ("lijst.xlsx" if fault.workbook else "lijst.csv")
    if fault.workbook:
        workbook = Workbook()
        for line in fault.rows:
            workbook.worksheets[0].append(line)
        workbook.save(path)
    else:
        with path.open("w", newline="", encoding=fault.encoding) as out:
            csv.writer(out, delimiter=";").writerows(fault.rows)

    def bring_in() -> None:
        made = sheet_plan.plan(sheet_reading.read(path), school=school, on=TODAY)
        sheet_plan.carry_out(made, by=None)

    check(*told(bring_in), path.name, fault.line, fault.field)
