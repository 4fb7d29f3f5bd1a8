"""The server is killed while somebody writes: the browser keeps the words, and sending again stores them once."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Page, Route, expect

from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.practice.cycles.models import Answer, Cycle, Draft, Passed
from tests.journeys.conftest import PATIENCE, SignIn
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEPT, WAITS = "Alles wat je schreef, is bewaard", "Nu geen verbinding."
SUCCESS, NEXT = "Waaraan ga je zien dat het gelukt is?", "Bewaren en verder"


class OwnServer:
    """The web server as an installation runs it, on the database of the test; it can be killed and started again."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and return once it takes in what is asked."""
        command = [Path(sys.executable).with_name("granian"), "--interface", "wsgi", "--port", str(self.port)]
        told = os.environ | {
            "DATABASE_URL": _database(),
            "SECRET_KEY": settings.SECRET_KEY,
            "SAMENWIJZER_HOME": str(settings.HOME),
            "DJANGO_SETTINGS_MODULE": "samenwijzer.web.settings_test",
        }
        self.running = subprocess.Popen(
            [*command, "samenwijzer.web.wsgi:application"],
            env=told,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + PATIENCE / 1000
        while self.running.poll() is None and time.monotonic() < until:
            try:
                socket.create_connection(("localhost", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """End it and its workers with SIGKILL: it gets no moment to put anything away."""
        if self.running:
            os.killpg(self.running.pid, signal.SIGKILL)
            self.running.wait()
            self.running = None


def _database() -> str:
    """Return the database of the test as an address."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    server = urlsplit(settings.DATABASE_URL)
    return server._replace(path=f"/{quote(str(told['NAME']))}").geturl()


@pytest.fixture
def server(world: World) -> Iterator[OwnServer]:
    started = OwnServer()
    started.start()
    yield started
    started.kill()


def test_a_server_killed_while_a_learner_types_loses_no_word_and_stores_nothing_twice(
    page: Page, world: World, sign_in_as: SignIn, server: OwnServer
) -> None:
    sign_in_as(page, world.learners[0].account)
    page.goto(f"{server.url}/mijn-cyclus/")
    page.get_by_label("Mijn doel, in mijn eigen woorden").fill("Ik kan breuken uitleggen")
    page.get_by_role("button", name="Begin met voorbereiden").click()
    success, said = page.get_by_label(SUCCESS), page.locator("[data-drafts-said]")
    success.fill("als ze het zelf kan")
    expect(said).to_contain_text(KEPT)
    address = page.url

    server.kill()
    success.fill("als ze het zelf kan, zonder één keer hulp")
    page.get_by_label("Stap 1").fill("strookjes leggen")
    page.get_by_label("best wel").check()
    expect(said).to_contain_text(WAITS)
    # The learner sends: the browser says that nobody answers, and holds what was sent.
    page.get_by_role("button", name=NEXT).click()
    page.wait_for_url("chrome-error://**")
    server.start()
    page.goto(address)
    expect(success).to_have_value("als ze het zelf kan, zonder één keer hulp")
    expect(page.get_by_label("Stap 1")).to_have_value("strookjes leggen")
    expect(said).to_contain_text(KEPT)

    # Killed again after it stored what was sent, before anybody heard so.
    def store_and_die(route: Route) -> None:
        route.fetch(max_redirects=0)
        server.kill()
        route.abort()

    page.route(re.compile(r"/cyclus/[^/]+/prepare/$"), store_and_die, times=1)
    page.get_by_role("button", name=NEXT).click()
    page.wait_for_url("chrome-error://**")
    server.start()
    page.goto(address)
    expect(page.get_by_role("heading", name="Doen", exact=True)).to_be_visible()
    cycle = Cycle.objects.get()
    assert [one.value for one in Answer.objects.filter(cycle=cycle, prompt="success")] == [
        "als ze het zelf kan, zonder één keer hulp"
    ]
    assert (Passed.objects.filter(cycle=cycle).count(), Draft.objects.count()) == (1, 0)
    assert AuditEvent.objects.filter(verb="start cycle").count() == 1
