"""A teacher divides a class: few clicks, by hand or by key, and nothing before it is published."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from samenwijzer.learning.groups.models import Grouping, Seat
from samenwijzer.learning.groups.solver import proposals
from samenwijzer.science.grouping.problem import Learner, Problem
from tests.journeys.conftest import Photograph, SignIn
from tests.worlds import World, seen, small_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def world(live_server: LiveServer) -> World:
    """A class of twelve."""
    return small_world(learners=12)


@pytest.fixture
def groepen(page: Page, world: World, sign_in_as: SignIn) -> Page:
    """*Groepen maken* of a class in which a goal does not work yet for four learners; the solver is warm."""
    proposals(Problem(tuple(Learner(one) for one in "abcd"), (2, 2)))
    for place, learner in enumerate(world.learners):
        seen(learner, world.goals["compare"], [0.05 if place < 4 else 0.6 + place / 40] * 4)
    sign_in_as(page, world.teacher.account)
    page.goto("/groepen/")
    return page


class Clicks:
    """Clicks, counted."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, target: Locator) -> None:
        target.click()
        self.count += 1


def seats(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def seat(page: Page, name: str) -> Locator:
    return page.locator(".seat", has_text=name)


def test_a_class_is_divided_in_two_clicks(groepen: Page, world: World, photograph: Photograph) -> None:
    click = Clicks()
    click(groepen.get_by_role("button", name="Stel groepen voor"))
    expect(groepen.locator(".groups-cards > li").nth(1)).to_be_visible()
    expect(groepen.locator(".groups-cards")).to_contain_text("In balans")
    photograph(groepen, "groepen-maken")
    click(groepen.get_by_role("button", name="Publiceer"))
    expect(groepen.get_by_role("heading", name="Samen aan een taak")).to_be_visible()
    photograph(groepen, "groepen-lijst")
    assert click.count == 2
    assert Seat.objects.exclude(group=None).count() == len(world.learners)


def test_from_a_card_those_who_need_instruction_are_together_in_two_clicks(
    groepen: Page, world: World, photograph: Photograph
) -> None:
    goal = world.goals["compare"].pk
    groepen.goto(f"/groepen/{world.group.pk}/?purpose=instruction&goal={goal}&learner={world.learners[5].pk}")
    click = Clicks()
    click(groepen.get_by_role("button", name="Stel groepen voor"))
    expect(seats(groepen, "Werkt verder")).to_contain_text("Vic")
    photograph(groepen, "groepen-instructie")
    click(groepen.get_by_role("button", name="Publiceer"))
    expect(groepen.get_by_role("heading", name="Verlengde instructie")).to_be_visible()
    assert click.count == 2
    joined = set(Seat.objects.exclude(group=None).values_list("learner", flat=True))
    assert joined == {one.pk for one in [*world.learners[:4], world.learners[5]]}


def test_dragging_tapping_and_keys_move_a_learner_and_the_score_follows(groepen: Page) -> None:
    groepen.get_by_role("button", name="Stel groepen voor").click()
    figure = groepen.locator(".groups-figure")
    expect(figure).to_contain_text("even goed als het voorstel")
    noor = seat(groepen, "Noor")
    start = noor.locator("xpath=ancestor::section[@data-seats]").get_attribute("aria-label")
    others = [name for name in ("Orion", "Lier", "Zwaan") if name != start]

    noor.drag_to(seats(groepen, others[0]))
    expect(seats(groepen, others[0])).to_contain_text("Noor")
    expect(groepen.locator("#groups-said")).to_contain_text("Score")

    noor.locator(".seat-name").click()
    seats(groepen, others[1]).get_by_role("button", name="Zet hier").click()
    expect(seats(groepen, others[1])).to_contain_text("Noor")

    noor.get_by_role("radio").focus()
    groepen.keyboard.press(str(1 + ("Orion", "Lier", "Zwaan").index(str(start))))
    expect(seats(groepen, str(start))).to_contain_text("Noor")
    expect(groepen.locator('[name="picked"]:focus')).to_have_count(1)
    groepen.keyboard.press("Control+z")
    expect(seats(groepen, others[1])).to_contain_text("Noor")
    assert not Grouping.objects.exists()


def test_a_locked_learner_stays(groepen: Page) -> None:
    groepen.get_by_role("button", name="Stel groepen voor").click()
    noor = seat(groepen, "Noor")
    where = str(noor.locator("xpath=ancestor::section[@data-seats]").get_attribute("aria-label"))
    noor.get_by_role("radio").focus()
    groepen.keyboard.press("l")
    expect(noor.get_by_role("checkbox")).to_be_checked()
    with groepen.expect_response("**/schikken/"):
        groepen.get_by_role("button", name="Maak nieuw rond de slotjes").click()
    expect(seats(groepen, where)).to_contain_text("Noor")
    expect(seat(groepen, "Noor").get_by_role("checkbox")).to_be_checked()


def test_published_groups_are_taken_back_by_the_toast(groepen: Page) -> None:
    groepen.get_by_role("button", name="Stel groepen voor").click()
    groepen.get_by_role("button", name="Publiceer").click()
    groepen.get_by_role("button", name="Ongedaan maken").click()
    expect(groepen.get_by_role("heading", name="Groepen maken · L3A")).to_be_visible()
    expect(groepen.get_by_role("heading", name="Groepen van nu")).to_have_count(0)


@pytest.mark.parametrize("size", [{"width": 320, "height": 640}, PHONE, {"width": 1440, "height": 900}])
def test_nothing_keeps_anybody_out_at_any_width(
    groepen: Page, size: dict[str, int], barriers: Callable[[Page], list[str]]
) -> None:
    groepen.set_viewport_size(size)  # type: ignore[arg-type]
    groepen.get_by_role("button", name="Stel groepen voor").click()
    seat(groepen, "Noor").locator(".seat-name").click()
    assert groepen.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert barriers(groepen) == []
