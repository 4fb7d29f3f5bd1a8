"""A colleague is ill: what falls away is seen before anybody moves, and only who lost a place gets another."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from samenwijzer.learning.groups.flex.choosing import choose_own
from tests.journeys.conftest import SignIn, fits
from tests.rounds import flex_round, offered, opened
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_who_loses_a_place_by_an_absence_gets_another_and_everybody_else_stays(
    page: Page, world: World, sign_in_as: SignIn, barriers: Callable[[Page], list[str]]
) -> None:
    whole = flex_round(world)
    chess = offered(world, whole, "Schaken", capacity=6, adults=(world.colleague.pk,))
    painting = offered(world, whole, "Schilderen", capacity=6, adults=(world.teacher.pk,))
    opened(world, whole)
    noor, ilyas = world.learners[:2]
    choose_own(offer=chess.pk, by=world.viewer(noor))
    choose_own(offer=painting.pk, by=world.viewer(ilyas))
    day = chess.moment.on.isoformat()

    sign_in_as(page, world.teacher.account)
    page.goto(reverse("flex_round", args=[whole.pk]))
    page.get_by_role("link", name="Iemand is afwezig").click()
    page.get_by_label("Wie is afwezig?").select_option("Samir Benali")
    page.get_by_label("Eerste dag").fill(day)
    page.get_by_label("Laatste dag").fill(day)
    page.get_by_role("button", name="Wat raakt dit?").click()
    page.get_by_label("Schaken").select_option("vervalt")
    assert barriers(page) == []
    fits(page, 320, 390)
    assert barriers(page) == []
    page.get_by_role("button", name="Noteer het en plan opnieuw").click()

    expect(page.locator("#toasts")).to_contain_text("Bekijk het nieuwe plan")
    moved = page.locator(".flex-moves li")
    expect(moved.filter(has_text="Noor")).to_contain_text("vervalt")
    expect(moved.filter(has_text="Ilyas")).to_have_count(0)
    there = page.get_by_role("region", name="Schilderen")
    expect(there).to_contain_text("Noor")
    expect(there).to_contain_text("koos dit")
    assert barriers(page) == []
    fits(page, 320, 1440)
    assert barriers(page) == []
    page.get_by_role("button", name="Publiceer").click()
    expect(page.locator("#toasts")).to_contain_text("meegedeeld")

    sign_in_as(page, noor.account)
    page.goto(reverse("my_flex"))
    expect(page.get_by_role("main")).to_contain_text("Schilderen")
