"""Towards which goals a learner goes: another path is a decision with a report and goals."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from samenwijzer.learning.paths.models import GoalPath
from samenwijzer.network.access.models import View
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent
from samenwijzer.practice.goals.models import Goal
from tests.worlds import World


@pytest.mark.demand("D-474")
def test_a_switch_to_iac_asks_the_report_and_the_goals_of_the_class_council(world: World) -> None:
    goals = (GoalContent("z", None, {"nl": "Zelfredzaamheid"}), GoalContent("z1", "z", {"nl": "Met geld betalen"}))
    save_framework(framework=FrameworkContent("zelf", "1", {"nl": "IAC"}, "curriculum", "sample", goals), by=None)
    learner = world.learners[0]
    client, address = world.client_of(world.care_coordinator), reverse("goal_path", args=[learner.pk])
    sent = {
        "kind": "iac", "report": "iac", "motivation": "Na fase 2 blijft de kloof te groot.",
        "decided_on": "2026-10-05", "domain": Goal.objects.get(identifier="z").pk,
    }  # fmt: skip
    refusals = {
        "report": ("gc", "IAC- of OV4-verslag"), "domain": ("", "doelen toe die de klassenraad koos"),
        "motivation": (" ", "waarom"), "decided_on": ("2999-01-01", "beslist eerst"),
    }  # fmt: skip
    for name, (wrong, said) in refusals.items():
        answer = client.post(address, sent | {name: wrong})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not GoalPath.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        GoalPath.objects.create(learner=learner, kind="iac", report="", motivation="x", decided_on="2026-10-05")
    assert world.client_of(world.teacher).post(address, sent).status_code == 404
    assert "Gemeenschappelijk curriculum" in world.client_of(world.teacher).get(address).content.decode()
    client.post(address, sent)
    page = world.client_of(world.teacher).get(address).content.decode()
    assert "individueel aangepast curriculum (IAC)" in page
    assert "IAC-verslag" in page and "Met geld betalen" in page and "Klassenraad van 5 oktober 2026" in page
    client.post(address, {"kind": "common", "motivation": "Het lukt weer.", "decided_on": "2026-11-02"})
    assert [one.kind for one in GoalPath.objects.filter(learner=learner)] == ["common", "iac"]
    assert View.objects.filter(learner=learner, page="goal path").exists()
    assert world.client_of(world.colleague).get(address).status_code == 404
