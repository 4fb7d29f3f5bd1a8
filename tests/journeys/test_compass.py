"""A learner sees where it is going, says how sure it is, and asks for help; and reads who looked."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.regulation.actions import state_confidence
from samenwijzer.network.notices.models import Notice
from tests.journeys.conftest import Photograph, SignIn, fits
from tests.worlds import World, seen

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (320, 390, 820, 1440)


@pytest.fixture
def kompas(page: Page, world: World, sign_in_as: SignIn) -> Page:
    """The compass of Noor, who knows the clock, wrote down what helped, and begins to compare fractions."""
    noor = world.learners[0]
    state_confidence(goal=world.goals["clock"].pk, sure=2, note="tekenen hielp", by=world.viewer(noor))
    seen(noor, world.goals["clock"], [1.0] * 8)
    seen(noor, world.goals["compare"], [0.4] * 6)
    sign_in_as(page, noor.account)
    page.goto("/kompas/")
    return page


def test_a_learner_says_how_sure_it_is_and_reads_it_beside_what_was_seen(
    kompas: Page, world: World, photograph: Photograph
) -> None:
    expect(kompas.get_by_role("heading", level=1)).to_contain_text("Dag Noor")
    photograph(kompas, "kompas")
    kompas.get_by_label("best wel").check()
    kompas.get_by_label("Wat gaat jou helpen?").fill("eerst tekenen")
    kompas.get_by_role("button", name="Ik begin").click()
    expect(kompas.locator("#toasts")).to_contain_text("Bewaard. Veel succes met “breuken vergelijken”!")
    expect(kompas.locator(".beside")).to_contain_text("best wel")
    expect(kompas.locator(".beside")).to_contain_text("begint")
    expect(kompas.locator("#start")).to_be_focused()
    assert Evidence.objects.filter(kind="self", note="eerst tekenen").count() == 1


def test_help_is_one_tap_and_says_where_it_went(kompas: Page, world: World) -> None:
    kompas.get_by_role("button", name="Ik vraag hulp").click()
    expect(kompas.get_by_text("Je vraag ligt bij Lotte Vermeulen.")).to_be_visible()
    expect(kompas.get_by_role("button", name="Ik vraag hulp")).to_have_count(0)
    assert Notice.objects.get().person == world.teacher


def test_another_step_is_chosen_with_the_keyboard_alone(kompas: Page) -> None:
    kompas.locator("summary", has_text="Ik neem liever een andere stap").press("Enter")
    kompas.get_by_role("button", name="breuken optellen").press("Enter")
    expect(kompas.get_by_text("Je bent onderweg naar breuken optellen")).to_be_visible()
    expect(kompas.get_by_role("heading", level=1)).to_be_focused()


def test_the_route_is_a_map_where_there_is_room_and_a_list_where_there_is_not(kompas: Page) -> None:
    for width in WIDTHS:
        fits(kompas, width)
        expect(kompas.locator("svg.route:visible")).to_have_count(1 if width >= 820 else 0)
        expect(kompas.locator(".winding-name")).to_have_count(3)


def test_a_learner_reads_who_looked(page: Page, world: World, sign_in_as: SignIn, photograph: Photograph) -> None:
    noor = world.learners[0]
    seen(noor, world.goals["compare"], [0.4] * 6)
    sign_in_as(page, world.teacher.account)
    page.goto(f"/leerling/{noor.pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Noor Baert")
    photograph(page, "leerling")
    sign_in_as(page, noor.account)
    page.goto("/mijn-gegevens/")
    expect(page.locator(".trail-line")).to_contain_text("Lotte Vermeulen")
    photograph(page, "wie-zag")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(
    kompas: Page,
    world: World,
    sign_in_as: SignIn,
    barriers: Callable[[Page], list[str]],
    scheme: Literal["light", "dark"],
) -> None:
    def check(address: str) -> None:
        kompas.goto(address)
        kompas.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
        for width in (320, 1440):
            fits(kompas, width)
            assert barriers(kompas) == []

    kompas.emulate_media(color_scheme=scheme)
    check("/kompas/")
    check("/mijn-gegevens/")
    sign_in_as(kompas, world.teacher.account)
    check(f"/leerling/{world.learners[0].pk}/")
