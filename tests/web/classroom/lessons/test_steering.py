"""Differentiation beside steering: two columns in the plan, and a warning where what is personal goes without."""

import pytest
from django.test import Client
from django.urls import reverse

from samenwijzer.learning.lessons import plans
from samenwijzer.learning.lessons.deviation_actions import go_with, skip
from samenwijzer.learning.lessons.models import Activity, Variation
from tests.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher(world: World) -> Client:
    return world.client_of(world.teacher)


def page(client: Client, world: World, name: str = "lesson") -> str:
    return " ".join(client.get(reverse(name, args=[world.unit_of_work.pk])).content.decode().split())


def column(found: str, name: str) -> str:
    return found.partition(f'data-column="{name}"')[2].partition("</section>")[0]


@pytest.mark.demand("D-424")
def test_the_planner_shows_differentiation_and_self_and_co_regulation_in_two_columns(
    world: World, teacher: Client
) -> None:
    work, goal = world.unit_of_work, world.goals["compare"]
    Variation.objects.create(unit_of_work=work, goal=goal, title="Met strookjes", basis="readiness")
    sent = {
        "title": "Zelf kiezen", "minutes": 20, "kind": "own_work", "approach": "construction", "setting": "alone",
        "mode": "contact", "timing": "synchronous", "steering": ["plan", "peers"],
    }  # fmt: skip
    assert teacher.post(reverse("lesson_activity_new", args=[work.pk]), sent).status_code == 302
    found = page(teacher, world)
    left, right = column(found, "differentiation"), column(found, "steering")
    assert "Met strookjes" in left and "Interesse" in left
    assert "Zelf plannen" in right and "Elkaars plan bekijken" in right and right.count("Zelf kiezen") == 2
    assert reverse("together_planning", args=[work.pk]) in right
    back = teacher.get(reverse("together_planning", args=[work.pk])).content.decode()
    assert reverse("lesson", args=[work.pk]) in back, "and back"


@pytest.mark.demand("D-391")
def test_a_path_without_any_step_of_steering_gives_a_design_warning(
    world: World, teacher: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, goal, (noor, ilyas) = world.unit_of_work, world.goals["compare"], world.learners[:2]
    by = world.viewer(world.teacher)
    assert 'data-check="steering"' not in page(teacher, world), "nothing is personal yet"
    strips = Variation.objects.create(unit_of_work=work, goal=goal, title="Met strookjes")
    assert 'data-check="steering"' in page(teacher, world)
    with monkeypatch.context() as broken:
        broken.setattr(plans, "steers", lambda activities: True)
        assert 'data-check="steering"' not in page(teacher, world), "the check rests on the one rule"
    steered = Activity.objects.create(unit_of_work=work, title="Terugkijken", steering=["look-back"])
    assert 'data-check="steering"' not in page(teacher, world)
    go_with(variation=strips.pk, learners=[noor.pk, ilyas.pk], by=by)
    assert "data-unsteered" not in page(teacher, world, "lesson_needs")
    skip(activity=steered.pk, learner=noor.pk, by=by)
    warned = page(teacher, world, "lesson_needs").partition("data-unsteered")[2].partition("</p>")[0]
    assert str(noor) in warned and str(ilyas) not in warned
    assert teacher.post(reverse("lesson_ready", args=[work.pk])).status_code == 422, "other things are asked, not this"
