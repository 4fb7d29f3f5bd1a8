"""The design system in a browser: nobody is kept out, in light and dark, on a phone and on a desk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import fits, settled, until
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.web.addresses")]
Barriers = Callable[[Page], list[str]]
#: The cell of the class grid at this row and column is where the keys go.
HAS_FOCUS = """([row, column]) => {
  const here = document.activeElement;
  const cells = [...(here.closest("tr")?.querySelectorAll(".cell a") ?? [])];
  return here.closest("tr")?.sectionRowIndex === row && cells.indexOf(here) === column;
}"""
SIZES = [pytest.param(390, 844, id="phone"), pytest.param(1440, 1000, id="desk")]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("address", ["/gallery/", "/aanmelden/", "/no-such-page/"])
def test_axe_finds_nothing_in_the_gallery_and_on_lone_pages(
    page: Page, barriers: Barriers, address: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    assert in_light_and_dark(page, barriers) == []


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_axe_finds_nothing_at_the_entrance(
    page: Page, world: World, barriers: Barriers, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto("/")
    assert in_light_and_dark(page, barriers) == []


def test_axe_finds_nothing_around_a_screen(page: Page, world: World, barriers: Barriers, sign_in_as: Callable) -> None:
    sign_in_as(page, world.teacher.account)
    page.goto("/refused/")
    page.get_by_role("button", name="Lotte Vermeulen").click()
    assert in_light_and_dark(page, barriers) == []


def in_light_and_dark(page: Page, barriers: Barriers) -> list[str]:
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += barriers(page)
    return found


def test_axe_does_find_what_is_wrong(page: Page, barriers: Barriers, live_server: object) -> None:
    page.goto("/aanmelden/")
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<button></button>')")
    assert [line.partition(":")[0] for line in barriers(page)] == ["button-name"]


@pytest.mark.parametrize("address", ["/gallery/", "/"])
def test_nothing_sticks_out_of_a_narrow_window(page: Page, world: World, address: str) -> None:
    page.goto(address)
    fits(page, 320, 390, 820)


def test_everything_to_tap_is_large_enough(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/gallery/")
    small = page.evaluate(
        """[...document.querySelectorAll('button, a.button, input, select, summary, .choice')]
           .filter((one) => one.checkVisibility() && !['checkbox', 'radio'].includes(one.type))
           .map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
           .filter(([, box]) => box.height < 44 || box.width < 44).map(([html]) => html)"""
    )
    assert small == []


def test_a_question_mark_lists_the_shortcuts_unless_somebody_types(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Gebruikersnaam").press("?")
    dialog = page.locator("dialog#shortcuts")
    expect(dialog).to_be_hidden()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_shortcuts_of_one_key_can_be_switched_off(page: Page) -> None:
    page.goto("/")
    page.locator("body").press("?")
    page.locator("#shortcuts-on").uncheck()
    page.reload()
    page.locator("body").press("?")
    expect(page.locator("dialog#shortcuts")).to_be_hidden()


def test_the_class_grid_is_one_stop_and_moves_with_arrows(page: Page) -> None:
    page.goto("/gallery/")
    grid = page.locator("#cell [data-grid]")
    expect(grid.locator('a[tabindex="0"]')).to_have_count(1)
    grid.locator('a[tabindex="0"]').focus()
    for key, expected in [("Home", (0, 0)), ("ArrowRight", (0, 1)), ("ArrowDown", (1, 1)), ("End", (1, 3)),
                          ("ArrowDown", (1, 3)), ("Control+Home", (0, 0)), ("Control+End", (1, 3))]:  # fmt: skip
        page.keyboard.press(key)
        until(page, HAS_FOCUS, list(expected))


def test_a_toast_can_be_closed_and_leaves_by_itself(page: Page, world: World, sign_in_as: Callable) -> None:
    page.clock.install()
    sign_in_as(page, world.teacher.account)
    page.goto("/test/today/?say=Genoteerd")
    toast = page.locator("#toasts [data-toast]")
    expect(toast).to_have_count(1)
    page.clock.run_for(24_000)
    expect(toast).to_have_count(1)
    page.clock.run_for(2_000)
    expect(toast).to_have_count(0)
    page.goto("/test/today/?say=Genoteerd")
    toast.locator("[data-closes]").click()
    expect(toast).to_have_count(0)


def test_a_refused_fragment_lands_in_the_toasts(page: Page, world: World, sign_in_as: Callable) -> None:
    sign_in_as(page, world.teacher.account)
    page.goto("/test/today/")
    settled(page)
    page.evaluate("htmx.ajax('GET', '/refused/', {target: '#main', swap: 'innerHTML'})")
    expect(page.locator("#toasts")).to_contain_text("Tuesday is full.")
    expect(page.locator("#main [data-toast]")).to_have_count(0)


def test_a_broken_answer_is_said_kindly(page: Page, world: World, sign_in_as: Callable) -> None:
    sign_in_as(page, world.teacher.account)
    page.goto("/test/today/")
    page.route("**/gone/", lambda route: route.fulfill(status=500, body="x"))
    settled(page)
    page.evaluate("htmx.ajax('GET', '/gone/', '#main')")
    expect(page.locator("#toasts .toast-trouble")).to_have_count(1)


def test_one_tap_steps_in_as_somebody(page: Page, world: World, photograph: Callable) -> None:
    page.goto("/")
    photograph(page, "welkom")
    page.get_by_role("button", name="Lotte Vermeulen").click()
    page.wait_for_url("**/test/today/")
    page.get_by_role("button", name="Lotte Vermeulen").click()
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("heading", name="Samen wijzer.")).to_be_visible()
