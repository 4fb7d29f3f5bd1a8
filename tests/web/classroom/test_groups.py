"""*Groepen maken* over HTTP: what is shown, what travels with the page, what is refused."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samenwijzer.learning.groups import solver
from samenwijzer.learning.groups.models import Grouping, Seat, Tie
from samenwijzer.learning.groups.pack import Phase, equity_question, group_names
from samenwijzer.network.access.models import View
from tests.worlds import World, people, seen, small_world

HTMX = {"HX-Request": "true"}
HIDDEN = re.compile(r'<input type="hidden" name="([a-z]+)" value="([^"]*)">')
Fields = dict[str, list[str]]


@pytest.fixture(autouse=True)
def _a_short_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is proposed does not matter here; how good it is stands in the tests of the solver."""
    monkeypatch.setattr(solver, "BUDGET", 0.02)


@pytest.fixture
def teacher(world: World) -> Client:
    return world.client_of(world.teacher)


def weak(world: World, count: int) -> None:
    for place, learner in enumerate(world.learners):
        seen(learner, world.goals["compare"], [0.05 if place < count else 0.95] * 6)


def question(world: World, purpose: str = "cooperation", **other: object) -> dict[str, object]:
    here = [one.pk for one in world.learners]
    return {"purpose": purpose, "goal": world.goals["compare"].pk, "size": 3, "here": here} | other


def ask(client: Client, world: World, purpose: str = "cooperation", **other: object) -> HttpResponse:
    address = reverse("groups_propose", args=[world.group.pk])
    return client.post(address, question(world, purpose, **other), headers=HTMX)


def fields(response: HttpResponse) -> Fields:
    """Return the hidden fields of the board, as a browser would send them back."""
    found: Fields = {}
    for name, value in HIDDEN.findall(response.content.decode()):
        found.setdefault(name, []).append(value.replace("&quot;", '"'))
    return found


def arrange(client: Client, world: World, sent: Fields, **verb: object) -> HttpResponse:
    address = reverse("groups_arrange", args=[world.group.pk])
    return client.post(address, sent | verb, headers=HTMX)


def publish(client: Client, world: World, sent: Fields, days: int = 5) -> HttpResponse:
    ends = timezone.localdate() + timedelta(days=days)
    return client.post(reverse("groups_publish", args=[world.group.pk]), sent | {"ends": ends.isoformat()})


def seated(sent: Fields) -> str:
    return sent["groups"][0]


def board_of(response: HttpResponse) -> str:
    """Return the part of the answer that holds names."""
    return response.content.decode().partition("data-seating>")[2].partition('class="seating-help')[0]


