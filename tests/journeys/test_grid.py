"""Walking over the class grid with the keyboard, and opening what stands behind a cell."""

import pytest
from playwright.sync_api import Page, expect

from samenwijzer.learning.progress.models import FollowUp
from tests.journeys.conftest import fits
from tests.worlds import World, seen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def at_work(world: World) -> World:
    """Noor is low on the first running goal; the others begin."""
    for learner in world.learners:
        outcomes = [0.1] * 6 if learner == world.learners[0] else [0.5] * 6
        seen(learner, world.goals["compare"], outcomes)
    return world


@pytest.mark.demand("D-004")
def test_a_teacher_walks_to_a_cell_with_the_keyboard_and_plans_support(
    at_work: World, page: Page, sign_in_as, barriers, photograph
):
    sign_in_as(page, at_work.teacher.account)
    page.goto(f"/klas/{at_work.group.pk}/?order=need")
    first = page.locator("[data-grid] .cell a").first
    first.focus()
    for key in ["ArrowDown", "ArrowRight", "Home", "ArrowUp"]:
        page.keyboard.press(key)
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    panel = page.locator("#detail-aside")
    expect(panel.get_by_role("heading", name="Noor · breuken vergelijken")).to_be_focused()
    expect(panel).to_contain_text("Lukte ongeveer 1 van de 6 keer, laatste keer gisteren.")
    panel.get_by_text("Hoe komt dit tot stand?").click()
    panel.get_by_role("button", name="steun").click()
    expect(panel.locator('button[aria-pressed="true"]')).to_contain_text("steun")
    assert FollowUp.objects.get().learner == at_work.learners[0]
    photograph(page, "klasbeeld")
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(first).to_be_focused()


def test_on_a_phone_a_cell_opens_in_a_dialog_and_the_page_does_not_scroll_sideways(
    at_work: World, page: Page, sign_in_as, barriers
):
    sign_in_as(page, at_work.teacher.account)
    page.goto(f"/klas/{at_work.group.pk}/")
    fits(page, 390, 320)
    page.locator("[data-grid] .cell a").nth(2).click()
    expect(page.get_by_role("dialog")).to_contain_text("breuken vergelijken")
    assert barriers(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_goals_one_below_the_other(at_work: World, page: Page, sign_in_as, barriers):
    sign_in_as(page, at_work.teacher.account)
    page.goto(f"/klas/{at_work.group.pk}/")
    page.get_by_role("link", name="per doel").click()
    expect(page.locator(".goal-list")).to_contain_text("extra uitleg kan helpen")
    assert barriers(page) == []


def test_it_prints_on_one_a3_with_its_date(at_work: World, page: Page, sign_in_as):
    sign_in_as(page, at_work.teacher.account)
    page.goto(f"/klas/{at_work.group.pk}/")
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 1191" in printed
    page.emulate_media(media="print")
    expect(page.locator(".grid-page .only-print")).to_be_visible()
    expect(page.locator(".legend")).to_be_visible()
