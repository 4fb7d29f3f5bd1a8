"""A group of four goes through its board until the shared goal closes; the teacher looks round on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samenwijzer.learning.cooperation.actions import give_roles
from samenwijzer.learning.cooperation.queries import roles_to_give
from samenwijzer.learning.groups.actions import Named, publish
from samenwijzer.learning.groups.basis import Asked, Placed
from samenwijzer.learning.groups.models import Grouping
from tests.journeys.conftest import Photograph, SignIn
from tests.worlds import World, small_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(live_server: LiveServer) -> World:
    """A class of sixteen: four groups of four."""
    return small_world(learners=16)


@pytest.fixture
def grouping(world: World) -> Grouping:
    """Four groups of four, each learner with a role."""
    by, here = world.viewer(world.teacher), tuple(one.pk for one in world.learners)
    asked = Asked(purpose="cooperation", goal=world.goals["compare"].pk, largest=4, here=here)
    names = ("Orion", "Lier", "Zwaan", "Arend")
    groups = [Named(name, Placed(None, here[n * 4 : n * 4 + 4])) for n, name in enumerate(names)]
    made = publish(unit=world.group.pk, asked=asked, groups=groups, ends=by.on, by=by)
    _found, rows, _given = roles_to_give(viewer=by, grouping=made.pk)
    roles = {pk: role for one in rows for pk, _name, role in one.members}
    give_roles(grouping=made.pk, roles=roles, by=by)
    return made


def explain(page: Page, words: str) -> None:
    page.get_by_label("Mijn deel, in mijn eigen woorden").fill(words)
    page.get_by_role("button", name="Ik legde mijn deel uit").click()
    expect(page.get_by_text(words)).to_be_visible()


def test_a_group_of_four_closes_its_goal_after_each_explained_a_part(
    page: Page,
    world: World,
    grouping: Grouping,
    sign_in_as: SignIn,
    photograph: Photograph,
    barriers: Callable[[Page], list[str]],
) -> None:
    board = f"/mijn-groepen/{grouping.groups.get(name='Orion').pk}/"
    sign_in_as(page, world.learners[0].account)
    page.goto("/mijn-groepen/")
    page.get_by_role("link", name="Orion").click()
    expect(page.get_by_text("gespreksleider")).to_be_visible()
    page.get_by_label("Ons doel, in onze eigen woorden").fill("Een brug die tien boeken draagt")
    page.get_by_role("button", name="Dat is ons doel").click()
    for title, who in (("meten", "Noor"), ("tekenen", "Ilyas")):
        page.get_by_label("Een deel van het werk").fill(title)
        page.get_by_label("Voor wie?").select_option(label=who)
        page.locator(".together-adding button").click()
        expect(page.get_by_text(f"gepland: {who}")).to_be_visible()
    page.get_by_label("Wie deed “tekenen”?").select_option(label="gedaan door Mila")
    page.get_by_role("button", name="Bewaar wie “tekenen” deed").click()
    expect(page.get_by_text("“tekenen” was gepland voor Ilyas; Mila deed het.")).to_be_visible()
    explain(page, "Driehoeken vervormen niet.")

    for place, words in ((1, "De lat mag niet doorbuigen."), (2, "Wij maten elke stok twee keer.")):
        sign_in_as(page, world.learners[place].account)
        page.goto(board)
        explain(page, words)
    photograph(page, "samen-bord")
    assert barriers(page) == []
    page.get_by_label("Was het werk verdeeld").fill("Mila tekende ook; volgende keer vragen we het eerst.")
    page.get_by_role("button", name="Wij bereikten ons doel").click()
    expect(page.get_by_text("Nog te gaan: Jef.")).to_be_visible()

    sign_in_as(page, world.learners[3].account)
    page.goto(board)
    explain(page, "Twee driehoeken samen zijn nog sterker.")
    page.get_by_label("Was het werk verdeeld").fill("Mila tekende ook; volgende keer vragen we het eerst.")
    page.get_by_role("button", name="Wij bereikten ons doel").click()
    expect(
        page.get_by_role("status").or_(page.locator(".notice-done")).filter(has_text="Samen bereikt").first
    ).to_be_visible()
    expect(page.get_by_label("Een deel van het werk")).to_have_count(0)


def test_four_groups_are_looked_at_on_a_phone_with_a_tap_each(
    page: Page,
    world: World,
    grouping: Grouping,
    sign_in_as: SignIn,
    photograph: Photograph,
    barriers: Callable[[Page], list[str]],
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in_as(page, world.teacher.account)
    page.goto(f"/samen/kijken/{grouping.pk}/")
    for place, word in enumerate(("vanzelf", "met de kaart", "nog samen met mij", "vanzelf")):
        page.locator(".looking-group").nth(place).get_by_role("button", name=word).click()
        expect(page.locator(".looking-group [aria-pressed=true]")).to_have_count(place + 1)
    photograph(page, "samen-rondkijken")
    assert barriers(page) == []
    page.set_viewport_size({"width": 1440, "height": 1000})
    page.goto(f"/samen/{world.group.pk}/")
    expect(page.get_by_role("heading", name="Rollen dit trimester")).to_be_visible()
    photograph(page, "samen-groepen")
    assert barriers(page) == []