class TestAsking:
    def test_the_form_stands_ready(self, world: World, teacher: Client) -> None:
        found = teacher.get(reverse("groups"), follow=True).content.decode()
        assert f'<option value="{world.goals["compare"].pk}"' in found
        assert "Stel groepen voor" in found
        assert "Hier komen je voorstellen" in found

    def test_an_attention_card_brings_its_goal_and_learners(self, world: World, teacher: Client) -> None:
        goal, learner = world.goals["equivalent"].pk, world.learners[1].pk
        address = reverse("groups_of_unit", args=[world.group.pk])
        found = teacher.get(f"{address}?purpose=instruction&goal={goal}&learner={learner}").content.decode()
        assert f'<option value="{goal}" selected>' in found
        assert f'<input type="hidden" name="along" value="{learner}">' in found
        assert re.search(r'value="instruction" checked', found)

    @pytest.mark.parametrize("query", ["goal=999999", "goal=x", "size=99", "purpose=ranking", "learner=x&learner=999"])
    def test_an_address_that_says_nothing_is_read_as_silence(self, world: World, teacher: Client, query: str) -> None:
        assert teacher.get(f"{reverse('groups_of_unit', args=[world.group.pk])}?{query}").status_code == 200

    def test_each_proposal_says_what_it_optimises_and_what_it_costs(self, world: World, teacher: Client) -> None:
        weak(world, 2)
        found = ask(teacher, world).content.decode()
        assert "In balans" in found
        assert len(re.findall(r"score \d+", found)) in (2, 3)
        assert "punten op 100 in leerstatus" in found
        assert not Grouping.objects.exists()

    @pytest.mark.demand("D-173")
    def test_the_mix_of_backgrounds_is_read_over_groups_and_never_beside_a_name(
        self, world: World, teacher: Client
    ) -> None:
        """Two of three backgrounds are ticked; each phase of teaching asks its own question about equal chances."""
        first, second = ([one.pk for one in world.learners[n : n + 2]] for n in (0, 3))
        answer = ask(teacher, world, support=first, home_language=second)
        page = answer.content.decode()
        assert "Steun vandaag: 2 van de 6 leerlingen, 1 per groep. Elke groep heeft een eerlijk deel." in page
        assert "Andere thuistaal: 2 van de 6 leerlingen, 1 per groep. Elke groep heeft een eerlijk deel." in page
        assert "Meisjes" not in page
        assert not re.search("teun|thuistaal", board_of(answer))
        both = [first[0] in learners for _goal, learners in json.loads(seated(fields(answer)))].index(True)
        crowded = arrange(teacher, world, fields(answer), picked=str(first[1]), to=str(both)).content.decode()
        assert "Steun vandaag: 2 van de 6 leerlingen, 0 tot 2 per groep." in crowded
        publish(teacher, world, fields(answer))
        assert not re.search("teun|thuistaal", board_of(ask(teacher, world)))
        seen(world.learners[0], world.goals["compare"], [0.5] * 4)
        unit = world.unit_of_work.pk
        asked = {
            "group": page,
            "plan": teacher.get(reverse("lesson", args=[unit])).content.decode(),
            "assess": teacher.get(reverse("class_grid", args=[world.group.pk])).content.decode(),
            "decide": teacher.get(reverse("lesson_needs", args=[unit])).content.decode(),
        }
        for phase, found in asked.items():
            assert f'data-equity="{phase}"' in found, phase
        assert len({equity_question(Phase(phase)) for phase in asked}) == 4
        assert reverse("lesson", args=[unit]) in page, "what a teacher arranges is noted with the plan"

    def test_no_word_on_the_page_labels_a_group(self, world: World, teacher: Client) -> None:
        weak(world, 2)
        for purpose in ("cooperation", "instruction"):
            names = re.findall(
                r'class="seats" data-seats aria-label="([^"]+)"', ask(teacher, world, purpose).content.decode()
            )
            assert names
            assert not [name for name in names if group_names().label_in(name)]

    def test_nobody_in_need_is_said_kindly(self, world: World, teacher: Client) -> None:
        weak(world, 0)
        assert "Niemand lijkt dit nu nodig te hebben" in ask(teacher, world, "instruction").content.decode()

    @pytest.mark.parametrize(
        "fault",
        [{"here": []}, {"size": 1}, {"purpose": "ranking"}, {"goal": 999999}, {"here": ["x"]}, {"here": [999999]}],
    )
    def test_what_cannot_be_is_refused_in_a_sentence(
        self, world: World, teacher: Client, fault: dict[str, object]
    ) -> None:
        answer = ask(teacher, world, **fault)
        assert answer.status_code == 422

    def test_without_the_help_of_a_script_the_whole_page_answers(self, world: World, teacher: Client) -> None:
        address = reverse("groups_propose", args=[world.group.pk])
        found = teacher.post(address, question(world)).content.decode()
        assert "<html" in found
        assert 'id="draft"' in found


class TestTheBoard:
    def test_a_learner_moves_and_the_score_follows(self, world: World, teacher: Client) -> None:
        weak(world, 2)
        sent = fields(ask(teacher, world))
        mover = re.findall(r"\d+", seated(sent))[0]
        answer = arrange(teacher, world, sent, picked=mover, to="1")
        assert re.search(r"Score \d+", answer.content.decode())
        moved = seated(fields(answer))
        assert moved != seated(sent)
        assert mover in moved.split("],[")[1]

    def test_a_step_back_is_a_step_back(self, world: World, teacher: Client) -> None:
        sent = fields(ask(teacher, world))
        mover = re.findall(r"\d+", seated(sent))[0]
        moved = fields(arrange(teacher, world, sent, picked=mover, to="1"))
        assert seated(fields(arrange(teacher, world, moved, undo="1"))) == seated(sent)

    def test_another_proposal_comes_on_the_board(self, world: World, teacher: Client) -> None:
        sent = fields(ask(teacher, world))
        other = fields(arrange(teacher, world, sent, choose="1"))
        assert other["chosen"] == ["1"]
        assert seated(other) == sent["proposal"][1].partition(":")[2]

    def test_locks_hold_when_groups_are_formed_anew(self, world: World, teacher: Client) -> None:
        sent = fields(ask(teacher, world))
        first = re.findall(r"\d+", seated(sent).split("],[")[0])
        answer = arrange(teacher, world, sent, again="1", fixed=first)
        assert set(re.findall(r"\d+", seated(fields(answer)).split("],[")[0])) == set(first)
        assert len(re.findall(r'name="fixed" id="fixed-\d+" value="\d+" checked', answer.content.decode())) == 3

    @pytest.mark.parametrize(
        "verb", [{"to": "1"}, {"to": "9", "picked": "here"}, {"choose": "7"}, {"picked": "999", "to": "0"}]
    )
    def test_a_move_that_cannot_be_is_refused(self, world: World, teacher: Client, verb: dict[str, str]) -> None:
        sent = fields(ask(teacher, world))
        verb = {key: str(world.learners[0].pk) if value == "here" else value for key, value in verb.items()}
        assert arrange(teacher, world, sent, **verb).status_code == 422

    @pytest.mark.parametrize("groups", ["x", "[[null,[1,1]]]", "[[null,[999999]]]", "{}"])
    def test_an_arrangement_that_was_tampered_with_is_refused(self, world: World, teacher: Client, groups: str) -> None:
        sent = fields(ask(teacher, world)) | {"groups": [groups]}
        assert arrange(teacher, world, sent).status_code == 422
        assert publish(teacher, world, sent).status_code == 422
        assert not Grouping.objects.exists()


