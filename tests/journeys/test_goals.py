"""From any screen to a goal with the keyboard; the tree opens where one looks; nothing keeps anybody out."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.pack import frameworks
from tests.journeys.conftest import SignIn, fits, settled
from tests.worlds import World, seen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def curriculum(world: World) -> World:
    for framework in frameworks():
        if framework.identifier == "go2030-voorbeeldleerplan-wiskunde":
            save_framework(framework=framework, by=None)
    return world


def test_a_slash_searches_from_anywhere_and_enter_finds(
    page: Page, curriculum: World, sign_in_as: SignIn, barriers: Callable[[Page], list[str]]
) -> None:
    sign_in_as(page, curriculum.teacher.account)
    page.goto(f"/klas/{curriculum.group.pk}/")
    page.keyboard.press("/")
    page.keyboard.type("bruken vergelijken")
    page.keyboard.press("Enter")
    hit = page.get_by_role("link", name="breuken vergelijken").first
    expect(hit).to_be_visible()
    assert barriers(page) == []
    page.keyboard.press("/")
    expect(page.get_by_label("Wat zoek je?")).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("kloklezen")
    expect(page.locator("#found")).to_contain_text("kloklezen")


def test_a_branch_opens_with_the_keyboard_and_leads_to_its_goal(
    page: Page, curriculum: World, sign_in_as: SignIn, barriers: Callable[[Page], list[str]]
) -> None:
    sign_in_as(page, curriculum.learners[0].account)
    page.goto("/doelen/")
    page.get_by_role("link", name="Voorbeeldleerplan wiskunde").click()
    page.get_by_role("link", name="L4", exact=True).click()
    settled(page)
    page.locator("summary", has_text="Getallenkennis").focus()
    page.keyboard.press("Enter")
    page.locator("summary", has_text="Breuken").click()
    page.locator(".goal-leaf").first.click()
    expect(page.get_by_role("heading", name="Wat er staat")).to_be_visible()
    assert barriers(page) == []


def test_a_goal_with_everything_on_it_fits_and_lets_everybody_in(
    page: Page, curriculum: World, sign_in_as: SignIn, barriers: Callable[[Page], list[str]]
) -> None:
    goal = curriculum.goals["compare"]
    for learner in curriculum.learners:
        seen(learner, goal, [1.0] * 6)
    sign_in_as(page, curriculum.teacher.account)
    for address in (f"/doelen/{goal.pk}/?wie={curriculum.group.pk}", f"/doelen/zonder-bewijs/{curriculum.group.pk}/"):
        page.goto(address)
        fits(page, 390, 820, 1440)
        assert barriers(page) == []
        fits(page, 320)
        assert barriers(page) == []
    page.goto(f"/doelen/{goal.pk}/")
    page.get_by_label("Wat wil de groep kunnen?").fill("pizza eerlijk delen")
    page.get_by_role("button", name="Maak hier een eigen doel bij").click()
    expect(page.get_by_text("pizza eerlijk delen")).to_be_visible()
