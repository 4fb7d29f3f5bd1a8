"""A timetable comes in: preview, once only, all or nothing, faults said plainly, and no lesson hour assumed."""

from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from samenwijzer.exchange.timetables.plan import carry_out, plan
from samenwijzer.exchange.timetables.reading import read
from samenwijzer.exchange.timetables.template import empty_timetable
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.problems import FileRefused
from samenwijzer.network.calendar.models import Slot
from samenwijzer.network.calendar.queries import day
from tests.worlds import World

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
HEADER = "groep;wat;dag;van;tot;plaats;vanaf;tot en met;leraar"


def file(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "rooster.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_timetable_comes_in_once_and_a_new_one_takes_its_place(world: World, tmp_path: Path) -> None:
    Slot.objects.create(
        unit=world.parallel_group, title="Lezen", weekday=0, begins=time(9), finishes=time(10), starts=MONDAY
    )
    path = file(
        tmp_path,
        "L3A;Blok wiskunde;maandag;8u30;10:00;3A;;;Lotte",
        "l3a;Project;Maandag;10.15;11:45:00;Leerplein;2026-11-23;2026-12-18;",
    )
    made = plan(read(path), school=world.school, on=MONDAY)
    assert [(count.new, count.ended) for count in made.preview.counts] == [(2, 0)]
    assert [one.column for one in made.preview.unused] == ["leraar"]
    carry_out(made, by=None)
    assert [(one.title, one.begins, one.finishes) for one in day(units=[world.group.pk], on=MONDAY)] == [
        ("Blok wiskunde", time(8, 30), time(10)), ("Project", time(10, 15), time(11, 45)),
    ]  # fmt: skip
    assert [one.title for one in day(units=[world.group.pk], on=date(2027, 1, 11))] == ["Blok wiskunde"]
    assert plan(read(path), school=world.school, on=MONDAY).preview.is_empty

    later = date(2026, 11, 30)
    made = plan(read(file(tmp_path, "L3A;Dagdeel talen;maandag;8:30;12:00;;;;")), school=world.school, on=later)
    assert [(count.new, count.ended) for count in made.preview.counts] == [(1, 2)]
    assert "L3A" in made.preview.remarks[0]
    carry_out(made, by=None)
    assert [one.title for one in day(units=[world.group.pk], on=later)] == ["Dagdeel talen"]
    assert len(day(units=[world.group.pk], on=MONDAY)) == 3, "what was, was"
    assert [one.title for one in day(units=[world.parallel_group.pk], on=later)] == ["Lezen"], "others are left alone"


FAULTS = {
    "no such time": ("L3A;Wiskunde;maandag;half negen;10:00;;;;", "van", 2),
    "no such day": ("L3A;Wiskunde;mandag;8:30;10:00;;;;", "dag", 2),
    "the end first": ("L3A;Wiskunde;maandag;10:00;8:30;;;;", "tot", 2),
    "no group": (";Wiskunde;maandag;8:30;10:00;;;;", "groep", 2),
    "twice": ("L3A;Wiskunde;maandag;8:30;10:00;;;;\nL3A;Wiskunde;maandag;8:30;10:00;;;;", "wat", 3),
    "a group of another school": ("L9Z;Wiskunde;maandag;8:30;10:00;;;;", "groep", 2),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_keeps_everything_out_and_says_where_and_what_to_do(world: World, tmp_path: Path, fault: str) -> None:
    row, field, line = FAULTS[fault]
    path = file(tmp_path, row, "L3B;Lezen;dinsdag;8:30;10:00;;;;")
    with pytest.raises(FileRefused) as refused:
        carry_out(plan(read(path), school=world.school, on=MONDAY), by=None)
    problem = refused.value.problems[0]
    assert (problem.field, problem.line) == (field, line)
    assert problem.remedy
    assert not Slot.objects.exists()


def test_it_lands_in_a_school_and_from_the_empty_list(world: World, tmp_path: Path) -> None:
    empty = tmp_path / "leeg.xlsx"
    empty.write_bytes(empty_timetable())
    with pytest.raises(FileRefused):
        read(empty)
    workbook = load_workbook(empty)
    workbook.worksheets[0].append(["L3A", "Wiskunde", "maandag", "8:30", "10:00"])
    workbook.save(empty)
    read_back = read(empty)
    assert [row.title for row in read_back.rows] == ["Wiskunde"]
    with pytest.raises(Refused, match="school"):
        plan(read_back, school=world.network, on=MONDAY)
