"""Curricula kept as spreadsheets: columns guessed or chosen, mistakes told by row, all or nothing."""

import json

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from samenwijzer.exchange.case.export import package
from samenwijzer.exchange.case.plan import plan as case_plan
from samenwijzer.exchange.case.reading import read as read_case
from samenwijzer.exchange.goal_sheets.mapping import Field, guess
from samenwijzer.exchange.goal_sheets.plan import carry_out, plan
from samenwijzer.exchange.goal_sheets.reading import About, read
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.problems import FileRefused
from samenwijzer.practice.goals.models import Framework, Goal, Rewording

ABOUT = About("leerplan-x", "Leerplan X", "2026")
HEADER = ("Doelsoort", "Fase", "Domein", "Subdomein", "Leerplandoel", "Voorbeelden", "Code", "Opmerking van Jan")
ROWS = (
    ("minimumdoel", "L3", "Getallen", "Breuken", "Breuken vergelijken.", "1/2 en 1/3", "G.1", "nakijken"),
    ("minimumdoel", "L4", "", "", "Breuken optellen.", "", "G.2", ""),
    ("attitude", "L4", "Meten", "", "Zorgvuldig meten.", "met een lat", "M.1", ""),
    ("minimumdoel", "L3", "Getallen", "Tellen", "Tellen tot 1000.", "", "G.3", ""),
)


def sheet(tmp_path, rows=ROWS, header=HEADER, name="leerplan.csv"):
    path = tmp_path / name
    if name.endswith(".xlsx"):
        book = Workbook()
        for row in (header, *rows):
            book.active.append([value or None for value in row])
        book.save(path)
    else:
        lines = (";".join(f'"{value}"' for value in row) for row in (header, *rows))
        path.write_text("\n".join(lines), encoding="utf-8")
    return path


def opened(path, **chosen):
    return read(path, about=ABOUT, chosen={Field(field): name for field, name in chosen.items()})


def tree(goals):
    titles = {goal.identifier: goal.statement["nl"] for goal in goals}
    return [(goal.statement["nl"], titles.get(goal.parent or "")) for goal in goals]


@pytest.mark.parametrize("name", ["leerplan.csv", "leerplan.xlsx"])
def test_a_sheet_becomes_domains_with_their_goals(tmp_path, name):
    goals = opened(sheet(tmp_path, name=name)).framework.goals
    assert tree(goals) == [
        ("Getallen", None),
        ("Breuken", "Getallen"),
        ("Breuken vergelijken.", "Breuken"),
        ("Breuken optellen.", "Breuken"),
        ("Tellen", "Getallen"),
        ("Tellen tot 1000.", "Tellen"),
        ("Meten", None),
        ("Zorgvuldig meten.", "Meten"),
    ]
    first = goals[2]
    assert (first.code, first.kind, first.level, first.notes) == ("G.1", "minimumdoel", "L3", {"nl": "1/2 en 1/3"})


@pytest.mark.parametrize(
    ("header", "field", "column"),
    [
        (["Nr.", "Omschrijving"], Field.TEXT, "Omschrijving"),
        (["Nr.", "Omschrijving"], Field.CODE, "Nr."),
        (["DOEL", "soort doel"], Field.KIND, "soort doel"),
        (["Leerplandoelen", "Leerjaar"], Field.TEXT, "Leerplandoelen"),
        (["doel", "Sub-domein", "domein"], Field.SUBDOMAIN, "Sub-domein"),
        (["doel", "Voorbeelden en toelichting"], Field.EXAMPLES, "Voorbeelden en toelichting"),
        (["Goal", "Phase"], Field.LEVEL, "Phase"),
        (["doel", "Ik kan"], Field.LEARNER, "Ik kan"),
    ],
)
def test_headers_are_guessed(header, field, column):
    assert guess(header, {}).by_field[field] == column


@given(st.lists(st.sampled_from([*HEADER, "Doel", "Nr", "Rubriek", "x", ""]), unique=True))
def test_a_column_serves_one_field_and_none_is_lost(header):
    try:
        columns = guess(header, {})
    except Refused:
        return
    used = list(columns.by_field.values())
    assert len(set(used)) == len(used)
    assert {*used, *columns.unused} == {name for name in header if name}


def test_a_choice_goes_before_a_guess(tmp_path):
    read_as = opened(sheet(tmp_path), examples="opmerking van jan").columns
    assert read_as.by_field[Field.EXAMPLES] == "Opmerking van Jan"
    assert "Voorbeelden" in read_as.unused
    for wrong in ({"text": "Bestaat niet"}, {"text": "Code", "code": "Code"}):
        with pytest.raises(Refused):
            opened(sheet(tmp_path), **wrong)


