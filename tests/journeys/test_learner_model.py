"""A school works with the learner model and stops: screens show interval and reason before, and none breaks after."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samenwijzer.learning.progress.refresh import refresh_all
from tests.fitted import NAME, work_with_the_model
from tests.journeys.conftest import Photograph, SignIn
from tests.worlds import World, seen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.demand("D-438", partly=True)
def test_the_head_switches_the_model_off_and_every_screen_reads_on(
    page: Page, world: World, sign_in_as: SignIn, barriers: Callable[[Page], list[str]], photograph: Photograph
) -> None:
    noor, goal = world.learners[0], world.goals["compare"]
    for _ in range(5):
        seen(noor, goal, [0.0, 0.0, 1.0, 0.0], kind="item_response")
    work_with_the_model(world)
    refresh_all(progress=lambda done, total: None)
    cell = f"/klas/{world.group.pk}/{noor.pk}/{goal.pk}/"

    sign_in_as(page, world.teacher.account)
    page.goto(cell)
    expect(page.locator(".detail .interval")).to_be_visible()
    page.get_by_text("Hoe komt dit tot stand?").click()
    expect(page.locator(".parts")).to_contain_text("Waar we voor elk doel beginnen")
    expect(page.locator(".made-by")).to_contain_text(NAME)

    sign_in_as(page, noor.account)
    page.goto("/kompas/")
    expect(page.locator(".beside .interval")).to_be_visible()
    page.locator(".beside .not-right summary").click()
    page.get_by_role("textbox", name="Wat is er anders?").fill("Thuis lukt het.")
    page.get_by_role("button", name="Zeg het aan mijn leraar").click()
    expect(page.locator(".beside .not-right")).to_contain_text("Thuis lukt het.")

    sign_in_as(page, world.head.account)
    page.goto("/leermodel/")
    assert barriers(page) == []
    photograph(page, "leermodel")
    page.get_by_label("Waarom?").fill("eerst overleg")
    page.get_by_role("button", name="Zet uit").click()
    expect(page.locator(".model-state")).to_contain_text("staat uit")
    expect(page.locator(".model-log")).to_contain_text("eerst overleg")

    sign_in_as(page, world.teacher.account)
    for address in (cell, f"/leerling/{noor.pk}/", "/vandaag/"):
        page.goto(address)
        expect(page.locator(".interval").first).to_be_visible()
        expect(page.locator("body")).not_to_contain_text(NAME)
    page.goto(f"/leerling/{noor.pk}/")
    page.get_by_label("Jouw antwoord").fill("Toon het me morgen.")
    page.locator("form", has=page.get_by_label("Jouw antwoord")).get_by_role("button").click()
    expect(page.locator("main")).to_contain_text("Toon het me morgen.")
