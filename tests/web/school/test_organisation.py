"""The organisation: whom one may know of, who reads names, and a constant number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samenwijzer.network.access.directory import contents, tree
from samenwijzer.network.access.models import View
from samenwijzer.network.organisation.actions import add_member, change_units, create_unit
from samenwijzer.network.organisation.models import LEARNER
from samenwijzer.network.people.models import Person
from tests.worlds import World, people, small_world


def names(world: World, person: Person) -> list[tuple[str, int]]:
    return [(branch.unit.name, branch.depth) for branch in tree(viewer=world.viewer(person))]


def test_a_secretary_sees_the_school_and_its_classes(world: World) -> None:
    assert names(world, world.secretary) == [
        ("GO!", 0),
        ("Scholengroep De Dender", 1),
        ("BS De Regenboog", 2),
        ("L3A", 3),
        ("L3B", 3),
    ]


def test_a_general_director_sees_the_schools_and_opens_them_one_by_one(world: World) -> None:
    assert names(world, world.general_director) == [
        ("GO!", 0),
        ("Scholengroep De Dender", 1),
        ("BS De Beek", 2),
        ("BS De Regenboog", 2),
    ]


def test_a_teacher_sees_the_own_class_and_what_is_above_it(world: World) -> None:
    assert [name for name, _depth in names(world, world.teacher)][-1] == "L3A"
    assert "L3B" not in dict(names(world, world.teacher))


def test_counts_say_what_stands_below_and_who_is_in_it(world: World) -> None:
    branches = {branch.unit.name: branch for branch in tree(viewer=world.viewer(world.secretary))}
    assert branches["BS De Regenboog"].below == ((2, "klassen"),)
    assert (branches["L3A"].learners, branches["L3A"].adults) == (6, 1)
    assert branches["BS De Regenboog"].is_own and not branches["L3A"].is_own


def test_a_unit_that_has_ended_is_not_shown(world: World) -> None:
    world.parallel_group.starts = None
    world.parallel_group.ends = world.viewer(world.secretary).on - timedelta(days=1)
    change_units(units=[world.parallel_group], by=None)
    assert "L3B" not in dict(names(world, world.secretary))


@pytest.mark.parametrize(
    ("person", "reads_learners", "reads_adults"),
    [
        ("teacher", True, True),
        ("head", True, True),
        ("care_coordinator", True, True),
        ("secretary", True, True),
        ("general_director", False, False),
        ("central_staff", False, False),
    ],
)
def test_who_reads_the_names_of_a_class(world: World, person: str, reads_learners: bool, reads_adults: bool) -> None:
    viewer = world.viewer(getattr(world, person))
    found = contents(viewer=viewer, unit=world.group)
    assert (found.learners is not None, found.adults is not None) == (reads_learners, reads_adults)
    assert found.branch.learners == 6


def test_a_learner_reads_no_names_and_who_keeps_rosters_above_the_school_reads_those_of_adults(world: World) -> None:
    of_learner = contents(viewer=world.viewer(world.learners[0]), unit=world.group)
    assert (of_learner.learners, of_learner.adults) == (None, None)
    today = world.viewer(world.secretary).on
    add_member(person=world.other_learners[0], unit=world.school_group, role="ict_coordinator", starts=today, by=None)
    found = contents(viewer=world.viewer(world.other_learners[0]), unit=world.group)
    assert found.learners is None and found.adults is not None


def test_functions_of_one_person_are_one_line(world: World) -> None:
    today = world.viewer(world.secretary).on
    add_member(person=world.teacher, unit=world.group, role="mentor", starts=today, by=None)
    (adult,) = contents(viewer=world.viewer(world.head), unit=world.group).adults
    assert set(adult.roles) == {"leraar", "mentor"}


def test_reading_the_learners_of_a_class_leaves_a_trail_and_their_number_does_not(world: World) -> None:
    world.client_of(world.general_director).get(reverse("unit", args=[world.group.pk]))
    assert not View.objects.exists()
    page = world.client_of(world.secretary).get(reverse("unit", args=[world.group.pk]))
    assert str(world.learners[0]) in page.content.decode()
    assert View.objects.filter(function="school_secretary").count() == 6


def test_a_unit_of_another_school_does_not_exist(world: World) -> None:
    assert world.client_of(world.secretary).get(reverse("unit", args=[world.other_group.pk])).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["organisation", "unit"])
def test_the_number_of_queries_does_not_grow(name: str) -> None:
    world = small_world(learners=40)
    client = world.client_of(world.secretary)
    path = reverse(name, args=[world.school.pk] if name == "unit" else [])
    asked = []
    for _round in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(path)
        asked.append(len(queries))
        for number in range(10):
            create_unit(kind="class", name=f"L4{number}", parent=world.school, by=None)
    assert asked[0] == asked[1] <= 12


def test_somebody_in_no_group_reads_what_comes_next(world: World) -> None:
    world.teacher.memberships.all().delete()
    page = world.client_of(world.teacher).get(reverse("organisation")).content.decode()
    assert "nog in geen enkele groep" in page


@pytest.mark.demand("D-137")
def test_learners_of_three_schools_follow_one_course_and_each_school_reads_its_own_only(world: World) -> None:
    today = timezone.localdate()
    third = create_unit(kind="school", name="BS De Brug", parent=world.school_group, by=None)
    course = create_unit(kind="course", name="Chinees", parent=world.school_group, by=None)
    other_head = people(["Jo Nijs"], "head", world.other_school, today)[0]
    far = people(["Ans Ceulemans"], LEARNER, third, today)[0]
    teacher = people(["Mei Chen"], "teacher", course, today)[0]
    for learner in (world.learners[0], world.other_learners[0], far):
        add_member(person=learner, unit=course, role=LEARNER, starts=today, by=None)

    def read(person: Person) -> str:
        return world.client_of(person).get(reverse("unit", args=[course.pk])).content.decode()

    names = [world.learners[0], world.other_learners[0], far]
    for person, known in ((world.head, [0]), (world.secretary, [0]), (other_head, [1]), (teacher, [0, 1, 2])):
        assert [n for n, one in enumerate(names) if str(one) in read(person)] == known, person
    assert "andere scholen" in read(world.head)
    assert "Chinees" in world.client_of(world.head).get(reverse("organisation")).content.decode()
    assert world.client_of(world.teacher).get(reverse("unit", args=[course.pk])).status_code == 404
    assert str(world.learners[0]) not in read(world.general_director)
