"""*Mijn kompas* as a learner gets it."""

import re
from collections.abc import Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.network.access.models import View
from samenwijzer.network.notices.models import Notice
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent
from samenwijzer.practice.goals.models import Goal
from samenwijzer.web.learner.words import beside, reasons
from tests.worlds import World, plan, seen

#: Words that put a label on a person or measure it against others (R7, D-417).
FORBIDDEN = re.compile(
    r"\b(zwak\w*|slecht\w*|fout\w*|klasgemiddelde|gemiddelde|beste|ranglijst|niveau|andere leerlingen)\b", re.I
)


def page_of(world: World, person: Person | None = None, unit: UnitOfWork | None = None) -> str:
    address = reverse("compass_route", args=[unit.pk]) if unit else reverse("compass")
    answer = world.client_of(person or world.learners[0]).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def send(world: World, name: str, *, htmx: bool = False, person: Person | None = None, **data: object):
    headers = {"HX-Request": "true"} if htmx else {}
    address = reverse(name, args=[world.unit_of_work.pk])
    return world.client_of(person or world.learners[0]).post(address, data, headers=headers)


def many_goals(count: int) -> Sequence[Goal]:
    goals = tuple(
        GoalContent(
            identifier=f"g{n}",
            parent=None,
            code=f"WI-{n}",
            statement={"nl": f"De leerlingen kunnen een heel lang omschreven vaardigheid nummer {n} uitvoeren."},
            short={"nl": f"vermenigvuldigen met kommagetallen {n}"},
            learner_wording={"nl": f"Ik kan stap {n} zelf."},
        )
        for n in range(count)
    )
    content = FrameworkContent("https://voorbeeld.example/veel", "1", {"nl": "Veel"}, "curriculum", "sample", goals)
    save_framework(framework=content, by=None)
    return list(Goal.objects.filter(framework__identifier=content.identifier).order_by("position"))


class TestPage:
    def test_it_tells_where_to_in_own_words_with_the_official_goal_beside(self, world: World) -> None:
        page = page_of(world)
        assert "Dag Noor, dit is je koers tot" in page
        assert "Je bent onderweg naar <b>breuken vergelijken</b>" in page
        assert "“Ik kan breuken vergelijken.”" in page
        assert "De leerlingen kunnen breuken vergelijken." in page

    def test_the_route_is_drawn_and_read(self, world: World) -> None:
        seen(world.learners[0], world.goals["compare"], [1.0] * 8)
        page = page_of(world)
        stops = re.findall(r'<li data-state="(\w+)"', page)
        assert stops == ["done", "now", "star"]
        assert page.count('<svg class="route ') == 2
        assert re.search(r"Lukt al:</span>\s+breuken vergelijken", page)

    @pytest.mark.parametrize("count", [1, 2, 6, 7, 13, 20])
    def test_any_length_of_route_is_drawn(self, world: World, count: int) -> None:
        unit = plan(world.group, many_goals(count), timezone.localdate(), title="Veel")
        assert page_of(world, unit=unit).count('class="route-stop"') == 2 * (count + 1)

    def test_another_unit_of_work_is_one_link_away(self, world: World) -> None:
        unit = plan(world.group, [world.goals["clock"]], timezone.localdate(), title="Tijd")
        assert f'href="{reverse("compass_route", args=[unit.pk])}"' in page_of(world)
        assert "Je bent onderweg naar <b>kloklezen</b>" in page_of(world, unit=unit)

    def test_when_everything_works_the_star_is_reached(self, world: World) -> None:
        for key in ("compare", "add"):
            seen(world.learners[0], world.goals[key], [1.0] * 8)
        page = page_of(world)
        assert "Je bent bij de ster" in page
        assert "Mijn volgende stap" not in page

    def test_without_a_plan_it_says_what_to_do(self, world: World) -> None:
        UnitOfWork.objects.all().delete()
        assert "Je koers is nog leeg" in page_of(world)

    @pytest.mark.demand("D-419", partly=True)
    def test_every_figure_says_how_it_came_about(self, world: World) -> None:
        seen(world.learners[0], world.goals["compare"], [0.4, 0.5, 0.4, 0.4])
        page = page_of(world)
        figures = page.count('class="status"') + 1
        assert page.count("Hoe komt dit tot stand?") == figures
        assert "We beginnen waar dit doel meestal begint." in page
        assert "toetsresultaat" in page

    @pytest.mark.demand("D-417", partly=True)
    def test_it_speaks_of_nobody_else_and_puts_no_label(self, world: World) -> None:
        for learner in world.learners:
            for goal in world.goals.values():
                seen(learner, goal, [0.1, 0.9, 0.4], days_ago=40)
        page = page_of(world)
        text = re.sub(r"<[^>]+>", " ", page[page.index('id="compass"') : page.index('id="toasts"')])
        assert not FORBIDDEN.search(text)
        assert not any(learner.given_name in text for learner in world.learners[1:])

    @pytest.mark.demand("D-417")
    def test_three_messages_each_with_a_next_step_and_nobody_beside(self, world: World) -> None:
        noor = world.learners[0]
        for learner in world.learners:
            seen(learner, world.goals["compare"], [0.5] * 4, days_ago=50)
        seen(noor, world.goals["equivalent"], [0.3] * 8)
        seen(noor, world.goals["add"], [0.9] * 8)
        seen(noor, world.goals["clock"], [1.0] * 5, days_ago=200)
        page = page_of(world)
        told = page[page.index('class="tips"') : page.index("</ul>", page.index('class="tips"'))]
        messages = re.findall(r"<li>.*?</li>", told, re.DOTALL)
        assert 2 <= len(messages) <= 3
        steps = ("Doe daar eerst", "Fris het vandaag", "Vertel iemand", "Wees volgende keer")
        assert all(any(step in message for step in steps) for message in messages), messages
        text = re.sub(r"<[^>]+>", " ", page[page.index('id="compass"') : page.index('id="toasts"')])
        assert not any(learner.given_name in text for learner in world.learners[1:])
        assert not FORBIDDEN.search(text)
        assert "Hoe komt dit tot stand?" in page

    def test_looking_at_oneself_is_not_logged(self, world: World) -> None:
        page_of(world)
        assert not View.objects.exists()


