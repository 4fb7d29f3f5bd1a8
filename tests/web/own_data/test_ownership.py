"""A learner, or a parent, keeps hold of the own data: reads who looked, takes everything along."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.learning.evidence.actions import record_observation
from samenwijzer.network.access.models import Involvement
from samenwijzer.network.rights.records import held_about
from tests.worlds import World, seen


@pytest.mark.demand("D-418")
def test_a_learner_and_a_parent_read_who_looked_and_take_everything_along(world: World) -> None:
    learner, goal, today = world.learners[0], world.goals["compare"], timezone.localdate()
    seen(learner, goal, [0.25, 0.75])
    teacher = world.viewer(world.teacher)
    record_observation(
        learners=[learner.pk], goal=goal.pk, step=2, note="met strookjes lukt het", uids=[uuid4()], by=teacher
    )
    Involvement.objects.create(
        person=world.central_staff, learner=learner, unit=world.school_group, role="clb_staff", reason="leesvraag",
        starts=today, ends=today, by=world.head,
    )  # fmt: skip
    world.client_of(world.care_coordinator).get(reverse("learner", args=[learner.pk]))
    own, parent = world.client_of(learner), world.client_of(world.guardian)
    for page in (own.get(reverse("who_saw")), parent.get(reverse("who_saw_of", args=[learner.pk]))):
        told = page.content.decode()
        assert "Els Zegers" in told
        assert "zorgcoördinator" in told
        assert "leesvraag" in told
    for client in (own, parent):
        copy = json.loads(client.get(reverse("data_copy", args=[learner.pk, "json"])).content)
        tables = copy["tables"]
        assert set(tables) == {one.label for one in held_about(learner.pk)}
        assert {one["note"] for one in tables["learning_evidence.Evidence"]["rows"]} >= {"met strookjes lukt het"}
        assert {0.25, 0.75} <= {one["outcome"] for one in tables["learning_evidence.Evidence"]["rows"]}
        assert [one["reason"] for one in tables["network_access.Involvement"]["rows"]] == ["leesvraag"]
        assert tables["network_access.View"]["rows"]
        for table in tables.values():
            assert table["purpose"] and table["ground"] and table["kept"] and table["seen_by"]
        pdf = client.get(reverse("data_copy", args=[learner.pk, "pdf"]))
        assert pdf.content.startswith(b"%PDF")
    for other in (world.teacher, world.learners[1], world.head):
        assert world.client_of(other).get(reverse("data_copy", args=[learner.pk, "json"])).status_code == 404
