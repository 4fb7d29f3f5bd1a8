"""A learner of eleven, one who reads few words, a group of four and a teacher go through a cycle; no word is lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samenwijzer.learning.groups.actions import Named, publish
from samenwijzer.learning.groups.basis import Asked, Placed
from samenwijzer.learning.regulation.actions import choose_mode
from samenwijzer.practice.cycles.actions import share_phases
from samenwijzer.practice.cycles.models import Answer, Cycle, Draft
from tests.journeys.conftest import Photograph, SignIn, fits, until
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = "Alles wat je schreef, is bewaard."
WAITS = "Nu geen verbinding."
HAS_DRAFT = "() => Object.keys(localStorage).some((key) => key.startsWith('samenwijzer.draft'))"
Barriers = Callable[[Page], list[str]]


def again(page: Page) -> Page:
    """Close the tab and open another."""
    context, address = page.context, page.url
    page.close()
    opened = context.new_page()
    opened.goto(address)
    return opened


def test_a_learner_of_eleven_goes_through_a_cycle_and_loses_no_word(
    page: Page, world: World, sign_in_as: SignIn, photograph: Photograph, barriers: Barriers
) -> None:
    noor = world.learners[0]
    errors: list[str] = []
    page.context.on("weberror", lambda fault: errors.append(str(fault.error)))
    sign_in_as(page, noor.account)
    page.goto("/kompas/")
    page.get_by_role("link", name="Mijn cyclus").click()
    page.get_by_label("Mijn doel, in mijn eigen woorden").fill("Ik kan breuken uitleggen aan mijn zus")
    assert barriers(page) == []
    page.get_by_role("button", name="Begin met voorbereiden").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("uitleggen aan mijn zus")

    success = "Waaraan ga je zien dat het gelukt is?"
    page.get_by_label(success).fill("als ze het zelf kan")
    page.get_by_label("best wel").check()
    expect(page.locator("[data-drafts-said]")).to_contain_text(KEPT)
    page = again(page)
    expect(page.get_by_label(success)).to_have_value("als ze het zelf kan")
    expect(page.get_by_label("best wel")).to_be_checked()

    page.context.set_offline(True)
    page.get_by_label(success).fill("als ze het zelf kan, zonder hulp")
    expect(page.locator("[data-drafts-said]")).to_contain_text(WAITS)
    address, context = page.url, page.context
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_label(success)).to_have_value("als ze het zelf kan, zonder hulp")

    page.route("**/concept/", lambda route: route.abort())
    page.get_by_label("Stap 1").fill("strookjes leggen")
    expect(page.locator("[data-drafts-said]")).to_contain_text(WAITS)
    until(page, HAS_DRAFT)
    page.reload()
    expect(page.get_by_label("Stap 1")).to_have_value("strookjes leggen")
    page.unroute("**/concept/")
    page.get_by_label("minuten").first.fill("20")
    photograph(page, "cyclus-voorbereiden")
    assert barriers(page) == []
    fits(page, 320, 390, 820, 1440)
    page.get_by_role("button", name="Bewaren en verder").click()
    expect(page.get_by_role("heading", name="Doen", exact=True)).to_be_visible()
    page.get_by_label("ja, ik zit op weg").check()
    page.get_by_label("strookjes leggen").check()
    page.get_by_label("echte minuten").fill("30")
    page.get_by_role("button", name="Ik ben klaar, terugkijken").click()
    page.get_by_label("helemaal", exact=True).check()
    page.get_by_label("mijn aanpak").check()
    page.get_by_label("Wat is je volgende stap?").fill("ook optellen uitleggen")
    page.get_by_role("button", name="Bewaren en afronden").click()
    expect(page.get_by_text("Je dacht 20 minuten, het werden er 30.")).to_be_visible()
    expect(page.get_by_text("Dat heb je zelf in de hand.")).to_be_visible()
    photograph(page, "cyclus-terugkijken")
    assert barriers(page) == []
    until(page, f"() => !({HAS_DRAFT})()")
    assert not Draft.objects.exists()
    assert Answer.objects.filter(prompt="success").get().value == "als ze het zelf kan, zonder hulp"

    page.goto("/mijn-cyclus/")
    expect(page.get_by_role("heading", name="Hoe goed ken ik mezelf?")).to_be_visible()
    photograph(page, "cyclus-overzicht")
    assert barriers(page) == []
    share_phases(cycle=Cycle.objects.get().uid, scopes={"prepare": "guides"}, by=world.viewer(noor))
    sign_in_as(page, world.teacher.account)
    page.goto(f"/leerling/{noor.pk}/map/")
    page.get_by_text("“Ik kan breuken uitleggen aan mijn zus”").click()
    expect(page.get_by_text("als ze het zelf kan, zonder hulp")).to_be_visible()
    expect(page.get_by_text("ook optellen uitleggen")).to_have_count(0)
    assert errors == []


def test_who_reads_few_words_gets_few_words_and_pictures(
    page: Page, world: World, sign_in_as: SignIn, photograph: Photograph, barriers: Barriers
) -> None:
    noor = world.learners[0]
    choose_mode(learner=noor.pk, mode="simple", by=world.viewer(noor))
    sign_in_as(page, noor.account)
    page.set_viewport_size({"width": 820, "height": 1180})
    page.goto("/mijn-cyclus/")
    page.get_by_label("Mijn doel, in mijn eigen woorden").fill("Ik kan de klok lezen")
    page.get_by_role("button", name="Begin met voorbereiden").click()
    page.get_by_role("textbox", name="Wanneer is het gelukt?").fill("als ik weet hoe laat het is")
    page.get_by_label("best wel").check()
    photograph(page, "cyclus-eenvoudig")
    assert barriers(page) == []
    fits(page, 320, 390, 1440)
    page.get_by_role("button", name="Bewaren en verder").click()
    page.get_by_label("een beetje", exact=True).check()
    page.get_by_role("button", name="Ik ben klaar, terugkijken").click()
    page.get_by_label("helemaal", exact=True).check()
    page.get_by_label("hoe ik het deed").check()
    page.get_by_role("button", name="Bewaren en afronden").click()
    expect(page.get_by_text("Dat heb je zelf in de hand.")).to_be_visible()


def test_a_teacher_works_at_a_goal_of_its_own(
    page: Page, world: World, sign_in_as: SignIn, photograph: Photograph, barriers: Barriers
) -> None:
    sign_in_as(page, world.teacher.account)
    page.goto("/vandaag/")
    page.get_by_role("button", name="Jij: Lotte Vermeulen").click()
    page.get_by_role("link", name="Mijn eigen cycli").click()
    assert barriers(page) == []
    page.get_by_label("Wat wil je leren of proberen?").fill("Vaker laten uitleggen aan elkaar")
    page.get_by_role("button", name="Begin met voorbereiden").click()
    page.get_by_label("Waaraan ga je merken dat het werkt?").fill("meer stemmen in de klas")
    expect(page.locator("[data-drafts-said]")).to_contain_text(KEPT)
    photograph(page, "cyclus-leraar")
    assert barriers(page) == []
    fits(page, 320, 390, 820, 1440)
    page.get_by_role("button", name="Bewaren en verder").click()
    page.get_by_label("Wat deed je, en wat zag je?").fill("rumoerig en goed")
    page.get_by_role("button", name="Dit bewaren").dblclick()
    expect(page.locator(".cycle-notes")).to_contain_text("rumoerig en goed")
    page.reload()
    expect(page.locator(".cycle-notes > li")).to_have_count(1)
    page.get_by_role("button", name="Ik ben klaar, terugkijken").click()
    page.get_by_label("Wat houd je, wat laat je").fill("vaste rollen")
    page.get_by_role("button", name="Bewaren en afronden").click()
    page.goto("/eigen-cyclus/")
    expect(page.get_by_role("heading", name="Afgerond")).to_be_visible()


def test_a_group_of_four_steers_its_work_together(
    page: Page, world: World, sign_in_as: SignIn, photograph: Photograph, barriers: Barriers
) -> None:
    four, teacher = world.learners[:4], world.viewer(world.teacher)
    here = tuple(one.pk for one in four)
    asked = Asked(purpose="cooperation", goal=world.goals["compare"].pk, largest=4, here=here)
    publish(unit=world.group.pk, asked=asked, groups=[Named("Orion", Placed(None, here))], ends=teacher.on, by=teacher)
    sign_in_as(page, four[0].account)
    page.goto("/mijn-cyclus/")
    page.get_by_label("Mijn doel, in mijn eigen woorden").fill("Samen een breukenspel maken")
    page.get_by_label("Alleen of samen?").select_option("met groep Orion")
    page.get_by_role("button", name="Begin met voorbereiden").click()
    page.get_by_label("Stap 1").fill("spelregels tekenen")
    page.get_by_role("button", name="Bewaren, ik doe later verder").click()
    for learner in four:
        sign_in_as(page, learner.account)
        page.goto("/mijn-cyclus/")
        page.get_by_role("link", name="Samen een breukenspel maken").click()
        expect(page.get_by_label("Stap 1")).to_have_value("spelregels tekenen")
        page.get_by_label("een beetje" if learner == four[3] else "best wel").check()
        page.get_by_role("button", name="Bewaren, ik doe later verder").click()
        expect(page.locator("#toasts")).to_contain_text("Bewaard.")
    expect(page.locator(".cycle-others")).to_contain_text("Ilyas best wel")
    photograph(page, "cyclus-groep")
    assert barriers(page) == []
    page.get_by_role("button", name="Bewaren en verder").click()
    page.get_by_label("Wat veranderen we aan ons plan, en waarom?").fill("eerst proberen, dan tekenen")
    page.get_by_role("button", name="Ik ben klaar, terugkijken").click()
    page.get_by_label("Wat doen we de volgende keer anders?").fill("vroeger beginnen")
    page.get_by_role("button", name="Bewaren en afronden").click()
    expect(page.get_by_role("button", name="De wijziging bewaren")).to_be_visible()