class TestDeeds:
    def test_how_sure_i_am_stands_beside_what_was_seen(self, world: World) -> None:
        seen(world.learners[0], world.goals["compare"], [0.4] * 8)
        goal = world.goals["compare"].pk
        answer = send(world, "compass_sure", goal=goal, sure=4, note="eerst tekenen", htmx=True)
        page = answer.content.decode()
        assert "Bewaard. Veel succes met “breuken vergelijken”!" in page
        assert "Je voelt je zekerder dan wat al gezien is." in page
        assert "eerst tekenen" in page
        assert Evidence.objects.get(kind="self").outcome == 0.95

    def test_without_javascript_one_comes_back_to_the_page(self, world: World) -> None:
        answer = send(world, "compass_sure", goal=world.goals["compare"].pk, sure=2)
        assert (answer.status_code, answer.url) == (302, reverse("compass_route", args=[world.unit_of_work.pk]))

    @pytest.mark.parametrize("sure", ["", "0", "5", "x"])
    def test_an_answer_that_is_not_offered_changes_nothing(self, world: World, sure: str) -> None:
        assert send(world, "compass_sure", goal=world.goals["compare"].pk, sure=sure, htmx=True).status_code == 422
        assert not Evidence.objects.exists()

    def test_another_step_is_taken(self, world: World) -> None:
        page = send(world, "compass_step", goal=world.goals["add"].pk, htmx=True).content.decode()
        assert "Je bent onderweg naar <b>breuken optellen</b>" in page
        assert "Je bent onderweg naar <b>breuken optellen</b>" in page_of(world)

    def test_what_works_already_is_no_next_step(self, world: World) -> None:
        seen(world.learners[0], world.goals["compare"], [1.0] * 8)
        assert send(world, "compass_step", goal=world.goals["compare"].pk, htmx=True).status_code == 422

    def test_help_says_whom_it_reaches_and_is_not_asked_twice(self, world: World) -> None:
        assert re.search(r"Je vraag gaat naar\s+<span class=\"nowrap\"><b>Lotte Vermeulen</b>", page_of(world))
        page = send(world, "compass_help", goal=world.goals["compare"].pk, htmx=True).content.decode()
        assert "Je vraag ligt bij" in page
        assert "Ik vraag hulp" not in page
        assert send(world, "compass_help", goal=world.goals["compare"].pk, htmx=True).status_code == 422
        assert Notice.objects.get().person == world.teacher

    @pytest.mark.parametrize("name", ["compass_sure", "compass_step", "compass_help"])
    def test_a_goal_that_is_not_on_the_route_does_not_exist(self, world: World, name: str) -> None:
        assert send(world, name, goal=world.goals["clock"].pk, sure=2).status_code == 404
        assert send(world, name, goal=10**9, sure=2).status_code == 404


class TestAccess:
    def test_a_compass_is_only_for_learners(self, world: World) -> None:
        for adult in (world.teacher, world.head, world.secretary, world.general_director, world.central_staff):
            client = world.client_of(adult)
            assert client.get(reverse("compass")).status_code == 404
            assert client.get(reverse("compass_route", args=[world.unit_of_work.pk])).status_code == 404

    def test_the_route_of_another_class_does_not_exist(self, world: World) -> None:
        client = world.client_of(world.parallel_learners[0])
        assert client.get(reverse("compass_route", args=[world.unit_of_work.pk])).status_code == 404


def queries_of(world: World, unit: UnitOfWork) -> int:
    client = world.client_of(world.learners[0])
    with CaptureQueriesContext(
        connection,
    ) as found:
        client.get(reverse("compass_route", args=[unit.pk]))
    return len(found)


def test_the_queries_do_not_grow_with_goals_and_evidence(world: World) -> None:
    goals = many_goals(20)
    short = plan(world.group, goals[:2], timezone.localdate(), title="Kort")
    long = plan(world.group, goals, timezone.localdate(), title="Lang")
    seen(world.learners[0], goals[0], [0.5])
    few = queries_of(world, short)
    for goal in goals:
        seen(world.learners[0], goal, [0.5] * 10)
        send(world, "compass_sure", goal=goal.pk, sure=2)
    assert queries_of(world, long) == few
    assert few <= 12


@given(st.integers(1, 4), st.integers(0, 4))
def test_confidence_beside_what_was_seen_is_always_kind(sure: int, seen_step: int) -> None:
    with override("nl"):
        found = beside(sure=sure, seen=seen_step)
    assert found.sentence
    assert not FORBIDDEN.search(found.sentence)


@given(st.dictionaries(st.sampled_from(["usual", "better", "worse", "time"]), st.floats(-1, 1)))
def test_reasons_name_each_contribution_that_matters(parts: dict[str, float]) -> None:
    found = reasons(Estimate(contributions=list(parts.items())))
    assert len(found) == sum(abs(amount) >= 0.02 for amount in parts.values())


def test_without_an_estimate_the_reason_is_that_nothing_was_seen() -> None:
    assert len(reasons(None)) == 1
