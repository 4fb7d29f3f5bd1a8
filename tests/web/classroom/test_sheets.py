"""Quick entry as the server sees it: a sheet, marks in batches, a form without the browser's help."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samenwijzer.learning.evidence.content import Mark
from samenwijzer.learning.evidence.models import Evidence, Occasion
from samenwijzer.learning.evidence.rules import current
from samenwijzer.learning.evidence.sheet_actions import enter_marks, open_sheet
from samenwijzer.learning.evidence.sheets import latest_sheets, sheet
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.network.access.models import View
from samenwijzer.network.people.models import Person
from tests.worlds import World, people, small_world


def sheet_of(world: World, *, points: int = 0, goals: tuple[str, ...] = ("compare",)) -> Occasion:
    by = world.viewer(world.teacher)
    chosen = [world.goals[key].pk for key in goals]
    return open_sheet(unit=world.group.pk, title="Toets", on=by.on, goals=chosen, points=points, by=by)


def send(client: Client, occasion: Occasion, *marks: tuple[Person, float | None, float | None]):
    """Send (learner, mark, what was seen) of the first column as the outbox of a browser does."""
    column = occasion.columns.first().pk
    batch = [{"learner": one.pk, "column": column, "value": value, "seen": seen} for one, value, seen in marks]
    path = reverse("sheet_marks", args=[occasion.pk])
    return client.post(path, json.dumps({"marks": batch}), content_type="application/json")


def standing(world: World, occasion: Occasion) -> dict[str, float]:
    found = sheet(viewer=world.viewer(world.teacher), occasion=occasion.pk)
    names = {learner.pk: learner.given_name for learner in found.learners}
    return {names[learner]: value for (learner, _column), value in found.marks.items()}


class TestNewSheet:
    def test_it_only_needs_opening(self, world: World) -> None:
        client = world.client_of(world.teacher)
        form = client.get(reverse("sheets")).context["form"]
        assert form.initial["title"] == "Toets Breuken"
        assert form.initial["goals"] == [world.goals["compare"].pk]
        answer = client.post(reverse("sheets"), form.initial)
        occasion = Occasion.objects.get()
        assert answer.url == reverse("sheet", args=[occasion.pk])
        assert (occasion.unit, occasion.on) == (world.group, world.viewer(world.teacher).on)
        assert [(column.goal, column.points) for column in occasion.columns.all()] == [(world.goals["compare"], 0)]

    def test_points_and_several_goals_can_be_chosen(self, world: World) -> None:
        goals = [world.goals["compare"].pk, world.goals["add"].pk]
        form = {"title": "Rekenen", "on": "2026-11-20", "scale": "points", "points": 20, "goals": goals}
        world.client_of(world.teacher).post(reverse("sheets"), form)
        assert [(column.goal_id, column.points) for column in Occasion.objects.get().columns.all()] == [
            (goals[0], 20),
            (goals[1], 20),
        ]

    @pytest.mark.parametrize("missing", ["title", "on", "goals", "points"])
    def test_what_is_missing_is_said_and_nothing_is_opened(self, world: World, missing: str) -> None:
        form = {
            "title": "Rekenen", "on": "2026-11-20", "scale": "points", "points": 20, "goals": [world.goals["add"].pk]
        }  # fmt: skip
        del form[missing]
        answer = world.client_of(world.teacher).post(reverse("sheets"), form)
        assert answer.status_code == 200
        assert missing in answer.context["form"].errors
        assert not Occasion.objects.exists()

    def test_the_latest_sheets_say_how_much_stands_in_them(self, world: World) -> None:
        client, occasion = world.client_of(world.teacher), sheet_of(world, goals=("compare", "add"))
        send(client, occasion, (world.learners[0], 3, None), (world.learners[1], 2, None), (world.learners[2], 1, None))
        send(client, occasion, (world.learners[0], 4, 3), (world.learners[1], None, 2))
        assert [(line.columns, line.results) for line in latest_sheets(viewer=world.viewer(world.teacher))] == [(2, 2)]
        assert "2 resultaten" in client.get(reverse("sheets")).content.decode()


class TestMarks:
    def test_they_are_evidence_and_the_estimate_follows_at_once(self, world: World) -> None:
        occasion = sheet_of(world)
        answer = send(
            world.client_of(world.teacher), occasion, (world.learners[0], 3, None), (world.learners[1], 1, None)
        )
        assert standing(world, occasion) == {"Noor": 3, "Ilyas": 1}
        assert answer.json()["saved"].startswith("Alles bewaard om ")
        assert "2 van 6 ingevuld: 1 nog niet, 1 zelfstandig." in answer.json()["summary"]
        assert Estimate.objects.filter(goal=world.goals["compare"]).count() == 2

    def test_sending_twice_stores_once(self, world: World) -> None:
        client, occasion = world.client_of(world.teacher), sheet_of(world)
        for _again in range(2):
            assert send(client, occasion, (world.learners[0], 3, None)).json()["conflicts"] == []
        assert Evidence.objects.count() == 1

    def test_an_own_change_from_another_tab_is_a_correction(self, world: World) -> None:
        client, occasion = world.client_of(world.teacher), sheet_of(world)
        send(client, occasion, (world.learners[0], 3, None))
        assert send(client, occasion, (world.learners[0], 4, None)).json()["conflicts"] == []
        assert standing(world, occasion) == {"Noor": 4}

    def test_what_somebody_else_entered_meanwhile_stands_and_is_shown(self, world: World) -> None:
        occasion, noor, ilyas = sheet_of(world), *world.learners[:2]
        send(world.client_of(world.care_coordinator), occasion, (noor, 1, None))
        client = world.client_of(world.teacher)
        answer = send(client, occasion, (noor, 4, None), (ilyas, 2, None)).json()
        column = occasion.columns.get().pk
        assert answer["conflicts"] == [
            {"learner": noor.pk, "column": column, "value": 1, "text": "1", "by": "Els Zegers"}
        ]
        assert standing(world, occasion) == {"Noor": 1, "Ilyas": 2}
        assert send(client, occasion, (noor, 4, 1)).json()["conflicts"] == []
        assert standing(world, occasion) == {"Noor": 4, "Ilyas": 2}

    def test_a_mark_that_somebody_else_cleared_is_not_put_back_unseen(self, world: World) -> None:
        occasion, noor = sheet_of(world), world.learners[0]
        client, colleague = world.client_of(world.teacher), world.client_of(world.care_coordinator)
        send(client, occasion, (noor, 3, None))
        send(colleague, occasion, (noor, None, 3))
        assert send(client, occasion, (noor, 2, 3)).json()["conflicts"][0]["value"] is None
        assert standing(world, occasion) == {}

    @pytest.mark.parametrize("value", [5, 0, 2.5])
    def test_a_mark_that_does_not_fit_is_refused_with_a_sentence(self, world: World, value: float) -> None:
        answer = send(world.client_of(world.teacher), sheet_of(world), (world.learners[0], value, None))
        assert answer.status_code == 422
        assert answer.json()["sentence"] == "Kies een stap van 1 tot 4."
        assert not Evidence.objects.exists()

    @pytest.mark.parametrize("body", ["", "[]", '{"marks": [{"learner": 1}]}', '{"marks": [{"value": NaN}]}'])
    def test_what_is_no_batch_is_refused(self, world: World, body: str) -> None:
        path = reverse("sheet_marks", args=[sheet_of(world).pk])
        answer = world.client_of(world.teacher).post(path, body, content_type="application/json")
        assert answer.status_code == 422

    def test_points_are_summed_up_with_their_spread(self, world: World) -> None:
        occasion = sheet_of(world, points=10)
        marks = [(learner, mark, None) for learner, mark in zip(world.learners, (5, 6, 7.5, 8, 9, 10), strict=True)]
        answer = send(world.client_of(world.teacher), occasion, *marks).json()
        assert "gemiddeld 7,6 op 10; de middelste helft ligt tussen 6,4 en 8,8." in answer["summary"]
        summary = sheet(viewer=world.viewer(world.teacher), occasion=occasion.pk).summaries[0]
        assert summary.bars == [0, 0, 0, 0, 0, 1, 1, 0, 2, 1, 1]


class TestPlainForm:
    """The sheet works as a form when scripts do not run."""

    def fields(self, client: Client, occasion: Occasion) -> dict[str, str]:
        page = client.get(reverse("sheet", args=[occasion.pk])).content.decode()
        cells = re.findall(r'<input name="(mark-\d+-\d+)" value="([^"]*)"', page)
        seen = re.search(r'name="seen" value="([^"]*)"', page)[1]
        return dict(cells) | {"seen": seen}

    def test_it_stores_what_was_changed_and_nothing_else(self, world: World) -> None:
        client, occasion = world.client_of(world.teacher), sheet_of(world, points=10)
        send(client, occasion, (world.learners[1], 6.5, None))
        fields = self.fields(client, occasion)
        first = f"mark-{world.learners[0].pk}-{occasion.columns.get().pk}"
        client.post(reverse("sheet", args=[occasion.pk]), fields | {first: "7,5"})
        assert standing(world, occasion) == {"Noor": 7.5, "Ilyas": 6.5}
        assert Evidence.objects.count() == 2

    def test_it_does_not_overwrite_what_somebody_else_changed_meanwhile(self, world: World) -> None:
        client, occasion, noor = world.client_of(world.teacher), sheet_of(world), world.learners[0]
        fields = self.fields(client, occasion)
        send(world.client_of(world.care_coordinator), occasion, (noor, 1, None))
        cell = f"mark-{noor.pk}-{occasion.columns.get().pk}"
        page = client.post(reverse("sheet", args=[occasion.pk]), fields | {cell: "4"}, follow=True).content.decode()
        assert standing(world, occasion) == {"Noor": 1}
        assert "Els Zegers" in page

    @pytest.mark.parametrize(("seen", "mark"), [("[]", "zeven"), ("geen lijst", "3"), ("[[1]]", "3")])
    def test_what_cannot_be_read_is_refused(self, world: World, seen: str, mark: str) -> None:
        occasion = sheet_of(world)
        cell = f"mark-{world.learners[0].pk}-{occasion.columns.get().pk}"
        form = {"seen": seen, cell: mark}
        assert world.client_of(world.teacher).post(reverse("sheet", args=[occasion.pk]), form).status_code == 422
        assert not Evidence.objects.exists()


class TestWhoEnters:
    @pytest.mark.parametrize(
        "name", ["colleague", "other_teacher", "head", "secretary", "general_director", "central_staff", "learner"]
    )
    def test_for_others_there_is_no_such_sheet(self, world: World, name: str) -> None:
        occasion = sheet_of(world)
        client = world.client_of(world.learners[0] if name == "learner" else getattr(world, name))
        assert client.get(reverse("sheet", args=[occasion.pk])).status_code == 404
        assert client.post(reverse("sheet", args=[occasion.pk]), {"seen": "[]"}).status_code == 404
        assert send(client, occasion, (world.learners[0], 4, None)).status_code == 404
        assert not Evidence.objects.exists()

    @pytest.mark.parametrize("name", ["head", "secretary", "general_director", "central_staff"])
    def test_who_enters_nothing_has_no_quick_entry(self, world: World, name: str) -> None:
        assert world.client_of(getattr(world, name)).get(reverse("sheets")).status_code == 404

    def test_a_sheet_for_another_class_cannot_be_opened(self, world: World) -> None:
        path = reverse("sheets") + f"?unit={world.parallel_group.pk}"
        assert world.client_of(world.teacher).get(path).status_code == 404

    def test_a_learner_of_another_class_cannot_be_marked(self, world: World) -> None:
        answer = send(world.client_of(world.teacher), sheet_of(world), (world.parallel_learners[0], 3, None))
        assert answer.status_code == 404
        assert not Evidence.objects.exists()

    def test_one_view_of_each_learner_is_logged(self, world: World) -> None:
        world.client_of(world.teacher).get(reverse("sheet", args=[sheet_of(world).pk]))
        assert View.objects.filter(page="sheet", viewer=world.teacher, function="teacher").count() == 6


def test_the_number_of_queries_does_not_grow_with_the_class(db: None) -> None:
    counts = []
    for learners in (3, 24):
        world = small_world(learners=learners)
        client, occasion = world.client_of(world.teacher), sheet_of(world, goals=("compare", "add"))
        column, by = occasion.columns.first().pk, world.viewer(world.teacher)
        enter_marks(occasion=occasion.pk, marks=[Mark(one.pk, column, 2) for one in world.learners], by=by)
        paths = [reverse("sheets"), reverse("sheet", args=[occasion.pk])]
        client.get(paths[0])
        for path in paths:
            with CaptureQueriesContext(connection) as queries:
                client.get(path)
            counts.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            send(client, occasion, *((learner, 3, 2) for learner in world.learners))
        counts.append(len(queries))
        assert current().filter(step=3, occasion=occasion).count() == learners
    assert counts[:3] == counts[3:]
    assert max(counts[:2]) <= 12


class TestPaper:
    @pytest.mark.demand("D-439", partly=True)
    def test_a_code_for_the_sheet_and_one_for_each_learner(self, world: World) -> None:
        occasion = sheet_of(world, goals=("compare", "add"))
        page = world.client_of(world.teacher).get(reverse("sheet_paper", args=[occasion.pk])).content.decode()
        assert page.count('class="qr"') == 1
        assert page.count('class="qr qr-small"') == len(world.learners)
        assert "style=" not in page
        assert View.objects.filter(page="sheet").count() == len(world.learners)

    def test_a_code_leads_to_the_marks_of_that_learner_after_signing_in(self, world: World) -> None:
        occasion, noor = sheet_of(world, points=10), world.learners[0]
        path = reverse("sheet_learner", args=[occasion.pk, noor.pk])
        assert Client().get(path).url == f"{reverse('sign_in')}?next={path}"
        client = world.client_of(world.teacher)
        cell = f"mark-{noor.pk}-{occasion.columns.get().pk}"
        assert client.post(path, {"seen": "[]", cell: "7,5"}).url == path
        assert standing(world, occasion) == {"Noor": 7.5}
        page = client.get(path).content.decode()
        assert 'value="7,5"' in page
        assert "Mila" not in page
        assert client.post(path, {"seen": "[]", cell: "11"}).status_code == 422
        elsewhere = reverse("sheet_learner", args=[occasion.pk, world.parallel_learners[0].pk])
        assert client.get(elsewhere).status_code == 404

    def test_steps_are_tapped_and_an_entry_of_somebody_else_is_not_overwritten(self, world: World) -> None:
        occasion, noor = sheet_of(world), world.learners[0]
        path = reverse("sheet_learner", args=[occasion.pk, noor.pk])
        column = occasion.columns.get().pk
        enter_marks(occasion=occasion.pk, marks=[Mark(noor.pk, column, 4)], by=world.viewer(world.care_coordinator))
        client = world.client_of(world.teacher)
        client.post(path, {"seen": "[]", f"mark-{noor.pk}-{column}": "2"})
        assert standing(world, occasion) == {"Noor": 4}
        client.post(path, {"seen": f"[[{noor.pk}, {column}, 4]]", f"mark-{noor.pk}-{column}": "2"})
        assert standing(world, occasion) == {"Noor": 2}


def test_a_first_attempt_is_marked_and_namesakes_are_told_apart(world: World) -> None:
    people(["Noor Dewit"], "learner", world.group, timezone.localdate())
    client = world.client_of(world.teacher)
    form = client.get(reverse("sheets")).context["form"].initial
    page = client.get(client.post(reverse("sheets"), form | {"is_draft": "on"}).url).content.decode()
    assert Occasion.objects.get().is_draft
    assert "eerste poging, telt niet mee" in page
    assert re.findall(r'class="grid-apart">([^<]+)<', page) == ["B.", "D."]
