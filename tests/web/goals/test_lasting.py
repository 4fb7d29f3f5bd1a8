"""Goals under a name that lasts, and own goals broken down to this week."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent, LinkContent
from samenwijzer.practice.goals.models import Goal, OwnGoal
from samenwijzer.practice.goals.own_goal_actions import make_own_goal, make_step
from tests.worlds import World


@pytest.mark.demand("D-275")
def test_a_goal_has_a_stable_address_version_and_official_link_and_the_interface_says_the_same(world: World) -> None:
    official = FrameworkContent(
        "https://onderwijsdoelen.example/set", "2024", {"nl": "Minimumdoelen"}, "curriculum", "adopted",
        (GoalContent("06.01", None, {"nl": "De leerlingen tellen op."}, code="06.01"),),
    )  # fmt: skip
    save_framework(framework=official, by=None)

    def release(version: str) -> None:
        content = FrameworkContent(
            "https://leerplan.example/wi", version, {"nl": "Leerplan"}, "curriculum", "adopted",
            (GoalContent("wi-1", None, {"nl": f"Optellen tot 1000 ({version})"}, code="WI.1", level="L3"),),
            (LinkContent("wi-1", "https://onderwijsdoelen.example/set/06.01", "exactMatchOf"),),
        )  # fmt: skip
        save_framework(framework=content, by=None)

    release("1")
    address = reverse("goal_named", args=["https://leerplan.example/wi/wi-1"])
    client = world.client_of(world.teacher)
    page = client.get(address, follow=True).content.decode()
    data = Client().get(f"{address}.json").json()
    assert data["CFItem"]["uri"] == f"http://testserver{address}"
    assert data["CFItem"]["uri"] in page
    assert data["CFDocument"]["version"] == "1" and "versie 1" in page
    assert data["CFItem"]["fullStatement"] in page
    (link,) = data["CFAssociations"]
    assert (link["associationType"], link["destinationNodeURI"]["title"]) == ("exactMatchOf", "06.01")
    assert "De leerlingen tellen op." in page and "Minimumdoelen" in page
    release("2")
    data = Client().get(f"{address}.json").json()
    assert (data["CFDocument"]["version"], data["CFItem"]["fullStatement"]) == ("2", "Optellen tot 1000 (2)")
    assert data["CFItem"]["uri"] == f"http://testserver{address}", "the address holds over versions"
    assert client.get(address).url == reverse("goal", args=[Goal.objects.get(framework__version="2", code="WI.1").pk])
    assert Client().get(reverse("goal_named", args=["https://nergens.example/x"]) + ".json").status_code == 404


def test_a_curriculum_of_one_school_is_no_open_data(world: World) -> None:
    framework = world.goals["add"].framework
    framework.owner = world.school
    framework.save()
    address = reverse("goal_named", args=[f"{framework.identifier}/add"]) + ".json"
    assert Client().get(address).status_code == 404
    assert json.loads(world.client_of(world.teacher).get(address).content)["CFItem"]


@pytest.mark.demand("D-119")
def test_a_long_term_goal_breaks_down_to_this_week_and_back(world: World) -> None:
    by, client = world.viewer(world.teacher), world.client_of(world.teacher)
    year = make_own_goal(
        text="Tegen juni lezen wij elk een boek voor", official=world.goals["add"].pk, is_extra=False,
        group=world.group.pk, by=by,
    )  # fmt: skip
    client.post(reverse("own_goal_step", args=[year.pk]), {"text": "Een boek kiezen", "week": "this"})
    client.post(reverse("own_goal_step", args=[year.pk]), {"text": "Een bladzijde oefenen", "week": "next"})
    first, later = OwnGoal.objects.filter(within=year).order_by("until")
    assert by.on <= first.until == later.until - timedelta(days=7)
    assert (first.official, first.group) == (year.official, world.group)
    page = " ".join(client.get(reverse("own_goals")).content.decode().split())
    week = page[page.index("Deze week") : page.index("</section>", page.index("Deze week"))]
    assert "Een boek kiezen" in week and "Een bladzijde oefenen" not in week
    assert f'<a href="#goal-{year.pk}">Tegen juni lezen wij elk een boek voor</a>' in week
    whole = page[page.index(f'id="goal-{year.pk}"') :]
    assert whole.index("Een boek kiezen") < whole.index("Een bladzijde oefenen")
    assert client.post(reverse("own_goal_step", args=[first.pk]), {"text": "Nog kleiner"}).status_code == 422
    stranger = reverse("own_goal_step", args=[year.pk])
    assert world.client_of(world.colleague).post(stranger, {"text": "x"}).status_code == 404


def test_a_learner_breaks_down_an_own_goal_that_is_extra(world: World) -> None:
    by = world.viewer(world.learners[0])
    dino = make_own_goal(text="Alles over dino's", official=None, is_extra=True, group=None, by=by)
    step = make_step(own_goal=dino.pk, text="Drie soorten tekenen", until=None, by=by)
    assert step.is_extra and step.learner == world.learners[0]
    assert "Drie soorten tekenen" in world.client_of(world.learners[0]).get(reverse("own_goals")).content.decode()


def test_a_goal_for_several_levels_is_found_at_each_of_them(world: World) -> None:
    goal = GoalContent("both", None, {"nl": "Kunnen samenwerken"}, level="L3", also_for="|L4|L5|")
    content = FrameworkContent("https://x.example/sam", "1", {"nl": "Samen"}, "curriculum", "adopted", (goal,))
    save_framework(framework=content, by=None)
    framework = Goal.objects.get(identifier="both").framework_id
    client = world.client_of(world.teacher)
    for level, found in (("L3", True), ("L4", True), ("L5", True), ("L6", False)):
        tree = client.get(reverse("framework", args=[framework]), {"niveau": level}).content.decode()
        assert ("Kunnen samenwerken" in tree) == found
    sent = json.loads(client.get(reverse("framework_case", args=[framework])).content)
    assert sent["CFItems"][0]["educationLevel"] == ["L3", "L4", "L5"]
