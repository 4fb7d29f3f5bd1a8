"""A teacher examines the own practice from question to decision, and colleagues think along about a case."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Photograph, SignIn, fits
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_inquiry_goes_from_a_question_to_a_decision_and_a_colleague_thinks_along(
    page: Page,
    world: World,
    sign_in_as: SignIn,
    photograph: Photograph,
    barriers: Callable[[Page], list[str]],
) -> None:
    sign_in_as(page, world.teacher.account)
    page.goto("/samen-leren/")
    page.get_by_label("Wat wil je te weten komen?").fill("Helpt tekenen bij breuken?")
    page.get_by_role("button", name="Begin mijn onderzoek").click()
    page.get_by_label("Wat wil je weten over het leren").fill("Rekenen ze juister als ze eerst tekenen?")
    page.get_by_label("Wat doe je zes weken anders?").fill("Elke les begint met een strook papier")
    page.get_by_label("Waarmee meet je, voor en na?").fill("Dezelfde taak van zes breuken")
    photograph(page, "samen-leren-onderzoek")
    assert barriers(page) == []
    fits(page, 390, 820, 1440)
    page.get_by_role("button", name="Bewaren en verder").click()
    page.get_by_label("Wat zie of meet je vooraf?").fill("9 van de 20 leggen het uit")
    page.get_by_role("button", name="Bewaren en verder").click()
    page.get_by_label("Wat stel je vast?").fill("Wie vouwt, rekent trager en juister")
    page.get_by_role("button", name="Dit bewaren").click()
    expect(page.locator(".cycle-notes")).to_contain_text("trager en juister")
    page.get_by_role("button", name="Ik ben klaar, terugkijken").click()
    page.get_by_label("Wat zie of meet je nu?").fill("14 van de 20 leggen het uit")
    page.get_by_label("houden", exact=True).check()
    page.get_by_role("button", name="Bewaren en afronden").click()
    page.goto("/samen-leren/")
    inquiries = page.get_by_role("region", name="Mijn onderzoeken")
    expect(inquiries).to_contain_text("houden")
    inquiries.locator("summary").click()
    expect(inquiries).to_contain_text("9 van de 20 leggen het uit")

    page.locator("summary", has_text="Breng een casus in").click()
    page.get_by_label("In enkele woorden").fill("Wie niets zegt")
    page.get_by_label("Wat gebeurde er").fill("Een kind zegt niets in de kring. Hoe nodig ik uit?")
    page.get_by_label("Met wie?").select_option(str(world.colleague))
    assert barriers(page) == []
    fits(page, 390, 820, 1440)
    photograph(page, "samen-leren")
    page.get_by_role("button", name="Inbrengen").click()
    expect(page.get_by_role("heading", name="Wie niets zegt")).to_be_visible()
    session = page.url
    sign_in_as(page, world.colleague.account)
    page.goto(session)
    ask = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Vragen stellen"))
    ask.get_by_role("textbox").fill("Wanneer praat het kind wel?")
    ask.get_by_role("button", name="Bewaren").click()
    expect(ask).to_contain_text("Wanneer praat het kind wel?")
    assert barriers(page) == []
    fits(page, 390, 820, 1440)
