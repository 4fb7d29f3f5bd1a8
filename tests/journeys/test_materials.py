"""A teacher finds a material by the words of the vision and takes it into a lesson."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from samenwijzer.learning.lessons.models import Activity
from tests.journeys.conftest import Photograph, SignIn, fits
from tests.web.materials.test_materials import made
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_material_is_found_and_taken_into_a_lesson(
    page: Page,
    world: World,
    sign_in_as: SignIn,
    photograph: Photograph,
    barriers: Callable[[Page], list[str]],
) -> None:
    goals = (world.goals["compare"].pk,)
    made(world, world.colleague, share=world.school, title="Weekplanner", terms=["zelfregulerend-leren"], goals=goals)
    made(world, world.colleague, share=world.school, title="Tafels oefenen")
    Activity.objects.create(unit_of_work=world.unit_of_work, title="Zelf plannen", on=timezone.localdate())
    sign_in_as(page, world.teacher.account)
    page.goto("/lessen/")
    page.get_by_role("link", name="Breuken").first.click()
    page.get_by_role("link", name="Zelf plannen").first.click()
    page.locator("summary", has_text="Materiaal en bestanden").click()
    page.get_by_role("link", name="Zoek materiaal in de bank").click()
    page.get_by_label("Wat zoek je?").fill("groeien naar autonomie")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.get_by_role("heading", name="1 materiaal")).to_be_visible()
    expect(page.get_by_role("link", name="Tafels oefenen")).to_have_count(0)
    assert barriers(page) == []
    fits(page, 390, 820, 1440)
    photograph(page, "materialen")
    page.get_by_role("link", name="Weekplanner").first.click()
    expect(page.get_by_label("Activiteit").locator("option:checked")).to_contain_text("Zelf plannen")
    assert barriers(page) == []
    fits(page, 390, 820, 1440)
    photograph(page, "materiaal")
    page.get_by_role("button", name="Zet het erbij").click()
    expect(page.get_by_label("Materiaal", exact=False).first).to_be_visible()
    page.goto(f"/lessen/{world.unit_of_work.pk}/")
    expect(page.get_by_role("listitem").filter(has_text="Zelf plannen").first).to_contain_text("Weekplanner")
