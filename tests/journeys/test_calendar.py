"""A head lays out a year, puts a day-part in the week of a class, and finds a room in words."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.journeys.conftest import SignIn, fits, settled
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_head_lays_out_a_year_a_week_and_rooms(
    page: Page, world: World, sign_in_as: SignIn, barriers: Callable[[Page], list[str]]
) -> None:
    sign_in_as(page, world.head.account)
    page.goto(reverse("calendar"))
    assert barriers(page) == []
    parts, week, rooms = (
        page.get_by_role("region", name=name) for name in ("Delen van het jaar", "Deze week", "Ruimtes")
    )
    parts.get_by_text("Deel het jaar in").click()
    parts.get_by_label("Hoeveel").fill("5")
    parts.get_by_role("button", name="Deel in").click()
    expect(parts.get_by_role("listitem")).to_have_count(5)
    expect(parts).to_contain_text("Module 5")

    settled(page)
    week.get_by_text("Voeg een dagdeel, blok of uur toe").click()
    week.get_by_label("Wat", exact=True).fill("Projectvoormiddag")
    week.locator("label", has_text="L3A").click()
    for day in ("maandag", "donderdag"):
        week.locator("label", has_text=day).click()
    week.get_by_label("Begint om").fill("08:30")
    week.get_by_label("Eindigt om").fill("10:00")
    week.get_by_role("button", name="Voeg toe").click()
    expect(page.locator("#toasts")).to_contain_text("Het staat in de week")
    expect(week.locator("li", has_text="Projectvoormiddag")).to_have_count(2)

    settled(page)
    rooms.locator("summary").click()
    rooms.get_by_label("Naam van de ruimte").fill("Leerplein")
    rooms.get_by_label("Plaatsen", exact=True).fill("60")
    rooms.get_by_label("Groepen apart").fill("4")
    rooms.locator("label", has_text="instructie").click()
    rooms.get_by_role("button", name="Bewaar de ruimte").click()
    expect(page.locator("#toasts")).to_contain_text("De ruimte is bewaard")
    rooms.get_by_role("searchbox").or_(rooms.get_by_label("Wat willen jullie er doen?")).fill("3 groepen + instructie")
    rooms.get_by_role("button", name="Zoek").click()
    expect(rooms.get_by_role("status")).to_contain_text("3 groepen of meer")
    expect(rooms.get_by_role("listitem")).to_contain_text("Leerplein")
    assert barriers(page) == []
    settled(page)
    page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
    fits(page, 320, 390)
    assert barriers(page) == []
