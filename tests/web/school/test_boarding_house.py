"""A boarding house has a plan and places itself, and nothing of a curriculum."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.practice.documents.models import Document
from samenwijzer.practice.instruments.scales.models import Scaling
from samenwijzer.web.shell import navigation
from tests.web.school.test_plan import GOAL, page_of
from tests.worlds import World, people


@pytest.mark.demand("D-094")
def test_a_boarding_house_gets_plan_and_scaling_but_no_curriculum(world: World) -> None:
    house = create_unit(kind="boarding_school", name="Internaat De Haven", parent=world.school_group, by=None)
    head = people(["Wim Deckers"], "head", house, timezone.localdate() - timedelta(days=1))[0]
    client = world.client_of(head)
    client.post(reverse("document_start", args=[house.pk, "sop"]))
    plan = Document.objects.get(unit=house, template="sop")
    assert client.post(reverse("plan_goal_new", args=[plan.pk]), GOAL).status_code == 302
    page = page_of(client, "school_plan_first")
    assert "Internaat De Haven" in page and "Meer kinderen lezen vlot" in page
    assert client.post(reverse("scaling_start", args=[house.pk])).status_code == 302
    assert Scaling.objects.get().unit_id == house.pk
    assert client.get(reverse("scaling_profile", args=[house.pk])).status_code == 200
    for name in ("policy", "rollout", "programmes", "planned_citizenship", "strategy_line"):
        assert client.get(reverse(name, args=[house.pk])).status_code == 404, name
    addresses = {one.address for one in navigation(world.viewer(head))}
    today = page_of(client, "head_today")
    for name in ("class_grids", "lessons", "lesson_balance", "flex", "assessment"):
        assert reverse(name) not in addresses and f'href="{reverse(name)}"' not in today, name
    assert reverse("school_plan", args=[house.pk]) in today and reverse("scaling_profile", args=[house.pk]) in today
    unit = page_of(client, "unit", house.pk)
    assert reverse("school_plan", args=[house.pk]) in unit and reverse("policy", args=[house.pk]) not in unit
