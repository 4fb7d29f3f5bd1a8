"""Working apart: decisions first for who joins late, turns that invite, an adult who moderates."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.cooperation import actions
from samenwijzer.learning.cooperation.models import Contribution, SharedFile
from samenwijzer.learning.cooperation.space import contribute, moderate, space_of
from samenwijzer.learning.groups.actions import Named, publish
from samenwijzer.learning.groups.basis import Asked, Placed
from samenwijzer.network.access.models import View
from samenwijzer.network.rights.actions import withdraw_consent
from tests.media import ACTING_SHEET, SHEET, WEBM, allow, picture
from tests.worlds import World


def group_of_four(world: World) -> int:
    by, here = world.viewer(world.teacher), tuple(one.pk for one in world.learners[:4])
    asked = Asked(purpose="cooperation", goal=world.goals["compare"].pk, largest=4, here=here)
    made = publish(unit=world.group.pk, asked=asked, groups=[Named("Orion", Placed(None, here))], ends=by.on, by=by)
    return made.groups.get().pk


@pytest.mark.demand("D-060")
def test_a_group_of_four_completes_its_task_apart_and_the_late_joiner_sees_decisions_first(world: World) -> None:
    group, (noor, ilyas, mila, jef) = group_of_four(world), (world.viewer(one) for one in world.learners[:4])
    actions.start_board(group=group, aim="Een recept voor 24", by=noor)
    contribute(group=group, words="Wat als we alles maal zes doen?", is_decision=False, by=noor)
    contribute(group=group, words="Dan klopt de bloem.", is_decision=False, by=ilyas)
    contribute(group=group, words="We doen alles maal zes.", is_decision=True, by=mila)
    late = world.client_of(world.learners[3]).get(f"/mijn-groepen/{group}/afstand/").content.decode()
    assert late.index("We doen alles maal zes.") < late.index("Wat als we alles maal zes doen?")
    assert "Nu is het jouw beurt" in late
    # Low bandwidth: text, and no picture, font or script of its own.
    assert "<img" not in late
    for one in (noor, ilyas, mila, jef):
        actions.explain(group=group, words="Vier maal zes is 24.", by=one)
    assert actions.close_board(group=group, looking_back="Elk schreef wanneer het kon.", by=jef).closed_at


def test_an_adult_moderates_and_nobody_from_outside_reads_along(world: World) -> None:
    group, noor, teacher = group_of_four(world), world.viewer(world.learners[0]), world.viewer(world.teacher)
    made = contribute(group=group, words="iets onvriendelijks", is_decision=False, by=noor)
    with pytest.raises(NotVisible):
        moderate(contribution=made.pk, by=noor)
    moderate(contribution=made.pk, by=teacher)
    assert space_of(viewer=noor, group=group).contributions == []
    assert space_of(viewer=teacher, group=group).contributions == [made]
    with pytest.raises(Refused):
        contribute(group=group, words="wij beslissen", is_decision=True, by=teacher)
    for stranger in (world.learners[5], world.colleague):
        with pytest.raises(NotVisible):
            space_of(viewer=world.viewer(stranger), group=group)


def test_files_open_only_when_asked_say_their_size_and_are_moderated_with_their_words(
    world: World, settings: Settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    group, (noor, ilyas) = group_of_four(world), (world.viewer(one) for one in world.learners[:2])
    large = picture(size=(2400, 1800))
    with pytest.raises(Refused, match="thuis"):
        contribute(group=group, words="onze brug", is_decision=False, files=[large], by=noor)
    allow(world)
    with pytest.raises(Refused, match="woorden"):
        contribute(group=group, words="", is_decision=False, files=[large], by=noor)
    with pytest.raises(Refused):
        contribute(group=group, words="een programma", is_decision=False, files=[b"MZ..."], by=noor)
    assert not Contribution.objects.exists()
    made = contribute(group=group, words="onze brug", is_decision=True, files=[large, WEBM, large], by=noor)
    photo, voice = made.files.all()
    page = world.client_of(world.learners[1]).get(reverse("group_space", args=[group])).content.decode()
    small, whole = (reverse(name, args=[photo.pk]) for name in ("group_file_small", "group_file"))
    # A photo waits behind a closed fold and loads only in sight; a recording is not fetched before somebody plays it.
    assert page.index("<details>") < page.index(f'<img loading="lazy" width="320" src="{small}" alt="onze brug">')
    assert f'preload="none" src="{reverse("group_file", args=[voice.pk])}"' in page
    assert "Klein bekijken (" in page and "KB)" in page
    reader = world.client_of(world.learners[1])
    preview = reader.get(small)
    assert (len(preview.content), preview.headers["Content-Type"]) == (photo.small, "image/jpeg")
    assert photo.small < 20_000 and photo.small < len(reader.get(whole).content) == photo.size
    assert world.client_of(world.learners[5]).get(whole).status_code == 404
    moderate(contribution=made.pk, by=world.viewer(world.teacher))
    assert reader.get(whole).status_code == reader.get(small).status_code == 404
    assert world.client_of(world.teacher).get(small).status_code == 200
    assert View.objects.filter(learner=world.learners[0], viewer=world.teacher, page="group space").count() == 1
    moderate(contribution=made.pk, by=world.viewer(world.teacher))
    assert reader.post(reverse("group_file_away", args=[photo.pk])).status_code == 404
    withdraw_consent(person=world.learners[0].pk, kind="voice", by=noor)
    assert list(SharedFile.objects.all()) == [photo]
    assert made in space_of(viewer=ilyas, group=group).decisions


def test_a_pdf_is_shared_like_a_photo_saved_when_opened_and_refused_when_it_acts(
    world: World, settings: Settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    group, noor = group_of_four(world), world.viewer(world.learners[0])
    send = world.client_of(world.learners[0])
    address = reverse("group_space", args=[group])
    # A PDF may hold photos: it waits for the same consent.
    sent = SimpleUploadedFile("plan.pdf", SHEET, "application/pdf")
    assert "thuis" in send.post(address, {"words": "ons plan", "file": sent}).content.decode()
    allow(world, world.learners[0])
    for refused in (ACTING_SHEET, SHEET + b"PK\x03\x04more", b"<html>" + SHEET):
        # What it is called and claims to be counts for nothing; what it holds does.
        sent = SimpleUploadedFile("plan.pdf", refused, "application/pdf")
        assert send.post(address, {"words": "ons plan", "file": sent}).status_code == 422
    assert not Contribution.objects.exists()
    sent = SimpleUploadedFile("foto.jpg", SHEET, "image/jpeg")
    assert send.post(address, {"words": "ons plan", "file": sent}).status_code == 302
    shared = SharedFile.objects.get()
    assert (shared.kind, shared.content_type, shared.size) == ("pdf", "application/pdf", len(SHEET))
    reader = world.client_of(world.learners[1])
    whole = reverse("group_file", args=[shared.pk])
    assert whole in reader.get(address).content.decode()
    opened = reader.get(whole)
    assert opened.content == SHEET and opened.headers["Content-Disposition"].startswith("attachment")
    assert reader.get(reverse("group_file_small", args=[shared.pk])).status_code == 404
    assert world.client_of(world.learners[5]).get(whole).status_code == 404
    withdraw_consent(person=world.learners[0].pk, kind="picture", by=noor)
    assert not SharedFile.objects.exists()


def test_reading_files_along_asks_no_query_more_for_each(
    world: World, settings: Settings, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.HOME = tmp_path
    allow(world)
    group, noor = group_of_four(world), world.viewer(world.learners[0])
    for n in range(6):
        contribute(group=group, words=f"foto {n}", is_decision=False, files=[picture(size=(40 + n, 20))], by=noor)
    with django_assert_num_queries(5):
        found = space_of(viewer=noor, group=group)
        assert sum(len(one.files.all()) for one in found.contributions) == 6
