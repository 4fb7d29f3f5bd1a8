"""A teacher divides a class: few clicks, by hand or by key, and nothing before it is published."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from samenwijzer.learning.groups.models import Grouping, Seat
from samenwijzer.learning.groups.solver import proposals
from samenwijzer.science.grouping.problem import Learner, Problem
from tests.journeys.conftest import Photograph, SignIn, fits, settled
from tests.journeys.effort import Effort
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


#: Seconds to read what two or three proposals say of themselves: some forty words each, at 240 words a minute.
READING = 30
#: Of a teacher's time for dividing a class (issue 6).
BUDGET = 60


def seats(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def seat(page: Page, name: str) -> Locator:
    return page.locator(".seat", has_text=name)


def test_a_class_is_divided_in_two_clicks(groepen: Page, world: World, photograph: Photograph) -> None:
    effort = Effort()
    effort.click(groepen.get_by_role("button", name="Stel groepen voor"))
    expect(groepen.locator(".groups-cards > li").nth(1)).to_be_visible()
    expect(groepen.locator(".groups-cards")).to_contain_text("In balans")
    photograph(groepen, "groepen-maken")
    effort.click(groepen.get_by_role("button", name="Publiceer"))
    expect(groepen.get_by_role("heading", name="Samen aan een taak")).to_be_visible()
    photograph(groepen, "groepen-lijst")
    assert (effort.clicks, effort.keys, effort.drags) == (2, 0, 0)
    assert effort.seconds(looking=READING) <= BUDGET
    assert Seat.objects.exclude(group=None).count() == len(world.learners)


def test_from_a_card_those_who_need_instruction_are_together_in_two_clicks(
    groepen: Page, world: World, photograph: Photograph
) -> None:
    goal = world.goals["compare"].pk
    groepen.goto(f"/groepen/{world.group.pk}/?purpose=instruction&goal={goal}&learner={world.learners[5].pk}")
    effort = Effort()
    effort.click(groepen.get_by_role("button", name="Stel groepen voor"))
    expect(seats(groepen, "Werkt verder")).to_contain_text("Vic")
    photograph(groepen, "groepen-instructie")
    effort.click(groepen.get_by_role("button", name="Publiceer"))
    expect(groepen.get_by_role("heading", name="Verlengde instructie")).to_be_visible()
    assert effort.clicks == 2
    joined = set(Seat.objects.exclude(group=None).values_list("learner", flat=True))
    assert joined == {one.pk for one in [*world.learners[:4], world.learners[5]]}


def test_a_class_is_divided_with_another_proposal_and_two_changes_within_the_minute(groepen: Page) -> None:
    """Somebody away, a look at a second proposal, two learners dragged, published: the path with everything on it."""
    groepen.set_viewport_size({"width": 1440, "height": 1800})
    effort = Effort()
    effort.click(groepen.get_by_text("Wie is er, wat spreiden we?").first)
    effort.click(groepen.get_by_role("checkbox", name="Vic is er"))
    effort.click(groepen.get_by_role("button", name="Stel groepen voor"))
    effort.click(groepen.get_by_role("button", name="Zet op het bord").first)
    expect(groepen.locator(".groups-cards > li").nth(1)).to_contain_text("op het bord")
    for name in ("Noor", "Ilyas"):
        start = seat(groepen, name).locator("xpath=ancestor::section[@data-seats]").get_attribute("aria-label")
        other = next(one for one in ("Orion", "Lier", "Zwaan") if one != start)
        expect(seat(groepen, name)).to_have_attribute("draggable", "true")
        settled(groepen)
        effort.drag(seat(groepen, name), seats(groepen, other))
        expect(seats(groepen, other)).to_contain_text(name)
    effort.click(groepen.get_by_role("button", name="Publiceer"))
    expect(groepen.get_by_role("heading", name="Samen aan een taak")).to_be_visible()
    assert (effort.clicks, effort.drags, effort.keys) == (5, 2, 0)
    assert effort.seconds(looking=READING) <= BUDGET


def test_dragging_tapping_and_keys_move_a_learner_and_the_score_follows(groepen: Page) -> None:
    groepen.get_by_role("button", name="Stel groepen voor").click()
    figure = groepen.locator(".groups-figure")
    expect(figure).to_contain_text("even goed als het voorstel")
    noor = seat(groepen, "Noor")
    start = noor.locator("xpath=ancestor::section[@data-seats]").get_attribute("aria-label")
    others = [name for name in ("Orion", "Lier", "Zwaan") if name != start]

    expect(noor).to_have_attribute("draggable", "true")
    settled(groepen)
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
    settled(groepen)
    expect(seats(groepen, where)).to_contain_text("Noor")
    expect(seat(groepen, "Noor").get_by_role("checkbox")).to_be_checked()


def test_published_groups_are_taken_back_by_the_toast(groepen: Page) -> None:
    groepen.get_by_role("button", name="Stel groepen voor").click()
    groepen.get_by_role("button", name="Publiceer").click()
    groepen.get_by_role("button", name="Ongedaan maken").click()
    expect(groepen.get_by_role("heading", name="Groepen maken · L3A")).to_be_visible()
    expect(groepen.get_by_role("heading", name="Groepen van nu")).to_have_count(0)


def test_nothing_keeps_anybody_out_at_any_width(groepen: Page, barriers: Callable[[Page], list[str]]) -> None:
    fits(groepen, 320)
    groepen.get_by_role("button", name="Stel groepen voor").click()
    seat(groepen, "Noor").locator(".seat-name").click()
    for width in (320, 390, 1440):
        fits(groepen, width)
        assert barriers(groepen) == []


def test_a_finger_moves_a_learner_with_two_taps(groepen: Page) -> None:
    """A finger does not drag: it taps the learner, then the group; on a telephone with nothing but touch."""
    browser = groepen.context.browser
    assert browser
    context = browser.new_context(
        locale="nl-BE",
        viewport=PHONE,  # type: ignore[arg-type]
        has_touch=True,
        is_mobile=True,
        storage_state=groepen.context.storage_state(),
    )
    finger = context.new_page()
    finger.goto(groepen.url)
    finger.get_by_role("button", name="Stel groepen voor").tap()
    noor = seat(finger, "Noor")
    expect(noor).to_be_visible()
    start = noor.locator("xpath=ancestor::section[@data-seats]").get_attribute("aria-label")
    other = next(one for one in ("Orion", "Lier", "Zwaan") if one != start)
    noor.locator(".seat-name").tap()
    seats(finger, other).get_by_role("button", name="Zet hier").tap()
    expect(seats(finger, other)).to_contain_text("Noor")
    expect(finger.locator("#groups-said")).to_contain_text("Score")
    context.close()
