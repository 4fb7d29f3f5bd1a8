"""The page of one learner for the adults who guide it."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.evidence.actions import record_observation
from samenwijzer.learning.progress.actions import follow_up
from samenwijzer.learning.regulation.actions import state_confidence
from samenwijzer.network.access.models import View
from samenwijzer.network.people.models import Person
from tests.worlds import World, seen


def page_of(world: World, person: Person | None = None) -> str:
    answer = world.client_of(person or world.teacher).get(reverse("learner", args=[world.learners[0].pk]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def at_work(world: World) -> World:
    """Noor works well on one running goal, practised the other, and knew the clock long ago."""
    noor = world.learners[0]
    seen(noor, world.goals["compare"], [0.75] * 8)
    seen(noor, world.goals["add"], [1.0, 0.0, 1.0], kind="item_response", days_ago=2)
    seen(noor, world.goals["clock"], [1.0] * 4, days_ago=100)
    return world


def test_it_shows_where_the_learner_stands_with_the_goals_that_run_first(at_work: World) -> None:
    page = page_of(at_work)
    names = re.findall(r'goals-name">([^<]+)<', page)
    assert names == ["breuken vergelijken", "breuken optellen", "kloklezen"]
    assert "Van 3 doelen is iets gezien." in page
    assert 'class="interval"' in page
    assert "zelfstandig" in page
    assert page.count("Hoe komt dit tot stand?") == 3


def test_what_was_seen_stands_on_a_line_of_time_and_own_words_apart(at_work: World) -> None:
    noor, goal = at_work.learners[0], at_work.goals["compare"]
    teacher = at_work.viewer(at_work.teacher)
    record_observation(learners=[noor.pk], goal=goal.pk, step=3, note="met strookjes", uids=[uuid4()], by=teacher)
    state_confidence(goal=goal.pk, sure=2, note="ik wil tekenen", by=at_work.viewer(noor))
    page = page_of(at_work)
    assert "“met strookjes”" in page
    assert re.search(r"<li data-own>.*?“ik wil tekenen”", page, re.S)
    assert "geoefend met korte vragen" in page
    assert "observatie, Lotte Vermeulen" in page


def test_what_is_planned_and_what_may_come_back_stand_together(at_work: World) -> None:
    noor = at_work.learners[0]
    goal = at_work.goals["add"].pk
    follow_up(learners=[noor.pk], goal=goal, need="support", choice="planned", by=at_work.viewer(at_work.teacher))
    page = page_of(at_work)
    assert re.search(r"tag-support.*?<b>breuken optellen</b>", page, re.S)
    assert re.search(r"tag-review.*?<b>kloklezen</b><small>mag terugkomen sinds", page, re.S)


def test_a_learner_of_whom_nothing_was_seen_is_no_zero(world: World) -> None:
    page = page_of(world)
    assert "Nog niets gezien" in page
    assert "te weinig gezien" in page
    assert "0 %" not in page


def test_the_look_is_logged_once_with_the_nearest_function(at_work: World) -> None:
    page_of(at_work)
    page_of(at_work, at_work.care_coordinator)
    logged = View.objects.values_list("viewer", "learner", "function", "page", "purpose").order_by("pk")
    noor = at_work.learners[0].pk
    assert list(logged) == [
        (at_work.teacher.pk, noor, "teacher", "learner", Purpose.LEARNING),
        (at_work.care_coordinator.pk, noor, "care_coordinator", "learner", Purpose.LEARNING),
    ]


def test_one_goes_back_to_the_class(at_work: World) -> None:
    assert f'href="{reverse("class_grid", args=[at_work.group.pk])}"' in page_of(at_work)


def test_it_exists_only_inside_the_relationship_that_needs_it(at_work: World) -> None:
    address = reverse("learner", args=[at_work.learners[0].pk])
    strangers = (
        at_work.learners[0],
        at_work.learners[1],
        at_work.colleague,
        at_work.other_teacher,
        at_work.secretary,
        at_work.general_director,
        at_work.central_staff,
    )
    for person in strangers:
        assert at_work.client_of(person).get(address).status_code == 404
    assert at_work.client_of(at_work.head).get(address).status_code == 200
    assert View.objects.count() == 1


def test_the_queries_do_not_grow_with_evidence_and_goals(world: World) -> None:
    noor = world.learners[0]
    address = reverse("learner", args=[noor.pk])
    seen(noor, world.goals["compare"], [0.5])
    client = world.client_of(world.teacher)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for goal in world.goals.values():
        seen(noor, goal, [0.5, 1.0, 0.0] * 5)
        seen(noor, goal, [0.5, 1.0] * 5, kind="item_response")
        follow_up(learners=[noor.pk], goal=goal.pk, need="support", choice="planned", by=world.viewer(world.teacher))
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(few) == len(many) <= 12
