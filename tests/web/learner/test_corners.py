"""The board of choices: pictures, a reason in voice, circle time, and recordings that go by themselves."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from samenwijzer.foundation import vault
from samenwijzer.learning.evidence.attachments import erase_expired as erase_attachments
from samenwijzer.learning.regulation.actions import choose_mode
from samenwijzer.learning.regulation.corners.actions import hang_board
from samenwijzer.learning.regulation.corners.models import CornerChoice, SpokenReason
from samenwijzer.learning.regulation.corners.voices import erase_expired
from samenwijzer.network.people.models import Person
from tests.media import WEBM, allow
from tests.worlds import World


def hang(world: World, *, keeps: int = 7, own: tuple[tuple[str, str], ...] = ()) -> None:
    by = world.viewer(world.teacher)
    hang_board(unit=world.group.pk, corners=["blocks", "books", "paint"], own=own, keeps=keeps, by=by)


def choose(world: World, person: Person, card: str) -> CornerChoice:
    assert world.client_of(person).post(reverse("corner_choose"), {"card": card}).status_code == 302
    return CornerChoice.objects.latest("pk")


def tell(world: World, person: Person, choice: CornerChoice) -> int:
    sent = {"file": SimpleUploadedFile("voice", WEBM)}
    return world.client_of(person).post(reverse("corner_why", args=[choice.uid]), sent).status_code


@pytest.mark.demand("D-042")
def test_a_recorded_reason_plays_at_circle_time_and_is_gone_after_its_days(world: World) -> None:
    noor, teacher = world.learners[0], world.client_of(world.teacher)
    sent = {"corner": ["blocks", "paint"], "keeps": "3", "title": "", "picture": "star"}
    assert teacher.post(reverse("circle_board", args=[world.group.pk]), sent).status_code == 302
    choice = choose(world, noor, "paint")
    assert tell(world, noor, choice) == 422, "no recording without consent"
    allow(world, noor)
    assert tell(world, noor, choice) == 302
    page = teacher.get(reverse("circle", args=[world.group.pk])).content.decode()
    voice = reverse("corner_voice", args=[choice.uid])
    assert voice in page
    assert "verfhoek" in page
    assert teacher.get(voice).content == WEBM
    spoken = SpokenReason.objects.get()
    assert spoken.until == timezone.localdate() + timedelta(days=3)
    erase_attachments(progress=lambda done, of: None)
    assert vault.path_of(spoken.digest).exists(), "the job of other attachments leaves it alone"
    erase_expired(progress=lambda done, of: None, on=spoken.until)
    assert SpokenReason.objects.exists()
    erase_expired(progress=lambda done, of: None, on=spoken.until + timedelta(days=1))
    assert not SpokenReason.objects.exists()
    assert CornerChoice.objects.exists()


@pytest.mark.demand("D-040")
def test_choosing_asks_why_in_text_voice_or_picture_and_the_reason_comes_back_when_looking_back(world: World) -> None:
    noor = world.learners[0]
    hang(world, own=(("Taak B: een brug bouwen", "boat"),))
    choose(world, noor, "own-taak-b-een-brug-bouwen")
    allow(world, noor)
    client = world.client_of(noor)
    page = client.get(reverse("corners")).content.decode()
    assert "Waarom kies je dit?" in page
    assert 'name="reason"' in page
    assert 'name="words"' in page
    assert "data-records" in page
    choice = CornerChoice.objects.get()
    client.post(reverse("corner_why", args=[choice.uid]), {"words": "omdat Mila ook bouwt"})
    page = client.get(reverse("corners")).content.decode()
    assert page.index("omdat Mila ook bouwt") < page.index("Hoe was het?")
    client.post(reverse("corner_look_back", args=[choice.uid]), {"went": "4"})
    choice.refresh_from_db()
    assert (choice.words, choice.went) == ("omdat Mila ook bouwt", 4)


def test_who_does_not_read_gets_pictures_that_speak_and_no_words(world: World) -> None:
    noor = world.learners[0]
    choose_mode(learner=noor.pk, mode="pictures", by=world.viewer(noor))
    client = world.client_of(noor)
    assert "corners-card" not in client.get(reverse("corners")).content.decode()
    hang(world)
    assert reverse("corners") in client.get(reverse("compass")).content.decode()
    page = client.get(reverse("corners")).content.decode()
    assert page.count("corners-card") == 3
    assert "corners-name" not in page
    assert 'data-say="De bouwhoek."' in page
    assert client.post(reverse("corner_choose"), {"card": "sand"}).status_code == 404, "it does not hang there"


def test_what_is_too_long_or_unknown_is_refused(world: World) -> None:
    hang(world)
    noor = world.learners[0]
    client, choice = world.client_of(noor), choose(world, noor, "books")
    assert client.post(reverse("corner_why", args=[choice.uid]), {"reason": "because"}).status_code == 422
    assert client.post(reverse("corner_why", args=[choice.uid]), {}).status_code == 422
    assert client.post(reverse("corner_look_back", args=[choice.uid]), {"went": "9"}).status_code == 422
    sent = {"corner": "blocks", "keeps": "40"}
    assert world.client_of(world.teacher).post(reverse("circle_board", args=[world.group.pk]), sent).status_code == 422
