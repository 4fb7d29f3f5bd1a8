"""Noting without a connection: what the kept sheet says, and what is taken in afterwards."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.progress.models import Estimate
from tests.worlds import World, people, seen

NOTED_AT = datetime(2026, 9, 4, 8, 30, tzinfo=UTC)


@pytest.fixture
def teacher(world: World) -> Client:
    return world.client_of(world.teacher)


def send(client: Client, world: World, **given: object) -> int:
    noted = {
        "capture": uuid4(),
        "learner": [world.learners[0].pk],
        "goal": world.goals["add"].pk,
        "step": 3,
        "note": "bij de waterbak",
        "person": world.teacher.pk,
        "seen_at": "2026-09-04T08:30:00.000Z",
    }
    return client.post(reverse("today_capture_later", args=[world.group.pk]), noted | given).status_code


def standing() -> list[tuple[int, int | None, str, datetime, int | None]]:
    rows = Evidence.objects.order_by("learner_id")
    return [(row.learner_id, row.step, row.note, row.seen_at, row.seen_by_id) for row in rows]


class TestTheSheet:
    def test_it_holds_names_goals_and_steps_and_nothing_about_anybody(self, world: World, teacher: Client) -> None:
        seen(world.learners[0], world.goals["equivalent"], [0.1] * 5)
        found = teacher.get(reverse("today_sheet")).content.decode()
        assert all(f"<span>{learner.given_name}</span>" in found for learner in world.learners)
        assert "breuken optellen" in found
        assert "zelfstandig" in found
        for absent in ("gelijknamig maken", "Baert", "Pien", "card-support", "csrfmiddlewaretoken"):
            assert absent not in found, absent

    def test_each_group_has_its_own_form(self, world: World) -> None:
        second = people(["Veerle Maas"], "teacher", world.group, timezone.localdate())[0]
        world.parallel_group.memberships.create(person=second, role="teacher", starts=timezone.localdate())
        seen(world.parallel_learners[0], world.goals["clock"], [0.5] * 3)
        found = world.client_of(second).get(reverse("today_sheet")).content.decode()
        assert found.count("data-offline-capture") == 2
        assert reverse("today_capture_later", args=[world.parallel_group.pk]) in found

    def test_a_group_without_goals_says_what_is_missing(self, world: World) -> None:
        found = world.client_of(world.colleague).get(reverse("today_sheet")).content.decode()
        assert "Nog niets om op te noteren" in found


class TestTakingIn:
    def test_it_is_kept_as_of_the_moment_it_was_seen(self, world: World, teacher: Client) -> None:
        ids = [one.pk for one in world.learners[:2]]
        assert send(teacher, world, learner=ids) == 204
        assert standing() == [(pk, 3, "bij de waterbak", NOTED_AT, world.teacher.pk) for pk in ids]
        assert Estimate.objects.count() == 2

    def test_sent_again_it_is_kept_once(self, world: World, teacher: Client) -> None:
        uid = uuid4()
        assert [send(teacher, world, capture=uid) for _ in range(3)] == [204] * 3
        assert len(standing()) == 1

    def test_what_arrived_while_its_answer_was_lost_is_not_kept_again(self, world: World, teacher: Client) -> None:
        uid = uuid4()
        noted = {"capture": uid, "learner": world.learners[0].pk, "goal": world.goals["add"].pk, "step": 3}
        teacher.post(reverse("today_capture", args=[world.group.pk]), noted)
        assert send(teacher, world, capture=uid) == 204
        assert len(standing()) == 1

    def test_it_can_be_taken_back(self, world: World, teacher: Client) -> None:
        uid: UUID = uuid4()
        send(teacher, world, capture=uid)
        teacher.post(reverse("today_take_back_capture", args=[world.group.pk, uid]))
        assert not Evidence.objects.filter(correction=None, retracts=False).exists()

    def test_a_clock_that_runs_ahead_is_not_believed(self, world: World, teacher: Client) -> None:
        ahead = timezone.now() + timedelta(days=3)
        assert send(teacher, world, seen_at=ahead.isoformat()) == 204
        assert standing()[0][3] <= timezone.now()

    def test_nobody_else_sends_what_one_person_noted(self, world: World) -> None:
        second = people(["Veerle Maas"], "teacher", world.group, timezone.localdate())[0]
        assert send(world.client_of(second), world) == 403
        assert standing() == []

    def test_a_learner_or_group_one_no_longer_guides_is_not_found(self, world: World, teacher: Client) -> None:
        assert send(teacher, world, learner=[world.parallel_learners[0].pk]) == 404
        world.teacher.memberships.update(ends=timezone.localdate() - timedelta(days=1))
        assert send(teacher, world) == 404
        assert standing() == []

    def test_what_makes_no_sense_is_refused(self, world: World, teacher: Client) -> None:
        for wrong in ({"learner": []}, {"goal": 999_999}, {"step": 9}, {"seen_at": "gisteren"}, {"person": ""}):
            assert send(teacher, world, **wrong) == 422, wrong
        assert standing() == []
