"""A slow machine on purpose, so that a journey that only passes because everything is quick fails here.

``SLOW=1 pytest -m browser`` lets the product take its time for every answer, its scripts among them, and slows down
what those do in a page.
"""

import os
import random
import time
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

IS_SLOW = os.environ.get("SLOW") == "1"
#: Seconds that an answer is late; what is asked together comes back in any order.
LATE = (0.05, 0.4)


def answer_late(server: LiveServer) -> None:
    """Let every answer of the running product come late."""
    answer: Callable[..., object] = server.thread.httpd.get_app()

    def later(*asked: object) -> object:
        time.sleep(random.uniform(*LATE))
        return answer(*asked)

    server.thread.httpd.set_app(later)


def slow_down(context: BrowserContext) -> None:
    """Slow down the scripts of every page of a context."""

    def throttle(page: Page) -> None:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})

    context.on("page", throttle)
