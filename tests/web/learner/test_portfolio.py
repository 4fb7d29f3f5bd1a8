"""*Mijn map* as a learner keeps it, and as its teacher sees it."""

from html import unescape
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samenwijzer.learning.evidence.models import Evidence, Showing
from samenwijzer.learning.regulation.actions import choose_mode
from samenwijzer.learning.regulation.portfolio import add_piece
from samenwijzer.network.access.models import View
from samenwijzer.network.people.models import Person
from tests.media import WEBM, picture
from tests.worlds import World


@pytest.fixture(autouse=True)
def _home(settings, tmp_path) -> None:
    settings.HOME = tmp_path


def page_of(world: World, person: Person) -> str:
    own = person in world.learners
    address = reverse("portfolio") if own else reverse("learner_portfolio", args=[world.learners[0].pk])
    answer = world.client_of(person).get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def send(world: World, **data: object):
    given = {"goal": world.goals["compare"].pk, "text": "Mijn taart", "why": "Dit lukte eerst niet.", "shared": "on"}
    return world.client_of(world.learners[0]).post(reverse("portfolio_add"), given | data)


def test_a_learner_keeps_work_with_a_photo_and_a_reason_and_its_teacher_sees_it(world: World) -> None:
    assert "Je map is nog leeg" in page_of(world, world.learners[0])
    answer = send(world, file=[SimpleUploadedFile("taart.jpg", picture())])
    assert (answer.status_code, answer.url) == (302, reverse("portfolio"))
    photo = reverse("attachment", args=[Evidence.objects.get().attachments.get().pk])
    for person in (world.learners[0], world.teacher):
        page = page_of(world, person)
        assert f'<img src="{photo}" alt="Mijn taart"' in page
        assert "Dit lukte eerst niet." in page
    assert View.objects.filter(page="portfolio", viewer=world.teacher).count() == 1
    assert "Haal uit mijn map" not in page_of(world, world.teacher)


def test_what_is_kept_to_oneself_reaches_no_page_of_an_adult(world: World) -> None:
    send(world, text="Alleen voor mij", shared="")
    assert "Alleen ik zie dit" in page_of(world, world.learners[0])
    teacher = world.client_of(world.teacher)
    learner, goal = world.learners[0].pk, world.goals["compare"].pk
    pages = [
        reverse("learner_portfolio", args=[learner]),
        reverse("learner", args=[learner]),
        reverse("cell", args=[world.group.pk, learner, goal]),
        reverse("today"),
    ]
    for address in pages:
        assert "Alleen voor mij" not in teacher.get(address).content.decode()


def test_taking_out_can_be_undone(world: World) -> None:
    send(world)
    uid = Evidence.objects.get().uid
    client = world.client_of(world.learners[0])
    page = client.post(reverse("portfolio_show", args=[uid, "nobody"]), follow=True).content.decode()
    undo = reverse("portfolio_show", args=[uid, "self"])
    assert undo in page
    assert "Mijn taart" not in page
    assert "Mijn taart" in client.post(undo, follow=True).content.decode()
    assert Showing.objects.count() == 3


def test_what_is_wrong_is_said_and_what_was_written_stays(world: World) -> None:
    empty = send(world, text="").content.decode()
    assert "Schrijf iets, neem een foto of vertel erover." in empty
    assert "Dit lukte eerst niet." in empty
    wrong = send(world, file=[SimpleUploadedFile("taart.jpg", b"<html>")]).content.decode()
    assert "Mijn taart" in wrong
    elsewhere = send(world, goal=world.goals["clock"].pk)
    assert elsewhere.status_code == 200
    assert not Evidence.objects.exists()


def test_in_pictures_the_chest_has_nothing_to_read_and_shows_what_is_kept(world: World) -> None:
    choose_mode(learner=world.learners[0].pk, mode="pictures", by=world.viewer(world.teacher))
    send(world, text="", why="", file=[SimpleUploadedFile("taart.jpg", picture())])
    page = page_of(world, world.learners[0])
    assert "treasure-photo" in page
    assert 'aria-label="Ik neem een foto van mijn werk."' in page
    assert page.count("data-say=") >= 7


@pytest.mark.demand("D-416")
def test_a_young_learner_keeps_a_photo_with_its_voice_without_a_connection_and_once(world: World) -> None:
    noor = world.learners[0]
    choose_mode(learner=noor.pk, mode="pictures", by=world.viewer(world.teacher))
    client = world.client_of(noor)
    kept = client.get(reverse("portfolio_sheet")).content.decode()
    assert f'data-later="{reverse("portfolio_add_later")}"' in kept
    assert "Ik neem een foto van mijn werk." in kept
    assert all(other.given_name not in kept for other in world.learners)
    sent = {"goal": world.goals["add"].pk, "capture": uuid4(), "shared": "on", "text": ""}
    late = sent | {"person": noor.pk, "seen_at": "2026-09-04T08:30:00Z"}
    for _ in range(2):
        files = [SimpleUploadedFile("a", picture()), SimpleUploadedFile("b", WEBM)]
        assert client.post(reverse("portfolio_add_later"), late | {"file": files}).status_code == 204
    row = Evidence.objects.get()
    assert (row.uid, row.seen_at.date().isoformat()) == (sent["capture"], "2026-09-04")
    assert {one.kind for one in row.attachments.all()} == {"picture", "voice"}
    page = page_of(world, world.teacher)
    assert "<audio" in page
    assert "4 september" in page
    # A double tap on the ordinary form is one piece as well; another person sends nothing of this one.
    for _ in range(2):
        send(world, capture=late["capture"])
    assert Evidence.objects.count() == 1
    other = world.client_of(world.learners[1])
    assert other.post(reverse("portfolio_add_later"), late).status_code == 403
    other.post(reverse("portfolio_add"), sent | {"text": "x"})
    assert Evidence.objects.count() == 1


def test_the_queries_do_not_grow_with_the_pieces(world: World) -> None:
    by, goal = world.viewer(world.learners[0]), world.goals["add"].pk
    counts = []
    for _ in range(2):
        for n in range(3):
            add_piece(goal=goal, text=f"stuk {n}", why="", files=[picture()], shared=True, by=by)
        client = world.client_of(world.learners[0])
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("portfolio"))
        counts.append(len(found))
    assert counts[0] == counts[1] <= 12


def test_a_teacher_lets_a_learner_read_in_another_way(world: World) -> None:
    learner = world.learners[0]
    client = world.client_of(world.teacher)
    assert "Zo leest Noor het kompas" in client.get(reverse("learner_portfolio", args=[learner.pk])).content.decode()
    client.post(reverse("learner_mode", args=[learner.pk]), {"mode": "simple"})
    assert "Jouw stap" in world.client_of(learner).get(reverse("compass")).content.decode()
