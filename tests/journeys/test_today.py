"""A teacher finds who needs support today and why, and records what was seen."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.progress.models import FollowUp
from samenwijzer.learning.regulation.actions import ask_for_help
from tests.journeys.conftest import Photograph, SignIn, fits, settled, until
from tests.worlds import World, seen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}
NARROWEST = {"width": 320, "height": 640}


@pytest.fixture
def vandaag(page: Page, world: World, sign_in_as: SignIn) -> Page:
    """*Vandaag* of a class in which somebody needs support, somebody has been quiet, and somebody asks for help."""
    noor, ilyas, mila, jef, sofie, adam = world.learners
    seen(noor, world.goals["equivalent"], [0.1, 0.9, 0.1, 0.1, 0.9], days_ago=9)
    seen(ilyas, world.goals["compare"], [0.7] * 3, days_ago=2)
    for learner in (mila, jef):
        seen(learner, world.goals["clock"], [1.0] * 4, days_ago=100)
        seen(learner, world.goals["compare"], [0.7] * 3, days_ago=1)
    seen(sofie, world.goals["compare"], [0.7] * 2, days_ago=40)
    seen(adam, world.goals["compare"], [0.7] * 4, days_ago=1)
    ask_for_help(goal=world.goals["add"], by=world.viewer(adam))
    sign_in_as(page, world.teacher.account)
    page.goto("/vandaag/")
    settled(page)
    return page


class Taps:
    """Taps, counted."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, target: Locator) -> None:
        target.click()
        self.count += 1


def test_a_teacher_finds_who_needs_support_and_records_what_was_seen(
    vandaag: Page, world: World, photograph: Photograph
) -> None:
    noor = world.learners[0]
    card = vandaag.locator(f"#card-support-{noor.pk}")
    expect(card).to_contain_text("gelijknamig maken")
    expect(card).to_contain_text("Lukte ongeveer 2 van de 5 keer, laatste keer 9 dagen geleden.")
    expect(vandaag.locator("#hands")).to_have_attribute("hx-trigger", "every 15s")
    assert vandaag.evaluate("document.activeElement === document.body"), "what loads by itself moves nobody"
    photograph(vandaag, "vandaag")
    tap = Taps()
    tap(vandaag.locator(".chip", has_text="Noor"))
    tap(vandaag.get_by_role("button", name="begint"))
    expect(vandaag.locator(".capture-said")).to_contain_text("Noor, begint")
    assert tap.count <= 3
    evidence = Evidence.objects.get(kind="observation")
    assert (evidence.learner, evidence.step) == (noor, 2)


def test_on_a_phone_an_observation_takes_three_taps(vandaag: Page, world: World, photograph: Photograph) -> None:
    vandaag.set_viewport_size(PHONE)
    tap = Taps()
    tap(vandaag.get_by_role("button", name="Ik zag…"))
    tap(vandaag.locator(".chip", has_text="Ilyas"))
    photograph(vandaag, "vandaag-telefoon")
    tap(vandaag.get_by_role("button", name="zelfstandig"))
    expect(vandaag.locator(".capture-said")).to_contain_text("Ilyas, zelfstandig")
    assert tap.count <= 3
    assert Evidence.objects.get(kind="observation").learner == world.learners[1]


def test_what_was_recorded_is_taken_back_where_it_stands(vandaag: Page) -> None:
    vandaag.locator(".chip", has_text="Noor").click()
    vandaag.get_by_role("button", name="zelfstandig").click()
    vandaag.locator(".capture-said").get_by_role("button", name="Ongedaan maken").click()
    expect(vandaag.locator(".capture-said")).to_contain_text("Teruggenomen")
    assert Evidence.objects.filter(kind="observation", correction=None, retracts=False).count() == 0


def test_a_double_tap_is_kept_once(vandaag: Page) -> None:
    vandaag.locator(".chip", has_text="Noor").click()
    vandaag.get_by_role("button", name="zelfstandig").dblclick()
    expect(vandaag.locator(".capture-said")).to_contain_text("zelfstandig")
    settled(vandaag)
    assert Evidence.objects.filter(kind="observation").count() == 1


def test_the_keyboard_is_enough(vandaag: Page, world: World) -> None:
    vandaag.get_by_role("checkbox", name="Noor").focus()
    vandaag.keyboard.press("Enter")
    vandaag.keyboard.press("3")
    expect(vandaag.locator(".capture-said")).to_contain_text("Noor, zelfstandig")
    vandaag.locator(f"#card-support-{world.learners[0].pk}").get_by_role("button", name="Niet nu").focus()
    vandaag.keyboard.press("Enter")
    expect(vandaag.locator(f"#card-support-{world.learners[0].pk}")).to_have_count(0)
    expect(vandaag.locator("[data-card] :focus")).to_be_visible()


def test_a_card_leaves_without_a_jump_and_comes_back_by_the_toast(vandaag: Page, world: World) -> None:
    vandaag.set_viewport_size({"width": 1440, "height": 500})
    card = vandaag.locator(f"#card-support-{world.learners[0].pk}")
    card.scroll_into_view_if_needed()
    before = vandaag.evaluate("scrollY")
    card.get_by_role("button", name="In verlengde instructie").click()
    expect(card).to_have_count(0)
    until(vandaag, "before => scrollY === before", before)
    expect(vandaag.locator("#plans")).to_contain_text("Noor")
    vandaag.locator("#toasts").get_by_role("button", name="Ongedaan maken").click()
    expect(card).to_be_visible()
    until(vandaag, "before => scrollY === before", before)
    assert FollowUp.objects.filter(withdrawn_at=None).count() == 0


def test_go_and_look_opens_capture_with_the_learner_chosen(vandaag: Page, world: World) -> None:
    vandaag.set_viewport_size(PHONE)
    vandaag.locator(f"#card-quiet-{world.learners[4].pk}").get_by_role("link", name="Even kijken").click()
    expect(vandaag.get_by_role("checkbox", name="Sofie")).to_be_checked()
    vandaag.get_by_role("button", name="begint").click()
    expect(vandaag.locator(f"#card-quiet-{world.learners[4].pk}")).to_have_count(0)


def test_nothing_keeps_anybody_out_at_any_width(vandaag: Page, barriers: Callable[[Page], list[str]]) -> None:
    for width in (390, 820, 320, 1440):
        fits(vandaag, width)
        assert barriers(vandaag) == []
