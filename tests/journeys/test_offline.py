"""A teacher notes what is seen without a connection: it waits on the device, for that person, and is kept once."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from samenwijzer.learning.evidence.models import Evidence
from tests.journeys.conftest import SignIn, fits, until
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
#: Settles as soon as the worker answers for the page and the sheet of one person is the only one kept.
KEPT = """async (person) => {
  await navigator.serviceWorker.ready;
  const name = `samenwijzer.sheet-of.${person}`;
  const isKept = async () => {
    const sheets = (await caches.keys()).filter((one) => one.startsWith("samenwijzer.sheet-of."));
    const page = await caches.match("/vandaag/zonder-verbinding/", { cacheName: name });
    return navigator.serviceWorker.controller && page && sheets.length === 1;
  };
  while (!(await isKept())) await new Promise((resolve) => setTimeout(resolve, 50));
}"""
NOTHING_LEFT = """async () => {
  const request = indexedDB.open("samenwijzer");
  const database = await new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
  const all = database.transaction("captures").objectStore("captures").count();
  const count = await new Promise((resolve) => { all.onsuccess = () => resolve(all.result); });
  return count === 0 && !(await caches.keys()).some((name) => name.startsWith("samenwijzer.sheet-of."));
}"""


@pytest.fixture
def service_workers() -> str:
    """The worker is what this is about."""
    return "allow"


@pytest.fixture
def vandaag(page: Page, world: World, sign_in_as: SignIn) -> Page:
    """*Vandaag* of the teacher, on a device that keeps the sheet by now."""
    sign_in_as(page, world.teacher.account)
    page.goto("/vandaag/")
    page.evaluate(KEPT, world.teacher.pk)
    return page


def note(page: Page, name: str, step: str = "zelfstandig") -> None:
    page.locator(".chip", has_text=name).click()
    page.get_by_role("button", name=step).click()
    expect(page.locator(".capture-said").first).to_contain_text(f"{name}: {step}. Het wacht op verbinding.")


def says(page: Page, sentence: str) -> None:
    expect(page.locator("[data-waiting]")).to_contain_text(sentence)


def new_tab(context: BrowserContext) -> Page:
    tab = context.new_page()
    tab.goto("/vandaag/")
    return tab


def observed() -> list[tuple[str, int | None, int | None]]:
    rows = Evidence.objects.filter(kind="observation").select_related("learner").order_by("pk")
    return [(row.learner.given_name, row.step, row.seen_by_id) for row in rows]


def lose_first_answer(page: Page, address: str) -> list[str]:
    """Let the server take in the first request to ``address`` and lose its answer; return the requests as they come."""
    asked: list[str] = []

    def handle(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route(address, handle)
    return asked


def test_it_waits_in_a_closed_tab_and_is_kept_once(vandaag: Page, world: World) -> None:
    context = vandaag.context
    context.set_offline(True)
    note(vandaag, "Noor")
    says(vandaag, "1 ding wacht op verbinding.")
    vandaag.close()
    tab = new_tab(context)
    says(tab, "1 ding wacht op verbinding.")
    tab.get_by_text("Wat er wacht").click()
    expect(tab.get_by_role("listitem").filter(has_text="Noor: zelfstandig")).to_be_visible()
    note(tab, "Ilyas", "begint")
    says(tab, "2 dingen wachten op verbinding.")
    assert observed() == []
    context.set_offline(False)
    says(tab, "2 dingen die wachtten, zijn verstuurd en bewaard.")
    assert observed() == [("Noor", 3, world.teacher.pk), ("Ilyas", 2, world.teacher.pk)]
    tab.goto("/vandaag/")
    expect(tab.locator("#attention")).to_be_visible()
    expect(tab.locator("[data-waiting]")).to_be_hidden()
    assert len(observed()) == 2


def test_a_lost_answer_is_no_second_observation(vandaag: Page, world: World) -> None:
    first = lose_first_answer(vandaag, "**/gezien/")
    again = lose_first_answer(vandaag, "**/gezien/later/")
    note(vandaag, "Noor")
    assert (len(first), len(observed())) == (1, 1)
    vandaag.evaluate("dispatchEvent(new Event('online'))")
    says(vandaag, "1 ding wacht op verbinding.")
    vandaag.evaluate("dispatchEvent(new Event('online'))")
    says(vandaag, "1 ding dat wachtte, is verstuurd en bewaard.")
    assert len(again) == 2
    assert observed() == [("Noor", 3, world.teacher.pk)]


def test_another_person_on_the_device_neither_sees_nor_sends_it(
    vandaag: Page, world: World, sign_in_as: SignIn
) -> None:
    context = vandaag.context
    context.set_offline(True)
    note(vandaag, "Noor")
    vandaag.close()
    context.set_offline(False)
    tab = context.new_page()
    sign_in_as(tab, world.colleague.account)
    tab.goto("/vandaag/")
    tab.evaluate(KEPT, world.colleague.pk)
    tab.evaluate("dispatchEvent(new Event('online'))")
    expect(tab.locator("[data-waiting]")).to_be_hidden()
    assert observed() == []
    context.set_offline(True)
    tab.goto("/vandaag/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Ik zag…")
    says(tab, "Er wacht niets op verbinding.")
    assert "Noor" not in tab.content()
    context.set_offline(False)
    sign_in_as(tab, world.teacher.account)
    tab.goto("/vandaag/")
    says(tab, "1 ding dat wachtte, is verstuurd en bewaard.")
    assert observed() == [("Noor", 3, world.teacher.pk)]


def test_who_is_no_longer_signed_in_signs_in_first(vandaag: Page, world: World, sign_in_as: SignIn) -> None:
    vandaag.context.set_offline(True)
    note(vandaag, "Noor")
    vandaag.context.clear_cookies()
    vandaag.context.set_offline(False)
    says(vandaag, "1 ding wacht tot je je weer aanmeldt.")
    expect(vandaag.locator("[data-sign-in]")).to_be_visible()
    assert observed() == []
    sign_in_as(vandaag, world.teacher.account)
    vandaag.goto("/vandaag/")
    says(vandaag, "1 ding dat wachtte, is verstuurd en bewaard.")
    assert len(observed()) == 1


def sign_out(page: Page) -> None:
    page.locator(".me-button").click()
    page.get_by_role("button", name="Afmelden").click()


def test_signing_out_sends_first_and_leaves_nothing_behind(vandaag: Page) -> None:
    vandaag.context.set_offline(True)
    note(vandaag, "Noor")
    sign_out(vandaag)
    expect(vandaag.get_by_role("dialog")).to_contain_text("Er is nu geen verbinding")
    vandaag.get_by_role("button", name="Aangemeld blijven").click()
    vandaag.context.set_offline(False)
    says(vandaag, "1 ding dat wachtte")
    sign_out(vandaag)
    expect(vandaag.get_by_role("heading", name="Samen wijzer.")).to_be_visible()
    assert len(observed()) == 1
    until(vandaag, NOTHING_LEFT)


def test_what_cannot_be_sent_is_wiped_only_when_told_so(vandaag: Page) -> None:
    vandaag.context.set_offline(True)
    note(vandaag, "Noor")
    vandaag.route("**/gezien/later/", lambda route: route.abort())
    vandaag.context.set_offline(False)
    sign_out(vandaag)
    expect(vandaag.get_by_role("dialog")).to_contain_text("1 ding kon nog niet verstuurd worden.")
    vandaag.get_by_role("button", name="Afmelden en wissen").click()
    expect(vandaag.get_by_role("heading", name="Samen wijzer.")).to_be_visible()
    assert observed() == []
    until(vandaag, NOTHING_LEFT)


def test_nothing_keeps_anybody_out_without_a_connection(vandaag: Page, barriers: Callable[[Page], list[str]]) -> None:
    vandaag.context.set_offline(True)
    vandaag.goto("/vandaag/")
    note(vandaag, "Noor")
    for width in (320, 390, 1440):
        fits(vandaag, width)
        assert barriers(vandaag) == []
