"""A core team meets for ten minutes: a point and a signal become actions, and the next time it says what worked."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from samenwijzer.network.organisation.actions import add_members, create_unit
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit
from tests.journeys.conftest import Photograph, SignIn, fits
from tests.worlds import World, seen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def team(world: World) -> Unit:
    """A core team of a teacher and a care coordinator; one of its learners is weak in what is running."""
    made = create_unit(kind="core_team", name="Kernteam L3", parent=world.school, by=None)
    starts = timezone.localdate() - timedelta(days=60)
    adults = ((world.teacher, "teacher"), (world.care_coordinator, "care_coordinator"))
    inside = [*((one, LEARNER) for one in world.learners), *adults]
    rows = [Membership(person=one, unit=made, role=role, starts=starts) for one, role in inside]
    add_members(memberships=rows, by=None)
    seen(world.learners[0], world.goals["compare"], [0.0] * 5)
    return made


def test_a_meeting_goes_from_a_point_to_an_action_and_to_whether_it_worked(
    page: Page,
    world: World,
    team: Unit,
    sign_in_as: SignIn,
    photograph: Photograph,
    barriers: Callable[[Page], list[str]],
) -> None:
    sign_in_as(page, world.teacher.account)
    page.goto(f"/ons-team/{team.pk}/")
    expect(page.get_by_role("heading", name="Noor")).to_be_visible()
    assert barriers(page) == []
    fits(page, 390, 820, 1440)
    photograph(page, "team")
    page.locator("summary", has_text="Een overleg plannen").click()
    page.get_by_role("button", name="Plan", exact=True).click()

    page.get_by_label("Een punt toevoegen").fill("De uitstap naar het bos")
    page.get_by_role("button", name="Voeg toe").click()
    point = page.get_by_role("article").filter(has=page.get_by_role("heading", name="De uitstap naar het bos"))
    point.locator("summary").click()
    point.get_by_label("Wat doen we?").fill("Laarzen vragen aan de ouders")
    point.get_by_role("button", name="Bewaar deze beslissing").click()
    deeds = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Wie doet wat"))
    expect(deeds).to_contain_text("Laarzen vragen aan de ouders")
    expect(point).to_contain_text("Laarzen vragen aan de ouders")
    expect(point.locator("summary")).to_have_count(0)
    signal = page.get_by_role("article", name=re.compile("Noor"))
    signal.locator("summary").click()
    signal.get_by_role("button", name="Bewaar deze beslissing").click()
    expect(deeds).to_contain_text("Verlengde instructie")
    expect(page.get_by_role("article", name=re.compile("Noor"))).to_have_count(0)
    assert barriers(page) == []
    fits(page, 390, 820, 1440)
    photograph(page, "team-overleg")
    page.get_by_role("button", name="Het overleg afsluiten").click()

    week = page.get_by_role("region", name="Wie doet wat deze week")
    week.get_by_role("button", name=re.compile("^Klaar.*Laarzen vragen")).click()
    expect(week).not_to_contain_text("Laarzen vragen")
    page.locator("summary", has_text="Een overleg plannen").click()
    page.get_by_role("button", name="Plan", exact=True).click()
    before = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Werkte het?"))
    before.get_by_role("button", name=re.compile("^Het werkte.*Laarzen vragen")).click()
    expect(before).not_to_contain_text("Laarzen vragen")
