"""A teacher goes from *Vandaag* through a question and groups to a task for who can go further, and to review."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samenwijzer.learning.groups.solver import proposals
from samenwijzer.learning.lessons.models import LiveAnswer, Variation
from samenwijzer.science.grouping.problem import Learner, Problem
from tests.journeys.conftest import Photograph, SignIn, fits
from tests.journeys.effort import CLICK, HAND, KEY, THOUGHT
from tests.worlds import World, seen, small_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
A_CLASS = 24
KEEP = re.compile("^Bewa(ar|ren)$")


@pytest.fixture
def world(live_server: LiveServer) -> World:
    """A class of twelve, of which one masters a goal and one is due to come back to another; the solver is warm."""
    proposals(Problem(tuple(Learner(one) for one in "abcd"), (2, 2)))
    made = small_world(learners=12)
    seen(made.learners[0], made.goals["compare"], [1.0] * 12)
    seen(made.learners[3], made.goals["add"], [1.0] * 4, days_ago=100)
    return made


def test_from_a_question_to_groups_a_task_and_who_needs_it(
    page: Page,
    world: World,
    sign_in_as: SignIn,
    photograph: Photograph,
    barriers: Callable[[Page], list[str]],
) -> None:
    sign_in_as(page, world.teacher.account)
    page.goto("/vandaag/")
    page.get_by_role("link", name="Vraag aan de klas").click()
    page.get_by_role("button", name="Start").click()
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(12)
    expect(rows.first.get_by_role("radio").first).to_be_focused()
    for key in "bcbaaaaaaaaa":
        page.keyboard.press(key)
    expect(page.locator("#proposed")).to_contain_text("12 van 12 antwoorden zijn binnen")
    expect(page.locator("[data-joins]")).to_have_count(3)
    photograph(page, "lessen-vraag")
    assert LiveAnswer.objects.count() == 12
    assert 2 * (CLICK + THOUGHT) + HAND + A_CLASS * KEY <= 20, "two clicks and one key a child"
    for width in (320, 820, 1440):
        fits(page, width)
        assert barriers(page) == []
    page.locator("#proposed").get_by_role("button", name="Groepen maken").click()
    page.get_by_role("button", name="Stel groepen voor").click()
    page.get_by_role("button", name="Publiceer").click()
    expect(page.get_by_role("heading", name="Verlengde instructie")).to_be_visible()

    page.goto("/lessen/")
    page.get_by_role("link", name="Breuken").first.click()
    expect(page.get_by_role("heading", name="Doelen, en wegen ernaartoe")).to_be_visible()
    page.get_by_label("Wat bereikt iedereen?").fill("Iedereen vergelijkt breuken en legt uit hoe.")
    expect(page.locator("[data-drafts-said]")).to_contain_text("bewaard")
    page.get_by_role("link", name=re.compile("Een andere weg.*breuken vergelijken")).click()
    page.get_by_label("Wat is er anders?").fill("Bedenk zelf een vraagstuk voor je duo")
    page.get_by_label("Steun of uitdaging").select_option("extension")
    photograph(page, "lessen-variant")
    assert barriers(page) == []
    page.get_by_role("button", name=KEEP).click()
    page.get_by_role("link", name="Voeg een activiteit toe").click()
    page.get_by_label("Wat doen jullie?").fill("Samen vergelijken met strookjes")
    page.get_by_label("Soort").select_option("cooperation")
    page.get_by_role("button", name=KEEP).click()
    page.get_by_role("button", name="Zet op klaar").click()
    expect(page.get_by_role("heading", name="Deze lessenreeks is klaar")).to_be_visible()
    photograph(page, "lessen-reeks")
    assert barriers(page) == []
    page.get_by_role("link", name="Schrijf een taak").click()
    page.get_by_label("Naam van de taak").fill("Dieper met breuken")
    page.get_by_label("Voor wie").select_option(str(Variation.objects.get().pk))
    page.get_by_label("Vragen, één per regel").fill("Wat is het grootst? | 1/4 | *1/2\nHoeveel derden zijn 2? = 6")
    page.get_by_role("button", name=KEEP).click()
    expect(page.get_by_role("heading", name="Dieper met breuken")).to_be_visible()

    page.goto(f"/lessen/{world.unit_of_work.pk}/wie-heeft-wat-nodig/")
    challenge = page.get_by_role("region", name="Uitdaging")
    expect(challenge).to_contain_text("Noor Baert")
    back = page.get_by_role("region", name="Tijd om terug te komen")
    expect(back).to_contain_text("breuken optellen")
    expect(back).to_contain_text(str(world.learners[3]))
