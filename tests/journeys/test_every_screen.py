"""Every page of the access table in the browser: nothing keeps anybody out, and nothing is wider than the screen."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import Page

from tests.access.scene import PERSONAS, Address
from tests.access.table import ADDRESSES
from tests.access.test_table import build_scene
from tests.journeys.conftest import SignIn
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROWEST = {"width": 320, "height": 640}
#: Who looks first, where several may: the people who use most of the screens.
FIRST = ("teacher", "learner", "head", "care_coordinator", *PERSONAS)
PARTS = 4


def looks(address: Address) -> str:
    """The person who opens an address."""
    return next(persona for persona in FIRST if persona in address.allowed)


PAGES = sorted(
    (one for one in ADDRESSES if one.method == "GET" and one.allowed), key=lambda one: (looks(one), one.name)
)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_screen_keeps_anybody_out(
    part: int, page: Page, world: World, sign_in_as: SignIn, barriers: Callable[[Page], list[str]]
) -> None:
    scene = build_scene(world)
    page.set_viewport_size(NARROWEST)  # type: ignore[arg-type]
    faults, signed_in = [], ""
    for address in PAGES[part::PARTS]:
        with transaction.atomic():
            url = reverse(address.name, kwargs=address.arguments(scene))
        if signed_in != looks(address):
            signed_in = looks(address)
            sign_in_as(page, PERSONAS[signed_in](world).account)
        shown = page.request.get(url)
        is_page = "text/html" in shown.headers.get("content-type", "") and "<html" in shown.text()
        if not is_page or "attachment" in shown.headers.get("content-disposition", ""):
            continue
        page.goto(url)
        faults += [f"{address.name}: {one}" for one in barriers(page)]
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROWEST["width"]:
            faults.append(f"{address.name}: {width} wide")
    assert not faults, "\n".join(faults)
