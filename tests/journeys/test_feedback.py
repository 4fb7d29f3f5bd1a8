"""Feedback on a phone: as few taps as fit in fifteen seconds, and what the learner does with it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Photograph, SignIn
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: A tap on a phone, finding included, takes about two seconds (KLM-GOMS: 1.2 s to decide, 0.2 s to tap, 0.4 s to move).
SECONDS_A_TAP = 2
FIFTEEN_SECONDS = 15


def test_feedback_with_a_next_step_fits_in_fifteen_seconds_and_is_taken_up(
    page: Page,
    world: World,
    sign_in_as: SignIn,
    photograph: Photograph,
    barriers: Callable[[Page], list[str]],
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in_as(page, world.teacher.account)
    page.goto("/feedback/")
    taps = 0

    def tap(target: Locator) -> None:
        nonlocal taps
        target.click()
        taps += 1

    form = page.locator(".feedback-form")
    tap(form.locator(".chip", has_text="Noor"))
    tap(form.locator(".chip", has_text="Je aanpak werkt"))
    tap(form.locator(".chip", has_text="Leg het aan iemand uit"))
    photograph(page, "feedback-geven")
    tap(page.get_by_role("button", name="Geef feedback"))
    expect(page.get_by_text("Gegeven aan 1 leerling.")).to_be_visible()
    assert taps * SECONDS_A_TAP <= FIFTEEN_SECONDS
    assert barriers(page) == []

    page.get_by_text("In mijn eigen woorden").first.click()
    page.get_by_label("Wat zag je?").fill("Wat ben je slim")
    expect(page.get_by_text("Zeg wat werkte")).to_be_visible()

    sign_in_as(page, world.learners[0].account)
    page.goto("/kompas/")
    expect(page.get_by_text("1 nieuw")).to_be_visible()
    page.get_by_role("link", name="Feedback voor mij").click()
    page.locator(".chip", has_text="Dit ga ik doen").click()
    page.get_by_label("In mijn eigen woorden").fill("morgen aan Jef")
    photograph(page, "feedback-voor-mij")
    page.locator("form button[type=submit]", has_text="Bewa").click()
    expect(page.get_by_text("morgen aan Jef")).to_be_visible()
    assert barriers(page) == []
