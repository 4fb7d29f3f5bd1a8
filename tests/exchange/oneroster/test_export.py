"""A roster out: what goes out goes in again unchanged, here and elsewhere."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db.models import Q

from samenwijzer.exchange.formulas import guarded, restored
from samenwijzer.exchange.oneroster.content import Mode
from samenwijzer.exchange.oneroster.export import export_roster
from samenwijzer.exchange.oneroster.plan import carry_out, plan
from samenwijzer.exchange.oneroster.reading import read
from samenwijzer.foundation.errors import Refused
from samenwijzer.network.organisation.actions import add_member, change_units, create_unit, end_memberships
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit
from samenwijzer.network.people.actions import add_guardians, change_people
from samenwijzer.network.people.models import Guardianship, Person
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
    def out(unit, **options):
        path = tmp_path / "roster.zip"
        path.write_bytes(export_roster(unit=unit, on=TODAY, by=None, **options))
        return path

    return out


def people_below(unit):
    """Count who has a place below ``unit``, and the guardians."""
    return Person.objects.filter(Q(memberships__unit__path__startswith=unit.path) | ~Q(wards=None)).distinct().count()


@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_what_goes_out_comes_in_again_unchanged(world, out, version):
    roster = read(out(world.school, version=version))
    preview = plan(roster, under=world.school_group, on=TODAY).preview
    assert roster.version == version
    assert preview.is_empty
    here, guardians = people_below(world.school), Guardianship.objects.count()
    assert [count.untouched for count in preview.counts] == [1, 2, here, here, 8, 2, guardians]


@pytest.mark.demand("D-137", partly=True)
@pytest.mark.parametrize("version", ["1.1", "1.2"])
def test_a_school_group_goes_out_whole_with_a_course_its_schools_share_and_a_campus(world, out, version):
    shared = create_unit(kind="course", name="Chinees", parent=world.school_group, by=None)
    campus = create_unit(kind="campus", name="Campus Noord", parent=world.other_school, by=None)
    klas = create_unit(kind="class", name="L4", parent=campus, by=None)
    start = date(2026, 9, 1)
    for person, unit in ((world.learners[0], shared), (world.other_learners[0], shared), (world.learners[1], klas)):
        add_member(person=person, unit=unit, role=LEARNER, starts=start, by=None)
    add_member(person=world.teacher, unit=shared, role="teacher", starts=start, by=None)
    roster = read(out(world.school_group, version=version))
    preview = plan(roster, under=world.network, on=TODAY).preview
    assert preview.is_empty
    here, guardians = people_below(world.school_group), Guardianship.objects.count()
    assert [count.untouched for count in preview.counts] == [3, 5, here, here, 13, 4, guardians]
    assert {row.title for row in roster.classes} == {"L3A", "L3B", "L3", "L4", "Chinees"}
    elsewhere = create_unit(kind="network", name="Elders", parent=None, by=None)
    copies = [replace(user, username=f"x-{user.username}") for user in roster.users]
    carry_out(plan(replace(roster, users=copies), under=elsewhere, on=TODAY), by=None)
    there = Unit.objects.get(name="Chinees", path__startswith=elsewhere.path)
    assert (there.kind, there.parent.kind, there.memberships.filter(role=LEARNER).count()) == (
        "course",
        "school_group",
        2,
    )


def test_only_changes_go_out_since_a_day_and_come_in_unchanged(world, out):
    first = out(world.school)
    roster = read(first)
    gone = Membership.objects.get(person=world.learners[0])
    end_memberships(memberships=[gone], on=TODAY - timedelta(days=2), by=None)
    with_changes = read(out(world.school, since=TODAY - timedelta(days=7)))
    assert set(with_changes.modes.values()) == {Mode.DELTA, Mode.ABSENT}
    assert [row.user for row in with_changes.enrolments if row.is_gone] == [roster.enrolments[0].user]
    assert not [user for user in with_changes.users if user.is_gone], "who left the class is a person still"
    assert plan(with_changes, under=world.school_group, on=TODAY).preview.is_empty
    # Who took in the first file and now takes in the changes lets that learner go, and nobody else.
    elsewhere = create_unit(kind="school_group", name="Elders", parent=None, by=None)
    for number, part in enumerate((roster, with_changes)):
        users = [replace(user, username=f"x-{user.username}") for user in part.users]
        made = plan(replace(part, users=users), under=elsewhere, on=TODAY)
        ended = [count.ended for count in made.preview.counts]
        carry_out(made, by=None)
        assert ended == [0, 0, 0, 0, number, 0, 0]


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
    again.write_bytes(export_roster(unit=school, on=TODAY, by=None))
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


def test_who_left_stays_out_and_a_class_is_no_school(world, out):
    row = Membership.objects.get(person=world.learners[0])
    row.ends = TODAY - timedelta(days=1)
    row.save()
    with zipfile.ZipFile(out(world.school)) as archive:
        assert "=1+1" not in archive.read("users.csv").decode()
    with pytest.raises(Refused):
        export_roster(unit=world.group, on=TODAY, by=None)
