"""A roster out: what goes out goes in again unchanged, here and elsewhere."""

import csv
import io
import zipfile
from datetime import date, timedelta

import pytest

from samenwijzer.exchange.formulas import guarded, restored
from samenwijzer.exchange.oneroster.export import export_roster
from samenwijzer.exchange.oneroster.plan import carry_out, plan
from samenwijzer.exchange.oneroster.reading import read
from samenwijzer.foundation.errors import Refused
from samenwijzer.network.organisation.actions import change_units, create_unit
from samenwijzer.network.organisation.models import Membership
from samenwijzer.network.people.actions import add_guardians, change_people
from samenwijzer.network.people.models import Guardianship
from tests.worlds import people, small_world

TODAY = date(2026, 11, 22)


@pytest.fixture
def world(db):
    """A world with a guardian, a class that ends, names that look like formulas and one with an apostrophe."""
    world = small_world(today=TODAY)
    world.group.starts, world.group.ends = date(2026, 9, 1), date(2027, 8, 31)
    world.parallel_group.starts = date(2026, 9, 1)
    change_units(units=[world.group, world.parallel_group], by=None)
    names = ("=1+1", "'t Hooft", "'=x", "-", "@home", "Đặng, jr.")
    for learner, name in zip(world.learners, names, strict=True):
        learner.family_name = name
    change_people(people=world.learners, by=None)
    (guardian,) = people(["Elif Yıldız"], "guardian", world.network, TODAY)
    row = Guardianship(guardian=guardian, learner=world.learners[0], starts=TODAY)
    add_guardians(guardianships=[row], by=None)
    return world


@pytest.fixture
def out(tmp_path):
    def out(school):
        path = tmp_path / "roster.zip"
        path.write_bytes(export_roster(school=school, on=TODAY, by=None))
        return path

    return out


def test_what_goes_out_comes_in_again_unchanged(world, out):
    preview = plan(read(out(world.school)), under=world.school_group, on=TODAY).preview
    assert preview.is_empty
    assert [count.untouched for count in preview.counts] == [1, 2, 14, 14, 8, 2, 1]


def test_elsewhere_it_becomes_the_same_school_and_goes_out_as_the_same_file(world, out, tmp_path):
    elsewhere = create_unit(kind="school_group", name="Elders", parent=None, by=None)
    path = out(world.school)
    there = tmp_path / "there.zip"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(there, "w") as target:  # usernames are one's own everywhere
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b",person-", b",elsewhere-"))
    carry_out(plan(read(there), under=elsewhere, on=TODAY), by=None)
    school = elsewhere.children.get()
    again = tmp_path / "again.zip"
    again.write_bytes(export_roster(school=school, on=TODAY, by=None))
    assert plan(read(again), under=elsewhere, on=TODAY).preview.is_empty
    assert set(school.children.values_list("name", "starts", "ends")) == {
        ("L3A", date(2026, 9, 1), date(2027, 8, 31)),
        ("L3B", date(2026, 9, 1), None),
    }


def test_the_same_roster_is_the_same_file(world, out):
    assert out(world.school).read_bytes() == out(world.school).read_bytes()


def test_no_field_of_the_files_is_a_formula(world, out):
    with zipfile.ZipFile(out(world.school)) as archive:
        for name in archive.namelist():
            for row in csv.reader(io.StringIO(archive.read(name).decode())):
                assert not [value for value in row if value[:1] in ("=", "+", "-", "@")]


@pytest.mark.parametrize("text", ["", "Jan", "=1", "'=1", "''=1", "'t Hooft", "'", "''", "-", "+32", "@", "a=b"])
def test_guarding_a_formula_can_be_undone(text):
    assert restored(guarded(text)) == text
    assert guarded(text)[:1] not in ("=", "+", "-", "@")


def test_who_left_stays_out_and_a_school_group_is_no_school(world, out):
    row = Membership.objects.get(person=world.learners[0])
    row.ends = TODAY - timedelta(days=1)
    row.save()
    with zipfile.ZipFile(out(world.school)) as archive:
        assert "=1+1" not in archive.read("users.csv").decode()
    with pytest.raises(Refused):
        export_roster(school=world.school_group, on=TODAY, by=None)
