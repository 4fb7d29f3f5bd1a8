"""A head goes from a goal of the plan to an action that serves it, and to what was measured of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Photograph, SignIn, fits
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
READING = "Meer kinderen halen hun leesdoel"


def test_from_a_goal_to_an_action_and_to_what_we_see(
    page: Page,
    world: World,
    sign_in_as: SignIn,
    photograph: Photograph,
    barriers: Callable[[Page], list[str]],
) -> None:
    today = timezone.localdate()
    sign_in_as(page, world.head.account)
    page.goto(f"/schoolkompas/{world.school.pk}/")
    page.get_by_role("button", name="Aan het plan beginnen").click()
    page.goto(f"/schoolkompas/{world.school.pk}/")
    page.get_by_role("link", name="Doel toevoegen").click()
    fields = {
        "Wat willen we bereiken?": READING, "Op welke vraag zoek je antwoord?": "Lezen onze kinderen vlotter?",
        "Wat meet je?": "kinderen op of boven het leesdoel", "Waarin": "%", "Waar sta je nu?": "54",
        "Gemeten op": (today - timedelta(days=30)).isoformat(), "Waar wil je komen?": "70",
        "Tegen wanneer?": (today + timedelta(days=300)).isoformat(),
    }  # fmt: skip
    for label, words in fields.items():
        page.get_by_label(label).fill(words)
    fits(page, 390, 820, 1440)
    assert barriers(page) == []
    page.get_by_role("button", name="In het plan zetten").click()
    expect(page.get_by_role("alert")).to_contain_text("minstens één ambitie")
    expect(page.get_by_label("Wat willen we bereiken?")).to_have_value(READING)
    page.get_by_label("Brede basiszorg voor iedereen").check()
    page.get_by_role("button", name="In het plan zetten").click()

    picture = page.get_by_role("region", name="Het plan in één beeld")
    expect(picture).to_contain_text(READING)
    expect(picture).to_contain_text("nog geen actie")
    taking = page.locator(".plan-take")
    taking.locator("summary").click()
    taking.locator("[name=what]").fill("Elke dag een kwartier samen lezen")
    taking.locator("[name=core]").select_option(index=1)
    taking.locator("[name=due]").fill((today + timedelta(days=60)).isoformat())
    taking.get_by_role("button").click()
    expect(picture).to_contain_text("Elke dag een kwartier samen lezen")

    page.get_by_role("link", name=READING, exact=True).click()
    page.get_by_role("textbox", name="kinderen op of boven het leesdoel (%)").fill("61")
    page.get_by_role("button", name="Bewaren").first.click()
    expect(page.get_by_role("figure")).to_contain_text("van 54 % naar 61 %")
    expect(page.get_by_role("figure")).to_contain_text("onderweg")
    assert barriers(page) == []
    fits(page, 390, 820, 1440)
    photograph(page, "schoolkompas-doel")
    page.goto(f"/schoolkompas/{world.school.pk}/")
    expect(picture).to_contain_text("van 54 % naar 61 %")
    fits(page, 390, 820, 1440)
    assert barriers(page) == []
    photograph(page, "schoolkompas")
