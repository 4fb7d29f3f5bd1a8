"""A passkey: put on the account, and the next time the device alone signs in."""

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.journeys.conftest import settled
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "een lange zin van mij"


@pytest.fixture
def device(page: Page) -> CDPSession:
    """A device of Chromium's own that holds passkeys and always says yes."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return device


def test_a_passkey_is_added_and_signs_in_by_itself(page: Page, world: World, device: CDPSession) -> None:
    account = world.teacher.account
    account.set_password(PASSWORD)
    account.save()
    page.goto("/aanmelden/")
    page.get_by_label("Gebruikersnaam").fill(account.username)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lotte")
    page.goto("/beveiliging/sleutels/nieuw/")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_label("Aanmelden met deze sleutel alleen, zonder wachtwoord")).to_be_checked()
    settled(page)
    page.get_by_role("button", name="Voeg toe", exact=True).click()
    expect(page.get_by_role("heading", name="Reservecodes", level=1)).to_be_visible()
    page.goto("/beveiliging/sleutels/")
    expect(page.get_by_role("link", name="Verwijderen")).to_have_count(1)
    page.get_by_role("button", name="Jij: Lotte Vermeulen").click()
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("heading", name="Aanmelden")).to_be_visible()
    page.goto("/aanmelden/")
    page.get_by_role("button", name="Aanmelden met een toegangssleutel").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lotte")
