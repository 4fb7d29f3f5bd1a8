"""Flex hours from offer to door list: a teacher offers and fills in, a learner chooses, somebody ticks at the door."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samenwijzer.network.calendar.models import Room
from tests.journeys.conftest import Photograph, SignIn
from tests.rounds import first_weekdays
from tests.worlds import World, seen, small_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def world(live_server: LiveServer) -> World:
    """A class of eight in which comparing fractions does not work yet for two."""
    made = small_world(learners=8)
    Room.objects.create(unit=made.school, name="Leerplein", seats=30)
    for place, learner in enumerate(made.learners):
        seen(learner, made.goals["compare"], [0.05 if place < 2 else 0.6] * 4)
    return made


def test_from_offer_to_door_list(
    page: Page, world: World, sign_in_as: SignIn, photograph: Photograph, barriers: Callable[[Page], list[str]]
) -> None:
    sign_in_as(page, world.teacher.account)
    page.goto("/groepen/")
    page.get_by_role("link", name="Flexuren").click()
    page.get_by_role("link", name="Start een ronde").click()
    start(page, world)
    offer(page, "breuken vergelijken", suggested=True)
    offer(page, "Schilderen", suggested=False)
    page.get_by_role("button", name="Open voor leerlingen").click()
    expect(page.get_by_text("Leerlingen zien het aanbod.")).to_be_visible()
    expect(page.get_by_role("heading", name="Schilderen")).to_be_visible()
    photograph(page, "flexuren-aanbod")
    assert barriers(page) == []

    learner_chooses(page, world, sign_in_as, photograph, barriers)

    sign_in_as(page, world.teacher.account)
    page.goto("/flexuren/")
    page.locator(".flex-round").first.click()
    page.get_by_role("link", name="Invullen").click()
    page.get_by_role("button", name="Stel plaatsen voor").click()
    fractions = page.get_by_role("region", name="breuken vergelijken")
    expect(fractions).to_contain_text("Noor")
    expect(fractions).to_contain_text("nodig: breuken vergelijken")
    expect(page.get_by_role("region", name="Schilderen")).to_contain_text("koos dit")
    photograph(page, "flexuren-invullen")
    expect(page.get_by_role("region", name="Nog geen plaats")).to_contain_text("Iedereen heeft")
    assert barriers(page) == []

    page.locator(".seat", has_text="Noor").locator(".seat-name").click()
    page.get_by_role("region", name="Schilderen").get_by_role("button", name="Zet hier").click()
    expect(page.get_by_role("region", name="Schilderen")).to_contain_text("Noor")
    page.get_by_role("button", name="Eén stap terug").click()
    expect(fractions).to_contain_text("Noor")
    page.get_by_role("button", name="Publiceer").click()
    expect(page.locator("#toasts")).to_contain_text("meegedeeld")

    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.get_by_role("link", name=re.compile("Deurlijst.*breuken vergelijken")).first.click()
    expect(page.locator("#flex-counted")).to_contain_text("0 van")
    page.get_by_role("button", name="Noor").click()
    expect(page.locator("#flex-counted")).to_contain_text("1 van")
    expect(page.get_by_role("button", name="Noor")).to_have_attribute("aria-pressed", "true")
    photograph(page, "flexuren-deur")
    assert barriers(page) == []


def start(page: Page, world: World) -> None:
    """Make a round of one day from what stands filled in."""
    day = first_weekdays(world.viewer(world.teacher).on, 1)[0]
    page.get_by_label("Eerste dag").fill(day.isoformat())
    page.get_by_label("Laatste dag").fill(day.isoformat())
    names = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
    page.get_by_role("checkbox", name=names[day.weekday()]).check(force=True)
    page.get_by_role("radio", name="Vrij kiezen").check(force=True)
    page.get_by_role("button", name="Maak de ronde").click()
    expect(page.get_by_text("Hier is nog geen aanbod.")).to_be_visible()


def offer(page: Page, title: str, *, suggested: bool) -> None:
    """Add an offer: one that is worth it stands filled in already."""
    if suggested:
        page.get_by_role("link", name=title).click()
        expect(page.get_by_label("Wat bied je aan?")).to_have_value(title)
    else:
        page.get_by_role("link", name="Bied iets aan").click()
        page.get_by_label("Wat bied je aan?").fill(title)
        page.get_by_role("radio", name="project").check(force=True)
    page.get_by_label("Lokaal").select_option(label="Leerplein (30)")
    page.get_by_label("Plaatsen", exact=True).fill("4" if suggested else "8")
    page.get_by_role("button", name="Bied het aan").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


def learner_chooses(
    page: Page, world: World, sign_in_as: SignIn, photograph: Photograph, barriers: Callable[[Page], list[str]]
) -> None:
    """Let a learner choose, think again, and choose all the same."""
    sign_in_as(page, world.learners[5].account)
    page.goto("/mijn-flexuren/")
    choice = page.get_by_role("button", name=re.compile("Ik kies dit.*Schilderen"))
    expect(choice).to_be_visible()
    photograph(page, "flexuren-kiezen")
    assert barriers(page) == []
    choice.click()
    expect(page.get_by_text("Jij koos dit.")).to_be_visible()
    page.get_by_role("button", name="Ongedaan maken").click()
    expect(page.get_by_text("Jij koos dit.")).to_have_count(0)
    page.get_by_role("button", name=re.compile("Ik kies dit.*Schilderen")).click()
    expect(page.get_by_text("Jij koos dit.")).to_be_visible()
