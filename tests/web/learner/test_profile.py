"""A profile that a leaver takes along, and a signed list of what a school confirmed."""

import json
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.exchange.profiles.contents import profile
from samenwijzer.exchange.profiles.signatures import is_untouched
from samenwijzer.learning.progress.models import Attestation
from samenwijzer.learning.regulation.portfolio import add_piece
from tests.worlds import World, seen


def read(client: Client, name: str, *arguments: object) -> str:
    answer = client.get(reverse(name, args=arguments))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def check(document: bytes) -> str:
    """Return what somebody without an account reads about a file."""
    answer = Client().post(reverse("attestation_check"), {"file": SimpleUploadedFile("x.json", document)})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.demand("D-020")
def test_a_leaver_takes_a_profile_along_that_serves_study_and_work_without_an_account(world: World) -> None:
    noor = world.learners[0]
    own = world.client_of(noor)
    assert "Je profiel is nog leeg" in read(own, "profile")
    seen(noor, world.goals["compare"], [1.0] * 12)
    seen(noor, world.goals["add"], [0.1] * 12)
    by = world.viewer(noor)
    goal = world.goals["compare"].pk
    add_piece(goal=goal, text="Een taart in stukken", why="Ik legde het uit.", files=(), shared=True, by=by)
    add_piece(goal=goal, text="alleen van mij", why="", files=(), shared=False, by=by)
    page = read(own, "profile")
    for words in (
        "Voor wie adviseert over verder studeren",
        "De leerlingen kunnen breuken vergelijken.",
        "Voor wie met mij werkt",
        "Ik kan breuken vergelijken.",
        "Een taart in stukken",
        "Ik legde het uit.",
    ):
        assert words in page
    for absent in ("breuken optellen", "alleen van mij", world.learners[1].given_name):
        assert absent not in page.split("<main")[1]
    file = own.get(reverse("profile_pdf"))
    assert file.content.startswith(b"%PDF")
    assert b"/MarkInfo" in file.content
    # What stands in the file leads nowhere that needs an account.
    assert "http" not in json.dumps(profile(by=by))
    assert world.client_of(world.teacher).get(reverse("profile")).status_code == 404


@pytest.mark.demand("D-473")
def test_a_learner_of_an_adapted_curriculum_gets_a_signed_list_that_anybody_checks(world: World) -> None:
    noor, compare, add = world.learners[0], world.goals["compare"], world.goals["add"]
    seen(noor, compare, [1.0] * 12)
    seen(noor, add, [0.5] * 3)
    head = world.client_of(world.head)
    page = read(head, "learner_attest", noor.pk)
    assert f'value="{compare.pk}" checked' in page
    assert f'value="{add.pk}" checked' not in page
    path = reverse("learner_attest", args=[noor.pk])
    title = "Verworven competenties, IAC"
    assert head.post(path, {"title": title, "goal": [world.goals["clock"].pk]}).status_code == 422
    assert head.post(path, {"title": title, "goal": [compare.pk, add.pk]}).status_code == 302
    assert world.client_of(world.teacher).get(path).status_code == 404
    own = world.client_of(noor)
    shown = read(own, "profile")
    assert "Verworven competenties, IAC" in shown
    address = shown.split('class="button" href="/mijn-map/bevestigd/')[1].split('"')[0]
    file = own.get(f"/mijn-map/bevestigd/{address}").content
    document = json.loads(file)
    assert is_untouched(document)
    assert document["issuer"]["name"] == "BS De Regenboog"
    assert [one["name"] for one in document["credentialSubject"]["hasCredential"]] == [
        "De leerlingen kunnen breuken vergelijken.",
        "De leerlingen kunnen breuken optellen.",
    ]
    said = check(file)
    assert "Echt: hier bevestigd, en geen letter is veranderd." in said
    assert "Noor Baert" in said
    changed = file.replace(b"breuken vergelijken", b"breuken herkennen")
    assert "Niet echt" in check(changed)
    assert "Niet echt" in check(b"[]")
    assert "Niet echt" in check(b"\xff")
    assert world.client_of(world.learners[1]).get(f"/mijn-map/bevestigd/{address}").status_code == 404


def test_an_adult_takes_a_signed_list_out_of_school_only_while_sharing_is_allowed(world: World) -> None:
    learner = world.learners[0]
    made = Attestation.objects.create(learner=learner, school=world.school, title="IAC", at=timezone.now())
    address = reverse("attestation_file", args=[made.pk])
    teacher, own, parent = (world.client_of(one) for one in (world.teacher, learner, world.guardian))
    consent = reverse("data_consent", args=[learner.pk])
    assert own.get(address).status_code == 200
    refused = teacher.get(address)
    assert refused.status_code == 422
    assert "delen niet toegelaten" in refused.content.decode()
    parent.post(consent, {"kind": "sharing", "allow": "1"})
    assert teacher.get(address).status_code == 200
    parent.post(consent, {"kind": "sharing"})
    assert teacher.get(address).status_code == 422
    assert own.get(address).status_code == 200