def test_without_a_column_that_looks_like_goals_it_is_refused(tmp_path):
    with pytest.raises(Refused):
        opened(sheet(tmp_path, header=("a", "b"), rows=(("1", "2"),)))


@pytest.mark.django_db
def test_the_preview_says_how_each_column_is_read_and_what_comes(tmp_path):
    made = plan(opened(sheet(tmp_path)))
    with translation.override("nl"):
        mapping = {one.column: one.holds for one in made.mapping}
    assert mapping["Leerplandoel"] == "tekst van het doel"
    assert mapping["Opmerking van Jan"] == ""
    assert made.mapping[0].samples == ("Breuken vergelijken.", "Breuken optellen.", "Zorgvuldig meten.")
    assert [(count.new, count.changed) for count in made.preview.counts] == [(1, 0), (8, 0)]
    assert not Framework.objects.exists()


@pytest.mark.django_db
def test_a_second_time_nothing_changes_and_a_new_text_is_the_same_goal(tmp_path):
    carry_out(plan(opened(sheet(tmp_path))), by=None)
    assert plan(opened(sheet(tmp_path))).preview.is_empty
    rows = ((*ROWS[0][:4], "Breuken ordenen.", *ROWS[0][5:]), *ROWS[1:3])
    made = plan(opened(sheet(tmp_path, rows)))
    assert len(made.change.reworded) == 1
    assert len(made.change.gone) == 2
    carry_out(made, by=None)
    assert Rewording.objects.get().statement == {"nl": "Breuken vergelijken."}
    assert Goal.objects.get(code="G.1").full_statement == "Breuken ordenen."


FAULTS = {
    "no text": ((("", "L3", "D", "", "", "", "G.1", ""),), 2, "Leerplandoel"),
    "a code that never ends": ((("", "L3", "D", "", "a", "", "x" * 61, ""),), 2, "Code"),
    "a phase that is a sentence": ((("", "L" * 41, "D", "", "a", "", "1", ""),), 2, "Fase"),
    "a kind that is a sentence": ((("k" * 41, "L3", "D", "", "a", "", "1", ""),), 2, "Doelsoort"),
    "the same goal twice": ((ROWS[0], ROWS[0]), 3, "Leerplandoel"),
    "a field too many": ((*ROWS[:1], (*ROWS[1], "x")), 3, ""),
    "no rows": ((), 1, ""),
}


@pytest.mark.parametrize(("rows", "line", "field"), FAULTS.values(), ids=FAULTS.keys())
def test_a_mistake_is_told_with_its_line_column_and_remedy_in_two_languages(tmp_path, rows, line, field):
    told = []
    for language in ("en", "nl"):
        with translation.override(language), pytest.raises(FileRefused) as caught:
            opened(sheet(tmp_path, rows))
        (problem,) = caught.value.problems
        told.append((problem.what, problem.remedy))
        assert (problem.file, problem.line, problem.field) == ("leerplan.csv", line, field)
    assert told[0][0] != told[1][0] and told[0][1] != told[1][1]


@pytest.mark.django_db
def test_one_mistake_keeps_the_whole_file_out(tmp_path):
    with pytest.raises(FileRefused):
        carry_out(plan(opened(sheet(tmp_path, (*ROWS, ("", "", "", "", "", "", "G.9", ""))))), by=None)
    assert not Goal.objects.exists()


def test_codes_need_not_be_unique(tmp_path):
    rows = [
        (*ROWS[0][:1], level, *ROWS[0][2:4], text, "", "G.1", "")
        for level, text in (("L3", "a"), ("L4", "b"), ("L4", "c"))
    ]
    goals = [goal for goal in opened(sheet(tmp_path, rows)).framework.goals if goal.kind != "domain"]
    assert len({goal.identifier for goal in goals}) == 3


@pytest.mark.django_db
def test_what_came_in_as_a_sheet_goes_out_as_case_under_the_same_identifiers(tmp_path):
    carry_out(plan(opened(sheet(tmp_path))), by=None)
    sent = package(Framework.objects.get())
    assert {item["identifier"] for item in sent["CFItems"]} == set(Goal.objects.values_list("identifier", flat=True))
    path = tmp_path / "out.json"
    path.write_text(json.dumps(sent), encoding="utf-8")
    assert case_plan(read_case(path)).goals.framework.goals[2].statement == {"nl": "Breuken vergelijken."}
