"""Who may see whom: inside the relationship that needs it, and only while it lasts."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access import rules
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.queries import guides_of, seen_by
from samenwijzer.network.organisation.actions import add_member, create_unit, end_memberships
from samenwijzer.network.organisation.models import Membership
from samenwijzer.network.people.models import Person
from tests.worlds import World, people


def seen(world: World, person: Person) -> set[int]:
    return set(rules.visible_learners(world.viewer(person)).values_list("pk", flat=True))


def ids(people: list[Person]) -> set[int]:
    return {person.pk for person in people}


def test_a_teacher_sees_the_own_class_only(world: World) -> None:
    assert seen(world, world.teacher) == ids(world.learners)
    assert seen(world, world.colleague) == ids(world.parallel_learners)


def test_head_and_care_coordinator_see_their_school_only(world: World) -> None:
    school = ids(world.learners) | ids(world.parallel_learners)
    assert seen(world, world.head) == school
    assert seen(world, world.care_coordinator) == school


def test_above_the_school_nobody_sees_an_individual(world: World) -> None:
    for person in (world.general_director, world.central_staff):
        assert seen(world, person) == set()
        assert not rules.guided_units(world.viewer(person)).exists()


def test_who_guides_a_unit_from_within_or_for_its_school_is_told_where_it_stands_and_nobody_else(world: World) -> None:
    on = world.viewer(world.teacher).on
    team = create_unit(kind="core_team", name="Kernteam", parent=world.school, by=None)
    remedial = people(["Ora Ziel"], "care_coordinator", team, on)[0]
    student = people(["Eva Noë"], "student_teacher", team, on)[0]
    assert rules.check_guided_path(world.viewer(remedial), team.pk) == team.path
    for person in (world.teacher, world.care_coordinator, world.head):
        assert rules.check_guided_path(world.viewer(person), world.group.pk) == world.group.path
    outside = (world.colleague, world.other_teacher, world.secretary, world.general_director, world.central_staff)
    for person in (*outside, world.learners[0], remedial, student):
        with pytest.raises(NotVisible):
            rules.check_guided_path(world.viewer(person), world.group.pk)
    with pytest.raises(NotVisible):
        rules.check_guided_path(world.viewer(student), team.pk)


def test_a_learner_sees_itself_and_nobody_else(world: World) -> None:
    viewer = world.viewer(world.learners[0])
    assert rules.check_sees_learner(viewer, world.learners[0].pk) == world.learners[0]
    with pytest.raises(NotVisible):
        rules.check_sees_learner(viewer, world.learners[1].pk)
    with pytest.raises(NotVisible):
        rules.check_guides_learner(viewer, world.learners[0].pk)


def test_a_secretary_keeps_rosters_but_reads_no_learning(world: World) -> None:
    viewer = world.viewer(world.secretary)
    assert seen(world, world.secretary) == set()
    assert set(rules.managed_units(viewer)) == {world.school, world.group, world.parallel_group}


def test_access_ends_with_the_membership(world: World) -> None:
    yesterday = world.viewer(world.teacher).on - timedelta(days=1)
    end_memberships(memberships=list(Membership.objects.filter(person=world.teacher)), on=yesterday, by=None)
    assert seen(world, world.teacher) == set()


def test_access_ends_when_the_learner_leaves(world: World) -> None:
    yesterday = world.viewer(world.teacher).on - timedelta(days=1)
    end_memberships(memberships=list(Membership.objects.filter(person=world.learners[0])), on=yesterday, by=None)
    assert seen(world, world.teacher) == ids(world.learners[1:])


def test_a_head_sees_but_does_not_record(world: World) -> None:
    assert not rules.writable_learners(world.viewer(world.head)).exists()
    assert set(rules.writable_learners(world.viewer(world.teacher))) == set(world.learners)


def test_a_learner_has_the_adults_of_the_own_class_as_guides(world: World) -> None:
    assert guides_of(learner=world.learners[0].pk, on=world.viewer(world.teacher).on).get() == world.teacher


def test_the_trail_is_one_line_a_day_per_person_and_function(world: World) -> None:
    viewer = world.viewer(world.teacher)
    for page in ("class grid", "learner"):
        log_views(viewer=viewer, learners=[world.learners[0].pk], function="teacher", page=page, purpose="learning")
    lines = seen_by(learner=world.learners[0].pk, until=viewer.on)
    assert [(line.viewer, line.function, line.pages) for line in lines] == [("Lotte Vermeulen", "teacher", 2)]


def test_looking_at_oneself_leaves_no_trail(world: World) -> None:
    learner = world.learners[0]
    viewer = world.viewer(learner)
    log_views(viewer=viewer, learners=[learner.pk], function="", page="compass", purpose="learning")
    assert seen_by(learner=learner.pk, until=viewer.on) == []


@pytest.mark.demand("D-131", partly=True)
def test_visible_units_are_the_own_ones_those_above_and_those_below(world: World) -> None:
    above = {world.network, world.school_group, world.school}
    assert set(rules.visible_units(world.viewer(world.teacher))) == above | {world.group}
    assert world.other_school not in set(rules.visible_units(world.viewer(world.head)))
    assert world.other_group in set(rules.visible_units(world.viewer(world.general_director)))


@pytest.mark.demand("D-131")
def test_an_adviser_sees_only_the_schools_in_running_agreements(world: World) -> None:
    """An agreement is a membership of the school team with a term; when it is over, the school is out of sight."""
    today = world.viewer(world.head).on
    service = create_unit(kind="guidance_service", name="PBD", parent=world.network, by=None)
    adviser = people(["Wim Bosmans"], "pbd_adviser", service, today)[0]
    running, over = (
        add_member(person=adviser, unit=school, role="pbd_adviser", starts=today - timedelta(days=40), by=None)
        for school in (world.school, world.other_school)
    )
    end_memberships(memberships=[running], on=today + timedelta(days=30), by=None)
    end_memberships(memberships=[over], on=today - timedelta(days=1), by=None)
    seen_units = set(rules.visible_units(world.viewer(adviser)))
    assert {world.school, world.group, world.parallel_group} <= seen_units
    assert not {world.other_school, world.other_group} & seen_units
    assert seen(world, adviser) == set()
    client = world.client_of(adviser)
    assert "BS De Beek" not in client.get(reverse("organisation")).content.decode()
    assert client.get(reverse("unit", args=[world.other_school.pk])).status_code == 404
    team = world.client_of(world.head).get(reverse("unit", args=[world.school.pk])).content.decode()
    assert "Wim Bosmans" in team
    assert "pedagogisch adviseur" in team
    assert "tot " in team
