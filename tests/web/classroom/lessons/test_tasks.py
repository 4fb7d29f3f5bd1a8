"""Tasks that mark themselves: written as lines, done on a screen with a draft that stays, or on paper."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from samenwijzer.learning.evidence.models import Evidence, Occasion
from samenwijzer.learning.lessons.deviation_actions import go_with
from samenwijzer.learning.lessons.models import Task, Variation, Work
from samenwijzer.learning.lessons.questions import Form, read_questions
from tests.worlds import World

pytestmark = pytest.mark.django_db
TEXT = """Wat is het grootst? | 1/4 | *1/2 | 1/3
Hoeveel is 1/2 + 1/4 = 0,75
Onder de streep staat de : noemer; Noemer van de breuk"""


@pytest.fixture
def teacher(world: World) -> Client:
    return world.client_of(world.teacher)


def make(client: Client, world: World, **values: object) -> HttpResponse:
    sent = {"title": "Kort oefenen", "goal": world.goals["compare"].pk, "text": TEXT}
    return client.post(reverse("lesson_task_new", args=[world.unit_of_work.pk]), sent | values, follow=True)


def test_questions_are_read_from_lines_and_marked_by_rule() -> None:
    choice, number, word = read_questions(TEXT)
    assert (choice.form, choice.options, choice.right) == (Form.CHOICE, ("1/4", "1/2", "1/3"), ("1/2",))
    assert [choice.is_right(one) for one in ("1/2", "1/4", "")] == [True, False, False]
    assert [number.is_right(one) for one in ("0,75", "0.75", " .75", "0,7", "x")] == [True, True, True, False, False]
    assert [word.is_right(one) for one in ("Noemer", " noemer. ", "noemer van  de breuk", "teller")] == [
        True, True, True, False,
    ]  # fmt: skip


def test_a_line_that_is_no_question_is_named_and_nothing_is_lost(world: World, teacher: Client) -> None:
    answer = make(teacher, world, text="2 + 2 = 4\nzomaar iets")
    found = answer.content.decode()
    assert "Regel 2" in found
    assert "zomaar iets" in found
    assert not Task.objects.exists()


def test_a_learner_does_a_task_keeps_a_draft_and_the_results_are_evidence(world: World, teacher: Client) -> None:
    make(teacher, world)
    task = Task.objects.get()
    noor = world.client_of(world.learners[0])
    assert "Kort oefenen" in noor.get(reverse("my_tasks")).content.decode()
    page = reverse("my_task", args=[task.pk])
    noor.post(reverse("my_task_draft", args=[task.pk]), {"q-0": "1/2", "q-1": "0,7"})
    found = noor.get(page).content.decode()
    assert 'value="0,7"' in found
    assert 'value="1/2" checked' in found
    assert not Evidence.objects.filter(kind="item_response").exists(), "a draft never counts"
    given = {"q-0": "1/2", "q-1": "0,7", "q-2": "noemer"}
    after = noor.post(reverse("my_task_hand_in", args=[task.pk]), given, follow=True).content.decode()
    assert "2 van 3 lukken al" in after
    rows = Evidence.objects.filter(kind="item_response", learner=world.learners[0]).order_by("pk")
    assert [one.outcome for one in rows] == [1.0, 0.0, 1.0]
    assert {goal for one in rows for goal in one.goals.all()} == {world.goals["compare"]}
    assert Work.objects.get().handed_in_at
    read = teacher.get(reverse("lesson_task", args=[task.pk])).content.decode()
    assert "2 van 3" in " ".join(read.split())
    assert str(world.learners[0]) in read


def test_a_task_of_a_variation_is_there_for_who_goes_with_it(world: World, teacher: Client) -> None:
    variation = Variation.objects.create(
        unit_of_work=world.unit_of_work, goal=world.goals["compare"], title="Dieper", tier="extension"
    )
    make(teacher, world, variation=variation.pk)
    go_with(variation=variation.pk, learners=[world.learners[1].pk], by=world.viewer(world.teacher))
    pages = [world.client_of(one).get(reverse("my_tasks")).content.decode() for one in world.learners[:2]]
    assert ["Kort oefenen" in one for one in pages] == [False, True]


def test_on_paper_the_results_go_through_a_sheet(world: World, teacher: Client) -> None:
    make(teacher, world)
    task = Task.objects.get()
    assert "Afdrukken" in teacher.get(reverse("lesson_task", args=[task.pk])).content.decode(), "R5: every task prints"
    answer = teacher.post(reverse("lesson_task_paper", args=[task.pk]))
    sheet = Occasion.objects.get()
    assert answer["Location"] == reverse("sheet", args=[sheet.pk])
    assert sheet.columns.get().points == 3
