"""Photos and voice with evidence: who sees them, how long, and that erased is gone."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from samenwijzer.foundation import vault
from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.personal_data import Ground, Keep
from samenwijzer.foundation.vault import path_of
from samenwijzer.learning.evidence.actions import record_observation, retract
from samenwijzer.learning.evidence.attachments import attach, attachment, erase_expired, take_away
from samenwijzer.learning.evidence.models import Attachment, Evidence
from samenwijzer.learning.evidence.queries import facts, with_attachments
from samenwijzer.network.rights.actions import withdraw_consent
from tests.media import WEBM, allow, picture
from tests.worlds import World


@pytest.fixture(autouse=True)
def _home(settings, tmp_path) -> None:
    settings.HOME = tmp_path


@pytest.fixture
def world(world: World) -> World:
    """A class that allows photos and voice."""
    allow(world)
    return world


def noted(world: World, count: int = 1, **other: object) -> list[Evidence]:
    learners = [one.pk for one in world.learners[:count]]
    given = {"goal": world.goals["compare"].pk, "step": 2, "kind": "product", "uids": [uuid4() for _ in learners]}
    return record_observation(learners=learners, by=world.viewer(world.teacher), **(given | other))


def test_a_photo_of_two_learners_is_one_file_and_the_same_sent_twice_too(world: World) -> None:
    rows, by = noted(world, 2), world.viewer(world.teacher)
    first = attach(evidence=rows, files=[picture(), WEBM], by=by)
    assert len(first) == 4
    assert attach(evidence=rows, files=[picture()], by=by) == []
    assert len({one.digest for one in first}) == 2
    seen = facts(viewer=by, learner=world.learners[0].pk, goal=world.goals["compare"].pk)
    (fact,) = with_attachments(seen[:1])
    assert {one.kind for one in fact.attachments} == {"picture", "voice"}
    assert AuditEvent.objects.filter(verb="attach").count() == 1
    declared = Attachment.personal_data
    assert (declared.ground, declared.keep) == (Ground.CONSENT, Keep.SCHOOL_YEAR_AND_ONE)


def test_only_the_learner_and_who_guides_it_get_it(world: World) -> None:
    found = attach(evidence=noted(world), files=[picture()], by=world.viewer(world.teacher))[0]
    for person in (world.teacher, world.head, world.learners[0]):
        assert attachment(viewer=world.viewer(person), pk=found.pk) == found
    for person in (world.colleague, world.central_staff, world.learners[1], world.secretary):
        with pytest.raises(NotVisible):
            attachment(viewer=world.viewer(person), pk=found.pk)


def test_what_is_wrong_is_refused_and_nothing_is_kept(world: World, settings) -> None:
    rows, by = noted(world), world.viewer(world.teacher)
    for files in ([b"<html>"], [picture()] * 5):
        with pytest.raises(Refused):
            attach(evidence=rows, files=files, by=by)
    with pytest.raises(NotVisible):
        attach(evidence=rows, files=[picture()], by=world.viewer(world.head))
    assert not Attachment.objects.exists()
    assert not list(settings.HOME.rglob("*/attachments/*"))


def test_nobody_is_photographed_without_consent(world: World) -> None:
    rows, by = noted(world, 2), world.viewer(world.teacher)
    noor = world.learners[0]
    kept = attach(evidence=rows, files=[WEBM], by=by)
    withdraw_consent(person=noor.pk, kind="picture", by=world.viewer(noor))
    with pytest.raises(Refused, match="Noor"):
        attach(evidence=rows, files=[picture()], by=by)
    assert list(Attachment.objects.all()) == kept  # the voice was allowed, and still is
    withdraw_consent(person=noor.pk, kind="voice", by=world.viewer(noor))
    assert [one.evidence.learner for one in Attachment.objects.all()] == [world.learners[1]]


def test_erased_is_gone_when_nobody_else_keeps_it(world: World, django_capture_on_commit_callbacks) -> None:
    first, second = attach(evidence=noted(world, 2), files=[picture()], by=world.viewer(world.teacher))
    with pytest.raises(NotVisible):
        take_away(pk=first.pk, by=world.viewer(world.head))
    with django_capture_on_commit_callbacks(execute=True):
        take_away(pk=first.pk, by=world.viewer(world.learners[0]))
    assert path_of(second.digest).exists()
    with django_capture_on_commit_callbacks(execute=True):
        take_away(pk=second.pk, by=world.viewer(world.teacher))
    assert not path_of(second.digest).exists()
    assert Evidence.objects.count() == 2


def test_it_goes_with_its_period_and_with_evidence_taken_back(world: World, django_capture_on_commit_callbacks) -> None:
    by = world.viewer(world.teacher)
    rows = [noted(world)[0] for _ in range(4)]
    for year, row in zip((2023, 2024, 2025, 2025), rows, strict=True):
        one = attach(evidence=[row], files=[picture(size=(year, 1))], by=by)[0]
        Attachment.objects.filter(pk=one.pk).update(added_at=datetime(year, 10, 1, tzinfo=UTC))
    retract(uids=[rows[3].uid], by=by)
    lost = vault.put(b"of somebody who was erased")
    with django_capture_on_commit_callbacks(execute=True):
        erase_expired(progress=lambda done, total: None, on=datetime(2025, 11, 1, tzinfo=UTC).date())
    assert [one.evidence for one in Attachment.objects.all()] == rows[1:3]
    assert set(vault.digests()) == {one.digest for one in Attachment.objects.all()}
    assert not vault.path_of(lost).exists()