class TestPublishing:
    def test_published_groups_are_shown_until_their_last_day_and_can_be_taken_back(
        self, world: World, teacher: Client
    ) -> None:
        sent = fields(ask(teacher, world))
        answer = publish(teacher, world, sent)
        grouping = Grouping.objects.get()
        assert answer["Location"] == reverse("grouping", args=[grouping.pk])
        found = teacher.get(answer["Location"]).content.decode()
        assert sent["name"][0] in found
        assert reverse("grouping_withdraw", args=[grouping.pk]) in found
        start = teacher.get(reverse("groups_of_unit", args=[world.group.pk])).content.decode()
        assert reverse("grouping", args=[grouping.pk]) in start
        teacher.post(reverse("grouping_withdraw", args=[grouping.pk]))
        assert teacher.get(answer["Location"]).status_code == 404

    def test_the_list_holds_names_and_nothing_about_anybody(self, world: World, teacher: Client) -> None:
        weak(world, 2)
        publish(teacher, world, fields(ask(teacher, world, support=[world.learners[0].pk])))
        found = teacher.get(reverse("grouping", args=[Grouping.objects.get().pk])).content.decode()
        main = found.partition("<main")[2].partition("</main>")[0]
        assert "Noor" in main
        assert not re.search(r"teun|leerstatus|score|\d+ punten", main)

    @pytest.mark.parametrize("name", ["Zwakke groep", "Niveau 1", "Klaproos"])
    def test_a_planted_label_is_refused(self, world: World, teacher: Client, name: str) -> None:
        sent = fields(ask(teacher, world))
        sent["name"][0] = name
        assert publish(teacher, world, sent).status_code == 422
        assert not Seat.objects.exists()

    @pytest.mark.parametrize("days", [-1, 300])
    def test_groups_are_temporary(self, world: World, teacher: Client, days: int) -> None:
        assert publish(teacher, world, fields(ask(teacher, world)), days).status_code == 422

    def test_stopping_ends_them(self, world: World, teacher: Client) -> None:
        publish(teacher, world, fields(ask(teacher, world)))
        teacher.post(reverse("grouping_stop", args=[Grouping.objects.get().pk]))
        assert "Groepen van nu" not in teacher.get(reverse("groups_of_unit", args=[world.group.pk])).content.decode()


class TestPairs:
    def tie(self, client: Client, world: World, **sent: object) -> HttpResponse:
        given = {"learner": world.learners[0].pk, "other": world.learners[1].pk, "kind": "apart"} | sent
        return client.post(reverse("groups_ties", args=[world.group.pk]), given, headers=HTMX)

    def test_what_is_agreed_is_listed_once_and_forgotten(self, world: World, teacher: Client) -> None:
        found = self.tie(teacher, world).content.decode()
        assert found.count("niet in één groep met</span>") == 1
        assert "Er is nog niets afgesproken" in self.tie(teacher, world, kind="").content.decode()
        assert not Tie.objects.exists()

    def test_a_pair_with_oneself_is_refused(self, world: World, teacher: Client) -> None:
        assert self.tie(teacher, world, other=world.learners[0].pk).status_code == 422

    def test_the_head_who_guides_but_does_not_write_reads_no_pairs(self, world: World, teacher: Client) -> None:
        self.tie(teacher, world)
        head = world.client_of(world.head)
        assert head.get(reverse("groups_of_unit", args=[world.group.pk])).status_code == 404


def test_looking_leaves_one_view_a_learner(world: World, teacher: Client) -> None:
    teacher.get(reverse("groups_of_unit", args=[world.group.pk]))
    assert set(View.objects.values_list("learner", flat=True)) == {one.pk for one in world.learners}
    assert View.objects.filter(page="groups").count() == len(world.learners)


def test_the_navigation_leads_there(world: World, teacher: Client) -> None:
    assert f'href="{reverse("groups")}"' in teacher.get(reverse("today")).content.decode()
    assert reverse("groups") not in world.client_of(world.learners[0]).get(reverse("compass")).content.decode()


@pytest.mark.parametrize("step", ["page", "propose", "arrange"])
def test_the_number_of_queries_does_not_grow_with_the_class(db: None, step: str) -> None:
    world = small_world()
    counts = []
    for more in (0, 18):
        newcomers = people([f"Kind{n} Nieuw" for n in range(more)], "learner", world.group, timezone.localdate())
        world.learners.extend(newcomers)
        weak(world, 2)
        client = world.client_of(world.teacher)
        client.get(reverse("groups_of_unit", args=[world.group.pk]))
        sent = fields(ask(client, world))
        with CaptureQueriesContext(connection) as taken:
            if step == "page":
                client.get(reverse("groups_of_unit", args=[world.group.pk]))
            elif step == "propose":
                ask(client, world)
            else:
                arrange(client, world, sent, choose="1")
        counts.append(len(taken))
    assert counts[0] == counts[1]
    assert counts[0] <= 17
