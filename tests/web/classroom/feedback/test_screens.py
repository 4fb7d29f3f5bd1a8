"""The screens of feedback: few taps for the adult, a choice for the learner, a constant number of queries."""

from uuid import uuid4

from django.test import Client

from samenwijzer.learning.feedback.models import Note
from samenwijzer.network.access.models import View
from tests.worlds import World, small_world


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


def test_the_growth_helper_suggests_and_never_blocks(world: World) -> None:
    client = world.client_of(world.teacher)
    answer = client.post(f"/feedback/{world.group.pk}/woorden/", {"words": "Wat ben je slim"})
    assert "Zeg wat werkte" in answer.content.decode()
    sent = {"capture": uuid4(), "learner": world.learners[0].pk, "words": "Wat ben je slim", "own_step": "Ga zo door"}
    assert client.post(f"/feedback/{world.group.pk}/geven/", sent).status_code == 302
    assert Note.objects.get().words == "Wat ben je slim"


def test_a_class_takes_as_many_queries_as_a_few(db: None, django_assert_max_num_queries) -> None:
    world = small_world(learners=24)
    client = world.client_of(world.teacher)
    learners = [one.pk for one in world.learners]
    post(client, world, learner=learners, next="explain")
    with django_assert_max_num_queries(12):
        assert client.get(f"/feedback/{world.group.pk}/").status_code == 200
