"""A head places the school on a scale: the star is dragged, moved with the arrow keys, and tapped on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samenwijzer.practice.instruments.scales.actions import place_marker, start_scaling
from samenwijzer.practice.instruments.scales.registry import indicators
from tests.journeys.conftest import Photograph, SignIn
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Barriers = Callable[[Page], list[str]]


def test_the_star_is_dragged_moved_by_keys_and_tapped(
    page: Page, world: World, sign_in_as: SignIn, photograph: Photograph, barriers: Barriers
) -> None:
    head, scale = world.viewer(world.head), indicators()[4]
    words = scale.version.levels
    made = start_scaling(unit=world.school.pk, by=head)
    place_marker(scaling=made.uid, indicator=scale.key, level=1, by=head)
    sign_in_as(page, world.head.account)
    page.goto(f"/inschaling/{made.uid}/{scale.key}/")
    placed, levels = page.locator("#placed"), page.locator(".scale-level")
    expect(placed).to_contain_text(words[0])
    star = levels.nth(0).locator("[data-scale-marker]")
    expect(star).to_be_visible()
    star.hover()
    page.mouse.down()
    levels.nth(2).hover()
    page.mouse.up()
    expect(placed).to_contain_text(words[2])
    photograph(page, "inschaling")
    assert barriers(page) == []
    levels.nth(2).locator("input").focus()
    page.keyboard.press("ArrowRight")
    expect(placed).to_contain_text(words[3])
    page.set_viewport_size({"width": 390, "height": 844})
    levels.nth(1).click()
    expect(placed).to_contain_text(words[1])
    page.reload()
    expect(levels.nth(1).locator("input")).to_be_checked()
    page.get_by_role("button", name="Bewaren en verder").click()
    expect(page.get_by_role("heading", name=indicators()[5].title)).to_be_visible()
