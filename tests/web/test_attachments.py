"""Photos and voice over HTTP: noted with an observation, looked at by who may, erased."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from samenwijzer.learning.evidence.models import Attachment, Evidence
from samenwijzer.network.access.models import View
from samenwijzer.network.people.models import Person
from tests.media import WEBM, allow, picture
from tests.worlds import World

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _home(settings, tmp_path) -> None:
    settings.HOME = tmp_path


@pytest.fixture
def teacher(world: World) -> Client:
    allow(world)
    return world.client_of(world.teacher)


def files(*contents: bytes) -> list[SimpleUploadedFile]:
    """Files that claim to be something else: nobody reads what a browser claims."""
    return [SimpleUploadedFile("x.html", content, "text/html") for content in contents]


def note(client: Client, world: World, *, later: bool = False, **given: object) -> int:
    sent = {"capture": uuid4(), "learner": world.learners[0].pk, "goal": world.goals["add"].pk, "step": 3, "note": ""}
    late = {"person": world.teacher.pk, "seen_at": "2026-09-04T08:30:00Z"} if later else {}
    path = reverse("today_capture_later" if later else "today_capture", args=[world.group.pk])
    return client.post(path, sent | late | given, headers=HTMX).status_code


def get(world: World, person: Person, pk: int, **headers: str):
    return world.client_of(person).get(reverse("attachment", args=[pk]), headers=headers)


@pytest.mark.parametrize("kind", ["observation", "conversation", "product", "peer", "partner"])
@pytest.mark.demand("D-435", partly=True)
@pytest.mark.demand("D-439", partly=True)
def test_what_a_person_saw_or_heard_is_noted_as_what_it_is(world: World, teacher: Client, kind: str) -> None:
    assert note(teacher, world, kind=kind, draft="1") == 200
    row = Evidence.objects.get()
    assert (row.kind, row.is_draft, row.step, row.seen_by) == (kind, True, 3, world.teacher)
    assert note(teacher, world, kind="item_response") == 422
    page = teacher.get(reverse("learner", args=[world.learners[0].pk])).content.decode()
    assert "eerste poging, telt niet mee" in page


@pytest.mark.parametrize("later", [False, True])
def test_a_photo_and_a_voice_come_along_once(world: World, teacher: Client, later: bool) -> None:
    capture = uuid4()
    for _ in range(2):
        assert note(teacher, world, later=later, capture=capture, kind="product", file=files(picture(), WEBM)) < 300
    photo, voice = Attachment.objects.all()
    assert (photo.kind, voice.kind, Evidence.objects.count()) == ("picture", "voice", 1)
    shown = get(world, world.learners[0], photo.pk)
    assert (shown.headers["Content-Type"], shown.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert shown.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert "script-src" in shown.headers["Content-Security-Policy"]
    page = teacher.get(reverse("learner", args=[world.learners[0].pk])).content.decode()
    assert reverse("attachment", args=[photo.pk]) in page
    assert reverse("attachment_away", args=[voice.pk]) in page


def test_a_file_that_is_neither_is_refused_with_all_of_the_note(world: World, teacher: Client) -> None:
    assert note(teacher, world, file=files(b"<html><script>alert(1)</script>")) == 422
    assert not Evidence.objects.exists()


def test_without_consent_nothing_is_kept_now_and_the_note_alone_afterwards(world: World) -> None:
    teacher = world.client_of(world.teacher)
    assert note(teacher, world, file=files(picture())) == 422
    assert not Evidence.objects.exists()
    assert note(teacher, world, later=True, file=files(picture())) == 200
    late = {"person": world.teacher.pk, "seen_at": "2026-09-04T08:30:00Z", "capture": uuid4(), "step": 3}
    late |= {"learner": world.learners[1].pk, "goal": world.goals["add"].pk, "file": files(picture())}
    said = teacher.post(reverse("today_capture_later", args=[world.group.pk]), late).content.decode()
    assert said == "Geen foto of stem zonder toestemming: voor Ilyas Kaya gaf nog niemand die."
    Evidence.objects.filter(learner=world.learners[1]).delete()
    assert (Evidence.objects.count(), Attachment.objects.count()) == (1, 0)


def test_who_looks_is_logged_and_a_voice_plays_in_parts(world: World, teacher: Client) -> None:
    note(teacher, world, file=files(WEBM))
    voice = Attachment.objects.get()
    part = get(world, world.head, voice.pk, Range="bytes=2-5")
    assert (part.status_code, part.content) == (206, WEBM[2:6])
    assert part.headers["Content-Range"] == f"bytes 2-5/{len(WEBM)}"
    assert get(world, world.learners[0], voice.pk, Range="bytes=9999-").content == WEBM
    logged = View.objects.filter(page="attachment")
    assert [(view.viewer, view.learner) for view in logged] == [(world.head, world.learners[0])]


def test_a_learner_erases_its_own_photo(world: World, teacher: Client) -> None:
    note(teacher, world, file=files(picture()))
    photo = Attachment.objects.get()
    learner = world.client_of(world.learners[0])
    assert learner.post(reverse("attachment_away", args=[photo.pk])).url == reverse("compass")
    assert get(world, world.teacher, photo.pk).status_code == 404
    assert Evidence.objects.count() == 1
