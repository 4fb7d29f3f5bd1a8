"""The screens of feedback: few taps for the adult, a choice for the learner, a constant number of queries."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from samenwijzer.learning.feedback.models import Note
from samenwijzer.learning.progress.questions import ask_question
from samenwijzer.learning.regulation.participation.log import log
from samenwijzer.network.access.models import View
from tests.worlds import World, seen, small_world


def post(client: Client, world: World, **sent: object) -> object:
    return client.post(f"/feedback/{world.group.pk}/geven/", {"capture": uuid4(), **sent})


def test_phrases_and_own_words_become_one_note_and_undo_takes_it_back(world: World) -> None:
    client, noor = world.client_of(world.teacher), world.learners[0]
    sent = {"learner": noor.pk, "strength": ["approach", "checked"], "words": "Knap.", "next": "explain"}
    page = client.post(f"/feedback/{world.group.pk}/geven/", sent | {"capture": uuid4()}, follow=True)
    note = Note.objects.get()
    assert note.words == "Je aanpak werkt. Je keek je werk na. Knap."
    assert note.next_step == "Leg het aan iemand uit"
    assert "Gegeven aan 1 leerling." in page.content.decode()
    assert "/terug/" in page.content.decode()
    assert View.objects.filter(learner=noor, page="feedback").exists()

    learner = world.client_of(noor)
    assert "1 nieuw" in learner.get("/mijn-feedback/nieuw/").content.decode()
    learner.post(f"/mijn-feedback/{note.uid}/", {"did": "works", "words": "met Jef"})
    assert "het lukt nu" in client.get(f"/feedback/{world.group.pk}/").content.decode()


@pytest.mark.demand("D-172")
def test_the_growth_helper_suggests_wherever_a_teacher_writes_to_a_learner_and_never_blocks(world: World) -> None:
    client, noor, helper = world.client_of(world.teacher), world.learners[0], reverse("growth_words")
    answer = client.post(helper, {"text": "Je bent geen rekenaar."}).content.decode()
    assert "Beschrijf het werk, niet de leerling" in answer
    assert "Zeg wat werkte" in client.post(helper, {"words": "Wat ben je slim"}).content.decode()
    assert client.post(helper, {"words": "Je legde de strookjes naast elkaar."}).content.decode().strip() == ""
    seen(noor, world.goals["compare"], [0.1, 0.2, 0.1, 0.2])
    ask_question(goal=world.goals["compare"].pk, text="Waarom?", by=world.viewer(noor))
    log(way="helped", words="", by=world.viewer(noor))
    for name, where in (
        ("feedback_of_group", world.group),
        ("learner", noor),
        ("today_of_group", world.group),
        ("learner_steers", noor),
        ("questions", world.group),
        ("participation", noor),
    ):
        assert f'hx-post="{helper}"' in client.get(reverse(name, args=[where.pk])).content.decode(), name
    # The teacher has the last word: what stands there goes out as it stands.
    sent = {"capture": uuid4(), "learner": noor.pk, "words": "Je bent geen rekenaar.", "own_step": "Ga zo door"}
    assert client.post(f"/feedback/{world.group.pk}/geven/", sent).status_code == 302
    assert Note.objects.get().words == "Je bent geen rekenaar."
    assert world.client_of(noor).post(helper, {"words": "slim"}).status_code == 404


def test_a_class_takes_as_many_queries_as_a_few(db: None, django_assert_max_num_queries) -> None:
    world = small_world(learners=24)
    client = world.client_of(world.teacher)
    learners = [one.pk for one in world.learners]
    post(client, world, learner=learners, next="explain")
    with django_assert_max_num_queries(12):
        assert client.get(f"/feedback/{world.group.pk}/").status_code == 200
