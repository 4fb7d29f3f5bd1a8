"""Entering a paper test of a whole class, with real keys in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from samenwijzer.learning.evidence.content import Mark
from samenwijzer.learning.evidence.models import Occasion
from samenwijzer.learning.evidence.sheet_actions import enter_marks, open_sheet
from samenwijzer.learning.evidence.sheets import sheet
from tests.journeys.conftest import fits, until
from tests.worlds import World, small_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('samenwijzer.sheet.')).length"
MARKS = "332413421234332144231342"


@pytest.fixture
def world(live_server) -> World:
    """A class of 24."""
    return small_world(learners=24)


class Keys:
    """Counts the keys that are pressed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.count += 1


def opened(world: World, page: Page, *, points: int = 0, goals: tuple[str, ...] = ("compare",)) -> Occasion:
    viewer = world.viewer(world.teacher)
    occasion = open_sheet(
        unit=world.group.pk,
        title="Toets breuken",
        on=viewer.on,
        goals=[world.goals[key].pk for key in goals],
        points=points,
        by=viewer,
    )
    page.goto(f"/snelinvoer/{occasion.pk}/")
    return occasion


def stored(world: World, occasion: Occasion) -> list[float | None]:
    """The marks of the first column in the order of the names."""
    found = sheet(viewer=world.viewer(world.teacher), occasion=occasion.pk)
    return [found.marks.get((learner.pk, found.columns[0].pk)) for learner in found.learners]


def all_saved(page: Page) -> None:
    expect(page.locator("[data-state]")).to_contain_text("Alles bewaard om")


@pytest.mark.demand("D-439")
@pytest.mark.demand("D-008", partly=True)
def test_24_results_on_the_four_step_scale_take_at_most_30_keystrokes(world, page, sign_in_as, photograph):
    sign_in_as(page, world.teacher.account)
    occasion = opened(world, page)
    keys = Keys(page)
    for mark in MARKS:
        keys.press(mark)
    all_saved(page)
    assert keys.count <= 30
    assert stored(world, occasion) == [float(mark) for mark in MARKS]
    expect(page.locator("[data-summary]")).to_contain_text("24 van 24 ingevuld")
    photograph(page, "snelinvoer")


def test_points_move_on_when_no_digit_fits_and_take_a_comma(world, page, sign_in_as):
    sign_in_as(page, world.teacher.account)
    occasion = opened(world, page, points=10)
    for key in ["7", "1", "0", "8", ",", "5", "Enter", "1", "ArrowDown", "0"]:
        page.keyboard.press(key)
    all_saved(page)
    assert stored(world, occasion)[:5] == [7, 10, 8.5, 1, 0]


def test_a_column_is_pasted_from_a_spreadsheet_and_undone_at_once(world, page, sign_in_as):
    sign_in_as(page, world.teacher.account)
    occasion = opened(world, page, points=20, goals=("compare", "add"))
    block = "12,5\t20\r\n9\tafwezig\r\n17\t3\r\n"
    page.evaluate(
        """(text) => {
            const data = new DataTransfer();
            data.setData("text", text);
            const paste = { clipboardData: data, bubbles: true, cancelable: true };
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", paste));
        }""",
        block,
    )
    all_saved(page)
    assert stored(world, occasion)[:4] == [12.5, 9, 17, None]
    page.keyboard.press("Control+z")
    all_saved(page)
    expect(page.locator(".sheet input").first).to_have_value("")
    assert set(stored(world, occasion)) == {None}


def test_arrows_move_and_backspace_clears(world, page, sign_in_as):
    sign_in_as(page, world.teacher.account)
    occasion = opened(world, page, goals=("compare", "add"))
    for key in ["3", "ArrowUp", "ArrowRight", "2", "ArrowUp", "ArrowLeft", "Backspace"]:
        page.keyboard.press(key)
    all_saved(page)
    found = sheet(viewer=world.viewer(world.teacher), occasion=occasion.pk)
    assert list(found.marks.values()) == [2]


def test_marks_survive_a_lost_connection_and_a_closed_tab(world, page, sign_in_as):
    sign_in_as(page, world.teacher.account)
    occasion = opened(world, page)
    page.route("**/marks/", lambda route: route.abort())
    page.keyboard.press("3")
    page.keyboard.press("4")
    expect(page.locator("[data-state]")).to_contain_text("Geen verbinding")
    address, context = page.url, page.context
    page.close()
    again = context.new_page()
    again.goto(address)
    all_saved(again)
    assert stored(world, occasion)[:3] == [3, 4, None]
    until(again, f"{KEPT} === 0")


def test_marks_that_were_not_sent_are_wiped_at_sign_out(world, page, sign_in_as):
    sign_in_as(page, world.teacher.account)
    opened(world, page)
    page.route("**/marks/", lambda route: route.abort())
    page.keyboard.press("3")
    expect(page.locator("[data-state]")).to_contain_text("Geen verbinding")
    until(page, f"{KEPT} === 1")
    page.get_by_role("button", name="Jij: Lotte Vermeulen").click()
    page.get_by_role("button", name="Afmelden").click()
    page.get_by_role("button", name="Afmelden en wissen").click()
    expect(page.get_by_role("button", name="Jij: Lotte Vermeulen")).to_have_count(0)
    until(page, f"{KEPT} === 0")


def test_what_a_colleague_changed_is_shown_and_not_overwritten(world, page, sign_in_as):
    sign_in_as(page, world.teacher.account)
    occasion = opened(world, page)
    noor = sheet(viewer=world.viewer(world.teacher), occasion=occasion.pk).learners[0]
    colleague = world.viewer(world.care_coordinator)
    enter_marks(occasion=occasion.pk, marks=[Mark(noor.pk, occasion.columns.get().pk, 1)], by=colleague)
    page.keyboard.press("4")
    conflict = page.locator(".sheet-conflicts li")
    expect(conflict).to_contain_text("Els Zegers")
    expect(page.locator(".sheet input").first).to_have_value("1")
    assert stored(world, occasion)[0] == 1
    conflict.get_by_role("button", name="Neem die van mij").click()
    all_saved(page)
    assert stored(world, occasion)[0] == 4


def test_nobody_is_kept_out_of_the_sheets(world, page, sign_in_as, barriers):
    sign_in_as(page, world.teacher.account)
    opened(world, page, goals=("compare", "add"))
    page.keyboard.press("3")
    all_saved(page)
    assert barriers(page) == []
    fits(page, 390, 320)
    page.goto("/snelinvoer/")
    assert barriers(page) == []


def test_marks_that_wait_are_named_before_signing_out_and_sent_from_their_sheet(world, page, sign_in_as):
    sign_in_as(page, world.teacher.account)
    occasion = opened(world, page)
    page.route("**/marks/", lambda route: route.abort())
    page.keyboard.press("3")
    page.keyboard.press("2")
    expect(page.locator("[data-state]")).to_contain_text("Geen verbinding")
    page.goto("/vandaag/")
    page.get_by_role("button", name="Jij: Lotte Vermeulen").click()
    page.get_by_role("button", name="Afmelden").click()
    asked = page.locator("#signing-out")
    expect(asked).to_contain_text("2 dingen konden nog niet verstuurd worden")
    expect(asked).to_contain_text("resultaten van Snelinvoer")
    asked.get_by_role("button", name="Aangemeld blijven").click()
    page.unroute("**/marks/")
    page.goto(f"/snelinvoer/{occasion.pk}/")
    all_saved(page)
    assert stored(world, occasion)[:2] == [3, 2]
