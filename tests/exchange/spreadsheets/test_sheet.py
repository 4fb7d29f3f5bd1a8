"""A class list in a spreadsheet: template, preview, what stands is recognised, and mistakes in the school's words."""

import csv
from datetime import date
from io import BytesIO

import pytest
from django.utils import translation
from openpyxl import load_workbook

from samenwijzer.exchange.spreadsheets.plan import carry_out, plan
from samenwijzer.exchange.spreadsheets.reading import read
from samenwijzer.exchange.spreadsheets.template import sheet_template
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.problems import FileRefused
from samenwijzer.network.access.models import Account
from samenwijzer.network.organisation.models import Membership
from tests.worlds import small_world

TODAY = date(2026, 11, 22)
HEADER = ("voornaam", "naam", "klas", "rol", "gebruikersnaam", "e-mail", "begindatum", "einddatum")
ROWS = [
    ("Zoë", "Đặng", "5 Uil", "leerling", "zoe", "", "2026-09-01", ""),
    ("Jan", "'t Hooft", "5 Uil", "leraar", "jan", "jan@voorbeeld.be", "", ""),
    ("Jan", "'t Hooft", "L3A", "Leraar", "jan", "jan@voorbeeld.be", "", "2027-06-30"),
]


@pytest.fixture
def write(tmp_path):
    def write(rows=ROWS, header=HEADER):
        path = tmp_path / "klassen.csv"
        with path.open("w", newline="", encoding="utf-8") as out:
            csv.writer(out, delimiter=";").writerows([header, *rows])
        return path

    return write


@pytest.fixture
def school(db):
    return small_world(today=TODAY).school


def bring_in(path, school):
    made = plan(read(path), school=school, on=TODAY)
    carry_out(made, by=None)
    return made.preview


def test_a_class_list_comes_in_once(write, school):
    preview = bring_in(write(), school)
    assert [count.new for count in preview.counts] == [0, 1, 2, 2, 1, 2, 0]
    assert school.children.filter(name="5 Uil").count() == school.children.filter(name="L3A").count() == 1
    rows = Membership.objects.filter(person__account__username="jan").order_by("unit__name")
    assert [(row.unit.name, row.starts, row.ends) for row in rows] == [
        ("5 Uil", TODAY, None),
        ("L3A", TODAY, date(2027, 6, 30)),
    ]
    assert plan(read(write()), school=school, on=TODAY).preview.is_empty


def test_who_is_in_the_school_already_is_recognised_and_keeps_what_the_list_leaves_open(write, school):
    row = Membership.objects.filter(unit__name="L3A", role="learner").select_related("person").first()
    row.ends = date(2027, 8, 31)
    row.save()
    person = row.person
    line = (person.given_name, person.family_name, "L3A", "leerling", person.account.username, "", "", "")
    assert plan(read(write([line])), school=school, on=TODAY).preview.is_empty


def test_a_username_of_another_school_is_told_in_the_words_of_the_list(write, school):
    other = Account.objects.get(person__given_name="Tess")
    with pytest.raises(FileRefused) as caught:
        plan(read(write([("A", "B", "L3A", "leerling", other.username, "", "", "")])), school=school, on=TODAY)
    problem = caught.value.problems[0]
    assert (problem.file, problem.line, problem.field) == ("klassen.csv", 2, "gebruikersnaam")


def test_it_lands_in_a_school_only(write, school):
    for place in (None, school.parent):
        with pytest.raises(Refused):
            plan(read(write()), school=place, on=TODAY)


FAULTS = {
    "no name": (("", "B", "L3A", "leerling", "a", "", "", ""), "voornaam"),
    "no username": (("A", "B", "L3A", "leerling", "", "", "", ""), "gebruikersnaam"),
    "an unknown role": (("A", "B", "L3A", "directeur", "a", "", "", ""), "rol"),
    "no e-mail address": (("A", "B", "L3A", "leerling", "a", "thuis", "", ""), "e-mail"),
    "a date the other way round": (("A", "B", "L3A", "leerling", "a", "", "01/09/2026", ""), "begindatum"),
    "an end before the beginning": (("A", "B", "L3A", "leerling", "a", "", "2026-09-02", "2026-09-01"), "einddatum"),
    "two people with one username": (("A", "B", "L3A", "leerling", "zoe", "", "", ""), "gebruikersnaam"),
    "a ragged row": (("A", "B"), ""),
}


@pytest.mark.parametrize(("row", "field"), FAULTS.values(), ids=FAULTS.keys())
def test_a_wrong_row_refuses_the_list_with_its_line(write, row, field):
    told = []
    for language in ("en", "nl"):
        with translation.override(language), pytest.raises(FileRefused) as caught:
            read(write([*ROWS, row]))
        told.append(caught.value.problems)
    assert [(problem.line, problem.field) for problem in told[0]] == [(5, field)]
    assert told[0][0].what != told[1][0].what


def test_other_names_of_columns_and_columns_without_purpose(write):
    sheet = read(
        write([(*ROWS[0], "visueel")], ("Voornaam", "Achternaam", *HEADER[2:5], "Email", *HEADER[6:], "leerstijl"))
    )
    assert sheet.rows[0].family_name == "Đặng"
    assert [each.column for each in sheet.unused] == ["leerstijl"]


def test_the_template_is_filled_in_and_read(tmp_path):
    workbook = load_workbook(BytesIO(sheet_template()))
    sheet = workbook.worksheets[0]
    path = tmp_path / "lijst.xlsx"
    workbook.save(path)
    with pytest.raises(FileRefused):
        read(path)
    for place, value in enumerate(ROWS[0], start=1):
        sheet.cell(2, place, value)
    workbook.save(path)
    assert [row.username for row in read(path).rows] == ["zoe"]
