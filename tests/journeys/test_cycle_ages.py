"""A child of five goes through a whole cycle without reading; a learner of seventeen plans with milestones."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect

from samenwijzer.learning.regulation.actions import choose_mode
from samenwijzer.learning.regulation.corners.actions import hang_board
from tests.journeys.conftest import Photograph, SignIn, fits, until
from tests.media import WEBM, allow
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Barriers = Callable[[Page], list[str]]
KEPT = "Alles wat je schreef, is bewaard."
WAITS = "Nu geen verbinding."
DRAFTS = "() => Object.keys(localStorage).filter((key) => key.startsWith('samenwijzer.draft.')).length"


@pytest.mark.demand("D-041")
def test_a_child_of_five_chooses_tells_why_and_looks_back_without_reading(
    page: Page, world: World, sign_in_as: SignIn, photograph: Photograph, barriers: Barriers
) -> None:
    child = world.learners[0]
    choose_mode(learner=child.pk, mode="pictures", by=world.viewer(child))
    allow(world, child)
    corners = ("blocks", "home", "books", "paint", "sand", "music")
    hang_board(unit=world.group.pk, corners=corners, own=[], keeps=7, by=world.viewer(world.teacher))
    sign_in_as(page, child.account)
    page.set_viewport_size({"width": 820, "height": 1180})
    page.goto("/kompas/")
    page.get_by_role("link", name="Dag Noor! Wat kies jij?").click()
    board = page.locator(".corners-board")
    expect(board.get_by_role("button")).to_have_count(6)
    expect(board).to_have_text("", use_inner_text=True)
    photograph(page, "cyclus-hoekenbord")
    assert barriers(page) == []
    board.get_by_role("button", name="De bouwhoek.").click()
    expect(page.get_by_role("button", name="Jij koos: bouwhoek.")).to_be_visible()
    page.locator("input[data-voice]").set_input_files({"name": "voice", "mimeType": "audio/webm", "buffer": WEBM})
    page.get_by_role("button", name="Klaar! Dank je wel.").click()
    expect(page.get_by_label("Luister naar wat jij zei.")).to_be_visible()
    photograph(page, "cyclus-hoek-waarom")
    assert barriers(page) == []
    page.get_by_role("button", name="Dat was heel fijn!").click()
    expect(page.get_by_role("button", name="Dat was heel fijn!")).to_have_attribute("aria-pressed", "true")
    fits(page, 320, 390, 1440)
    sign_in_as(page, world.teacher.account)
    page.goto(f"/sturen/{world.group.pk}/kring/")
    expect(page.get_by_label("Waarom Noor dit koos")).to_be_visible()
    photograph(page, "cyclus-kring")
    assert barriers(page) == []
    fits(page, 320, 390, 820, 1440)


@pytest.mark.demand("D-041")
def test_a_learner_of_seventeen_plans_with_milestones_loses_no_word_and_leaves_none_behind(
    page: Page, world: World, sign_in_as: SignIn, photograph: Photograph, barriers: Barriers
) -> None:
    learner = world.learners[1]
    sign_in_as(page, learner.account)
    page.goto("/mijn-cyclus/")
    page.get_by_label("Mijn doel, in mijn eigen woorden").fill("Mijn stageverslag is op tijd klaar")
    page.get_by_label("Tegen wanneer?").fill((timezone.localdate() + timedelta(days=28)).isoformat())
    page.get_by_role("button", name="Begin met voorbereiden").click()
    success = page.get_by_label("Waaraan ga je zien dat het gelukt is?")
    success.fill("mijn mentor leest het zonder vragen")
    for number, words in enumerate(("gesprek met mentor", "ruwe versie", "nalezen", "indienen")):
        page.get_by_label(f"Stap {number + 1}").fill(words)
        day = timezone.localdate() + timedelta(days=7 * (number + 1))
        page.locator(f"[name=plan-by-{number}]").fill(day.isoformat())
        page.locator(f"[name=plan-minutes-{number}]").fill("60")
    page.get_by_label("een beetje", exact=True).check()
    expect(page.locator("[data-drafts-said]")).to_contain_text(KEPT)
    photograph(page, "cyclus-mijlpalen")
    assert barriers(page) == []
    page.route("**/concept/", lambda route: route.abort())
    success.fill("mijn mentor leest het zonder één vraag")
    expect(page.locator("[data-drafts-said]")).to_contain_text(WAITS)
    until(page, f"{DRAFTS} === 1")

    Session.objects.all().delete()  # what a restart of the server with other keys does to who is signed in
    page.unroute("**/concept/")
    address = page.url
    sign_in_as(page, learner.account)
    page.goto(address)
    expect(success).to_have_value("mijn mentor leest het zonder één vraag")
    expect(page.locator("[data-drafts-said]")).to_contain_text(KEPT)
    page.get_by_role("button", name="Bewaren en verder").click()
    expect(page.get_by_role("heading", name="Doen", exact=True)).to_be_visible()
    page.get_by_label("ruwe versie").check()
    page.get_by_role("button", name="Ik ben klaar, terugkijken").click()
    page.get_by_label("helemaal", exact=True).check()
    page.get_by_label("mijn aanpak").check()
    page.route("**/concept/", lambda route: route.abort())
    page.get_by_label("Wat is je volgende stap?").fill("vroeger beginnen")
    expect(page.locator("[data-drafts-said]")).to_contain_text(WAITS)
    page.locator(".me-button").click()
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("dialog")).to_contain_text("1 ding kon nog niet verstuurd worden.")
    page.get_by_role("button", name="Afmelden en wissen").click()
    expect(page.get_by_role("heading", name="Samen wijzer.")).to_be_visible()
    until(page, f"{DRAFTS} === 0")

    page.unroute("**/concept/")
    sign_in_as(page, learner.account)
    page.goto(address)
    page.get_by_label("helemaal", exact=True).check()
    page.get_by_label("mijn aanpak").check()
    page.get_by_label("Wat is je volgende stap?").fill("vroeger beginnen")
    page.get_by_role("button", name="Bewaren en afronden").click()
    expect(page.get_by_text("Dat heb je zelf in de hand.")).to_be_visible()
    assert barriers(page) == []
    fits(page, 320, 390, 820, 1440)
