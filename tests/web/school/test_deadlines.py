"""The next five deadlines of a head on one screen: plan, scaling and MICRO meeting, each with owner and state."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.learning.care.photos import Agreed, agree_on_need, hold_meeting
from samenwijzer.practice.instruments.scales.actions import finish_scaling, place_marker, start_scaling
from tests.web.school.test_plan import act, goal_in, page_of, plan_of
from tests.worlds import World


@pytest.mark.demand("D-009")
def test_plan_scaling_and_micro_meeting_stand_together_with_owner_and_state(
    world: World, django_assert_max_num_queries: Any
) -> None:
    today, head, carer = timezone.localdate(), world.viewer(world.head), world.viewer(world.care_coordinator)
    goal = goal_in(world, plan_of(world), until=(today + timedelta(days=90)).isoformat())
    act(world, goal, "Elke dag samen lezen")
    made = start_scaling(unit=world.school.pk, by=head)
    place_marker(scaling=made.uid, indicator="feedback", level=2, by=head)
    hold_meeting(unit=world.school.pk, present="school, CLB", next_on=today + timedelta(days=20), by=carer)
    need = Agreed("raised", "lezen in L3", "co-teaching", "lsc", "leerondersteuner", today + timedelta(days=10))
    agree_on_need(unit=world.school.pk, agreed=need, by=carer)
    client = world.client_of(world.head)
    with django_assert_max_num_queries(27):
        page = page_of(client, "school_plan", world.school.pk)
    due = page.partition('class="plan-due"')[2].partition("</ol>")[0]
    told = [
        ("co-teaching", "leerondersteuner", "afgesproken in het micro-overleg · over 10 dagen"),
        ("Micro-overleg", str(world.care_coordinator), "1 afspraak te overlopen · over 20 dagen"),
        ("Elke dag samen lezen", str(world.teacher), "over 30 dagen"),
        ("Rond de inschaling af", str(world.head), "1 van 16 geplaatst · over 42 dagen"),
        ("Terugblikken: Meer kinderen lezen vlot", str(world.head), "over 90 dagen"),
    ]
    assert due.count("<li>") == 5
    for line, (title, owner, state) in zip(due.split("<li>")[1:], told, strict=True):
        assert title in line and owner in line and state in line
    assert reverse("school_photo", args=[world.school.pk]) in due and reverse("scaling", args=[made.uid]) in due
    # Who only teaches there is not told what the meeting about care agreed, nor how the scaling stands.
    others = page_of(world.client_of(world.teacher), "school_plan", world.school.pk)
    assert "co-teaching" not in others and "Rond de inschaling af" not in others
    finish_scaling(scaling=made.uid, by=head)
    assert "Rond de inschaling af" not in page_of(client, "school_plan", world.school.pk)
