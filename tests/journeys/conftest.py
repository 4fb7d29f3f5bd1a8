"""A browser, a running product with a small world in it, and pictures for the papers."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from samenwijzer.network.access.models import Account
from tests.worlds import World, small_world

# Playwright runs an event loop in this thread; the tests beside it use the database in the ordinary way.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: How long a slow machine may take to show what is expected (milliseconds); a quick one does not wait for it.
PATIENCE = 60_000
PICTURES = Path(__file__).parents[2] / "docs" / "handleiding" / "beelden"

SignIn = Callable[[Page, Account], None]
Photograph = Callable[[Page, str], None]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def world(live_server: LiveServer) -> World:
    """The small world, in the database that the running product reads."""
    return small_world()


@pytest.fixture
def service_workers() -> Literal["allow", "block"]:
    """Keep the worker of offline capture out: what passes through it escapes the routes that a test lays."""
    return "block"


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, service_workers: Literal["allow", "block"]) -> Iterator[Page]:
    """A page in Dutch, 1440 wide; a script error or a breach of the content policy fails the test."""
    context = browser.new_context(
        base_url=live_server.url,
        locale="nl-BE",
        viewport={"width": 1440, "height": 1000},
        reduced_motion="reduce",
        service_workers=service_workers,
    )
    context.set_default_timeout(PATIENCE)
    faults: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.extend(_breach(message)))
    yield opened
    context.close()
    assert faults == []


def _breach(message: ConsoleMessage) -> list[str]:
    return [message.text] if "Content Security Policy" in message.text else []


@pytest.fixture
def sign_in_as(live_server: LiveServer) -> SignIn:
    """Sign in the owner of an account in the browser of a page, without the sign-in form."""

    def sign_in(page: Page, account: Account) -> None:
        client = Client()
        client.force_login(account)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])

    return sign_in


@pytest.fixture
def photograph() -> Photograph:
    """Keep a picture of the page for the manual; only in a run with ``SCREENSHOTS=1``.

    The caret stays as it is: hiding it takes a style in the page, and the content policy allows none.
    """

    def take(page: Page, name: str) -> None:
        if os.environ.get("SCREENSHOTS") == "1":
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{name}.png", caret="initial")

    return take


@pytest.fixture
def barriers() -> Callable[[Page], list[str]]:
    """Return what axe finds on a page that keeps somebody out: one line a fault."""

    def find(page: Page) -> list[str]:
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        found = Axe().run(page, options=options).response["violations"]
        return [f"{fault['id']}: {node['html'][:160]}" for fault in found for node in fault["nodes"]]

    return find
