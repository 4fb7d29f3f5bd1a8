"""A browser, a running product with a small world in it, and pictures for the papers."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.contrib.contenttypes.management import create_contenttypes
from django.db.models.signals import post_migrate
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from samenwijzer.network.access.models import Account
from tests.journeys import slow
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
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: Only what is wrong comes out of the page, a line a fault: what is right would be a hundred times as much.
FAULTS = """async (options) => (await axe.run(options)).violations
  .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))"""
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


@pytest.fixture(scope="session")
def running(live_server: LiveServer) -> LiveServer:
    """The running product, at the pace of this run."""
    if slow.IS_SLOW:
        slow.answer_late(live_server)
    return live_server


@pytest.fixture(scope="session", autouse=True)
def _empty_tables_alone(django_db_setup: None) -> None:
    """Let the end of a journey empty the tables and no more: the product asks for no permissions of Django's.

    Writing those of every model again took a quarter of a second of each journey.
    """
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
    post_migrate.disconnect(create_contenttypes)


@pytest.fixture
def world(live_server: LiveServer) -> World:
    """The small world, in the database that the running product reads."""
    return small_world()


@pytest.fixture
def service_workers() -> Literal["allow", "block"]:
    """Keep the worker of offline capture out: what passes through it escapes the routes that a test lays."""
    return "block"


@pytest.fixture
def page(browser: Browser, running: LiveServer, service_workers: Literal["allow", "block"]) -> Iterator[Page]:
    """A page in Dutch, 1440 wide; a script error or a breach of the content policy fails the test."""
    context = browser.new_context(
        base_url=running.url,
        locale="nl-BE",
        viewport={"width": 1440, "height": 1000},
        reduced_motion="reduce",
        service_workers=service_workers,
    )
    context.set_default_timeout(PATIENCE)
    if slow.IS_SLOW:
        slow.slow_down(context)
    faults: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: faults.extend(_breach(message)))
    yield opened
    context.close()
    assert faults == []


#: What htmx asks, or puts in place.
UNDER_WAY = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"


def until(page: Page, holds: str, arg: object = None) -> None:
    """Wait until ``holds``, a function of scripts, is true in the page.

    ``page.wait_for_function`` cannot wait here: it looks once, and what it does after that the content policy forbids.
    """
    page.evaluate(
        f"""async ([arg, patience]) => {{
          for (const last = Date.now() + patience; !(await ({holds})(arg)); ) {{
            if (Date.now() > last) throw new Error("it never came so far");
            await new Promise((done) => setTimeout(done, 20));
          }}
        }}""",
        [arg, PATIENCE],
    )


def settled(page: Page) -> None:
    """Wait until the page stands whole: loaded, its modules at work, and every answer that was asked in its place."""
    page.wait_for_load_state("load")
    expect(page.locator(UNDER_WAY)).to_have_count(0)


def fits(page: Page, *widths: int) -> None:
    """See that the page is nowhere wider than a screen of each of these widths; the last one stays."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        settled(page)
        until(page, "width => innerWidth === width && document.documentElement.scrollWidth <= width", width)


def _breach(message: ConsoleMessage) -> list[str]:
    return [message.text] if "Content Security Policy" in message.text else []


@pytest.fixture
def sign_in_as(live_server: LiveServer) -> SignIn:
    """Sign in the owner of an account in the browser of a page, without the sign-in form."""

    def sign_in(page: Page, account: Account) -> None:
        if page.url.startswith("http"):
            settled(page)  # an answer under way would still be for, and sign in, who was here before
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
        settled(page)
        if os.environ.get("SCREENSHOTS") == "1":
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{name}.png", caret="initial")

    return take


@pytest.fixture
def barriers() -> Callable[[Page], list[str]]:
    """Return what axe finds on a page that keeps somebody out: one line a fault."""

    def find(page: Page) -> list[str]:
        settled(page)
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        found: list[str] = page.evaluate(FAULTS, {"runOnly": RULES, "resultTypes": ["violations"]})
        return found

    return find
