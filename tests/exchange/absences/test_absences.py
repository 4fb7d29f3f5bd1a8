"""Absences come in as a list: preview, once only, faults in the school's words, and never why."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from samenwijzer.exchange.absences.plan import carry_out, plan
from samenwijzer.exchange.absences.reading import read
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.problems import FileRefused
from samenwijzer.network.calendar.models import Absence
from samenwijzer.network.calendar.queries import absent
from tests.worlds import World


@pytest.fixture
def today(world: World) -> date:
    return timezone.localdate()


def listed(folder: Path, *rows: str, header: str = "Gebruikersnaam;van;Tot en met;reden") -> Path:
    path = folder / "afwezig.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_absences_come_in_once_and_without_a_reason(world: World, today: date, tmp_path: Path) -> None:
    noor, ilyas = (learner.account.username for learner in world.learners[:2])
    beyond = today + timedelta(days=3)
    path = listed(tmp_path, f"{noor};{today};{beyond};griep", f"{ilyas};{today};;")
    made = plan(read(path), school=world.school, on=today)
    assert [(count.new, count.changed) for count in made.preview.counts] == [(2, 0)]
    assert [each.column for each in made.preview.unused] == ["reden"]
    carry_out(made, by=None)
    everybody = [learner.pk for learner in world.learners]
    assert absent(people=everybody, on=today) == {world.learners[0].pk, world.learners[1].pk}
    assert absent(people=everybody, on=beyond) == {world.learners[0].pk}
    assert plan(read(path), school=world.school, on=today).preview.is_empty
    longer = listed(tmp_path, f"{noor};{today};{beyond + timedelta(days=1)};")
    made = plan(read(longer), school=world.school, on=today)
    assert [(count.new, count.changed) for count in made.preview.counts] == [(0, 1)]
    carry_out(made, by=None)
    assert Absence.objects.get(person=world.learners[0]).last == beyond + timedelta(days=1)


def test_who_is_away_does_not_stand_ready_for_groups(world: World, today: date) -> None:
    Absence.objects.create(person=world.learners[0], first=today, last=today)
    page = world.client_of(world.teacher).get(reverse("groups_of_unit", args=[world.group.pk]))
    assert world.learners[0].pk not in page.context["choices"].here
    assert world.learners[1].pk in page.context["choices"].here


FAULTS = {
    "somebody of another school": ("{other};2026-09-01;;", "gebruikersnaam"),
    "no first day": ("{noor};;;", "van"),
    "a Flemish date": ("{noor};1/9/2026;;", "van"),
    "the end before the beginning": ("{noor};2026-09-02;2026-09-01;", "tot en met"),
    "the same absence twice": ("{noor};2026-10-01;;", "gebruikersnaam"),
}


@pytest.mark.parametrize(("row", "field"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told_with_its_line(world: World, today: date, tmp_path: Path, row: str, field: str) -> None:
    noor, other = (one.account.username for one in (world.learners[0], world.other_learners[0]))
    path = listed(tmp_path, f"{noor};2026-10-01;;", row.format(noor=noor, other=other))
    told = []
    for language in ("en", "nl"):
        with translation.override(language), pytest.raises(FileRefused) as caught:
            plan(read(path), school=world.school, on=today)
        (problem,) = caught.value.problems
        assert (problem.file, problem.line, problem.field) == ("afwezig.csv", 3, field)
        told.append((problem.what, problem.remedy))
    assert told[0][0] != told[1][0] and told[0][1] != told[1][1]
    assert not Absence.objects.exists()


def test_a_list_lands_in_a_school_and_holds_somebody(world: World, today: date, tmp_path: Path) -> None:
    noor = world.learners[0].account.username
    with pytest.raises(Refused):
        plan(read(listed(tmp_path, f"{noor};{today};;")), school=world.school_group, on=today)
    with pytest.raises(FileRefused):
        read(listed(tmp_path))
