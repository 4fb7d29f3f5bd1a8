"""*Mijn kompas* in pictures and in few words: the same compass, for who reads nothing yet or has just begun."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.learning.regulation.actions import choose_mode
from samenwijzer.learning.regulation.pack import Mode
from samenwijzer.network.notices.models import Notice
from tests.web.learner.test_compass import FORBIDDEN
from tests.worlds import World, plan, seen

CARDS = ("step", "sure", "help", "good", "way")


def read_in(world: World, mode: str) -> None:
    choose_mode(learner=world.learners[0].pk, mode=mode, by=world.viewer(world.learners[0]))


def page_of(world: World, card: str = "") -> str:
    answer = world.client_of(world.learners[0]).get(reverse("compass"), {"card": card} if card else {})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def send(world: World, name: str, *, htmx: bool = True, **data: object):
    address = reverse(name, args=[world.unit_of_work.pk])
    headers = {"HX-Request": "true"} if htmx else {}
    return world.client_of(world.learners[0]).post(address, data, headers=headers)


def compass_in(page: str) -> str:
    return page[page.index('id="compass"') : page.index('id="toasts"')]


def said_in(page: str) -> list[str]:
    return re.findall(r'data-say="([^"]+)"', page)


def words_in(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).strip()


@pytest.fixture
def standing(world: World) -> World:
    """Noor adds already and compares with a nudge; others compare as well."""
    for learner in world.learners[1:]:
        seen(learner, world.goals["compare"], [0.1, 0.9, 0.4], days_ago=40)
    seen(world.learners[0], world.goals["add"], [1.0] * 8)
    seen(world.learners[0], world.goals["compare"], [0.4] * 8)
    seen(world.learners[0], world.goals["equivalent"], [0.1] * 8)
    seen(world.learners[0], world.goals["clock"], [1.0] * 4, days_ago=200)
    return world


class TestPictures:
    def test_there_is_nothing_to_read_and_everything_says_what_it_is(self, standing: World) -> None:
        read_in(standing, "pictures")
        page = page_of(standing)
        body = page[page.index('id="compass"') : page.index('<details class="card beside-pictures')]
        assert words_in(re.sub(r"<(h1|p) class=\"visually-hidden.*?</\1>|^[^>]*>", "", body, flags=re.S)) == ""
        buttons = re.findall(r"<(?:button|a) [^>]*>", body)
        assert len(buttons) >= 9
        assert [one for one in buttons if "data-say=" not in one or "aria-label=" not in one] == []
        said = said_in(body)
        assert "Ik kan breuken optellen. Dat lukt al!" in said
        assert "Ik kan breuken vergelijken. Dat leer je nu." in said
        assert "Ik vraag hulp aan Lotte Vermeulen." in said

    def test_a_figure_says_how_it_came_about(self, standing: World) -> None:
        read_in(standing, "pictures")
        page = page_of(standing)
        assert any("We beginnen waar dit doel meestal begint." in one for one in said_in(page))
        assert page.count("Hoe komt dit tot stand?") == page.count('class="status"') == 2

    def test_a_face_is_kept_and_shown_as_chosen_and_help_is_asked(self, world: World) -> None:
        read_in(world, "pictures")
        goal = world.goals["compare"].pk
        page = send(world, "compass_sure", goal=goal, sure=2).content.decode()
        assert re.findall(r'value="(\d)"[^>]*aria-pressed="true"', page) == ["2"]
        assert "<main" not in page
        assert 'data-speaks="Dank je wel!"' in page
        assert Evidence.objects.get(kind="self").outcome == 0.4
        page = send(world, "compass_help", goal=goal).content.decode()
        assert "Lotte Vermeulen weet dat jij hulp vraagt." in said_in(page)
        assert Notice.objects.get().person == world.teacher
        page = send(world, "compass_step", goal=world.goals["add"].pk).content.decode()
        assert "Ik kan breuken optellen. Dat leer je nu." in said_in(page)


class TestSimple:
    def test_each_card_shows_one_thing(self, standing: World) -> None:
        read_in(standing, "simple")
        shown = {card: words_in(compass_in(page_of(standing, card))) for card in CARDS}
        for card, title in zip(
            CARDS, ("Jouw stap", "Hoe zeker ben je?", "Wil je hulp?", "Dit gaat goed", "Jouw weg"), strict=True
        ):
            assert [one for one in CARDS if title in shown[one]] == [card]
        assert "Ik kan breuken vergelijken." in shown["step"]
        assert "Ik kan breuken optellen." in shown["good"]
        # The hand, a question and the trajectory wait behind one fold.
        assert "Ik steek mijn hand op" in shown["step"].split("Meer van mij")[1]
        assert "Mijn traject" in shown["step"].split("Meer van mij")[1]
        assert len(shown["step"].split("Meer van mij")[0].split()) <= 25

    def test_a_card_that_does_not_exist_is_the_first(self, world: World) -> None:
        read_in(world, "simple")
        assert "Jouw stap" in page_of(world, "../etc")

    def test_an_answer_stays_on_its_card_with_and_without_javascript(self, standing: World) -> None:
        read_in(standing, "simple")
        goal = standing.goals["compare"].pk
        page = send(standing, "compass_sure", goal=goal, sure=4, card="sure").content.decode()
        assert "Hoe zeker ben je?" in page
        assert "Dit zagen we:" in page
        assert page.count("Hoe komt dit tot stand?") == 1
        answer = send(standing, "compass_sure", goal=goal, sure=4, card="sure", htmx=False)
        assert answer.url == reverse("compass_route", args=[standing.unit_of_work.pk]) + "?card=sure"

    def test_when_everything_works_the_star_is_reached(self, world: World) -> None:
        for key in ("compare", "add"):
            seen(world.learners[0], world.goals[key], [1.0] * 8)
        read_in(world, "simple")
        assert "Daar is de ster!" in page_of(world)


@pytest.mark.parametrize("mode", [Mode.PICTURES, Mode.SIMPLE])
class TestBoth:
    @pytest.mark.demand("D-417", partly=True)
    def test_three_messages_at_most_nobody_else_and_no_label(self, standing: World, mode: Mode) -> None:
        read_in(standing, mode)
        for card in CARDS:
            page = compass_in(page_of(standing, card))
            text = words_in(page) + " ".join(said_in(page))
            assert not FORBIDDEN.search(text)
            assert not any(learner.given_name in text for learner in standing.learners[1:])
            assert page.count("stone-message") + page.count("simple-message") <= 3

    def test_without_a_plan_it_still_stands(self, world: World, mode: Mode) -> None:
        UnitOfWork.objects.all().delete()
        read_in(world, mode)
        assert 'class="picture"' in page_of(world)

    def test_other_courses_are_one_press_away(self, world: World, mode: Mode) -> None:
        unit = plan(world.group, [world.goals["clock"]], world.viewer(world.teacher).on, title="Tijd")
        read_in(world, mode)
        assert reverse("compass_route", args=[unit.pk]) in page_of(world)

    def test_queries_do_not_grow(self, world: World, mode: Mode) -> None:
        read_in(world, mode)
        client = world.client_of(world.learners[0])
        counts = []
        for evidence in (1, 6):
            for goal in world.goals.values():
                seen(world.learners[0], goal, [0.9] * evidence)
            with CaptureQueriesContext(connection) as found:
                client.get(reverse("compass"))
            counts.append(len(found))
        assert counts[0] == counts[1] <= 12


def test_a_learner_chooses_to_read_in_another_way(world: World) -> None:
    client = world.client_of(world.learners[0])
    assert "Mijn volgende stap" in page_of(world)
    answer = client.post(reverse("compass_mode"), {"mode": "simple"})
    assert (answer.status_code, answer.url) == (302, reverse("compass"))
    assert "Jouw stap" in page_of(world)
    assert client.post(reverse("compass_mode"), {"mode": "loud"}).status_code == 422
