"""A learner keeps own work without a connection: it waits on the device and hangs in the portfolio once."""

import pytest
from playwright.sync_api import Page, expect

from samenwijzer.learning.evidence.models import Evidence
from tests.journeys.conftest import SignIn
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT = """async (person) => {
  await navigator.serviceWorker.ready;
  const isKept = () => caches.match("/mijn-map/zonder-verbinding/", { cacheName: `samenwijzer.sheet-of.${person}` });
  while (!(navigator.serviceWorker.controller && (await isKept()))) await new Promise((done) => setTimeout(done, 50));
}"""


@pytest.fixture
def service_workers() -> str:
    """The worker is what this is about."""
    return "allow"


@pytest.mark.demand("D-084")
@pytest.mark.demand("D-416")
def test_a_piece_made_without_a_connection_is_kept_once(page: Page, world: World, sign_in_as: SignIn) -> None:
    noor = world.learners[0]
    sign_in_as(page, noor.account)
    page.goto("/mijn-map/")
    page.evaluate(KEPT, noor.pk)
    page.context.set_offline(True)
    page.goto("/mijn-map/")
    page.get_by_label("Wat heb je gemaakt?").fill("Mijn taart")
    page.get_by_role("button", name="In mijn map").dblclick()
    expect(page.locator("[data-piece-said]")).to_contain_text("op dit toestel bewaard")
    expect(page.locator("[data-waiting]")).to_contain_text("1 ding wacht op verbinding.")
    page.close()
    page.context.set_offline(False)
    tab = page.context.new_page()
    tab.goto("/mijn-map/")
    expect(tab.locator("[data-waiting]")).to_contain_text("1 ding dat wachtte, is verstuurd en bewaard.")
    tab.goto("/mijn-map/")
    expect(tab.locator(".piece-text")).to_have_text(["Mijn taart"])
    # With a connection a double tap is one piece as well.
    tab.get_by_label("Wat heb je gemaakt?").fill("Nog een")
    tab.get_by_role("button", name="In mijn map").dblclick()
    expect(tab.locator(".piece-text")).to_have_text(["Nog een", "Mijn taart"])
    expect(tab.locator(".toast").first).to_contain_text("Het zit in je map.")
    assert Evidence.objects.count() == 2
