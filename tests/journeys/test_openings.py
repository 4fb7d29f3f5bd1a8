"""A teacher opens something for a group to decide, and closes it kindly for one; each learner reads its own."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from samenwijzer.learning.regulation.strategies.actions import log_taught
from tests.journeys.conftest import SignIn, fits, settled
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STRATEGY = "srl-tijd-inplannen"
CLOSED = "Voorlopig samen met de leraar. Het kan weer open."


def test_a_teacher_opens_the_pace_for_a_group_and_closes_it_for_one(
    page: Page, world: World, sign_in_as: SignIn, barriers: Callable[[Page], list[str]]
) -> None:
    noor, ilyas = world.learners[:2]
    log_taught(unit=world.group.pk, strategy=STRATEGY, how="modelled", on=None, by=world.viewer(world.teacher))
    sign_in_as(page, world.teacher.account)
    page.goto(reverse("steering", args=[world.group.pk]))
    slots = page.get_by_role("region", name="Wat open staat")
    slots.get_by_text("Iets openen of sluiten").click()
    slots.locator("label", has_text="tempo").click()
    slots.get_by_label("Welke strategie, die je aanleerde, draagt dit?").select_option(STRATEGY)
    assert barriers(page) == []
    slots.get_by_role("button", name="Open", exact=True).click()
    expect(page.locator("#toasts")).to_contain_text("Leerlingen zien het meteen.")
    expect(slots.get_by_role("listitem").filter(has_text="Tempo")).to_contain_text("open voor de groep sinds")

    settled(page)
    slots.get_by_text("Iets openen of sluiten").click()
    slots.locator("label", has_text="tempo").click()
    slots.locator("label", has_text=str(noor)).click()
    fits(page, 320, 390)
    assert barriers(page) == []
    slots.get_by_role("button", name="Sluit voorlopig").click()
    expect(page.locator("#toasts")).to_contain_text("Het kan weer open.")
    expect(slots.get_by_role("listitem").filter(has_text="Tempo")).to_contain_text(f"nu even niet voor {noor}")

    for learner, is_closed in ((ilyas, False), (noor, True)):
        sign_in_as(page, learner.account)
        page.goto(reverse("freedom"))
        expect(page.get_by_text(CLOSED if is_closed else "Open voor de groep")).to_be_visible()
        expect(page.get_by_text(CLOSED)).to_have_count(1 if is_closed else 0)
    assert barriers(page) == []
    fits(page, 1440)
    assert barriers(page) == []
