"""On paper first: what is printed carries codes, and what was done comes in later."""

import re

import pytest
from django.urls import reverse

from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.sheet_actions import open_sheet
from samenwijzer.learning.evidence.sheets import sheet
from tests.worlds import World


@pytest.mark.demand("D-450")
def test_any_task_prints_with_codes_and_comes_in_later(world: World) -> None:
    """A test with points, a task outdoors in steps on two goals and a first attempt: all print, all come in."""
    client, by, noor = world.client_of(world.teacher), world.viewer(world.teacher), world.learners[0]
    tasks = (("Toets breuken", ["compare"], 10, False), ("Bostocht: meten", ["add", "clock"], 0, False),
             ("Eerste poging", ["add"], 0, True))  # fmt: skip
    for title, goals, points, is_draft in tasks:
        chosen = [world.goals[key].pk for key in goals]
        task = open_sheet(
            unit=world.group.pk, title=title, on=by.on, goals=chosen, points=points, is_draft=is_draft, by=by
        )
        paper = client.get(reverse("sheet_paper", args=[task.pk])).content.decode()
        assert title in paper
        assert paper.count('class="qr') == 1 + len(world.learners)
        address = reverse("sheet_learner", args=[task.pk, noor.pk])
        form = client.get(address).content.decode()
        fields = set(re.findall(r'name="(mark-\d+-\d+)"', form))
        assert len(fields) == len(goals)
        client.post(address, {"seen": "[]", **dict.fromkeys(fields, "3")})
        marks = sheet(viewer=by, occasion=task.pk).marks
        assert {value for (learner, _column), value in marks.items() if learner == noor.pk} == {3}
    assert Evidence.objects.filter(learner=noor, occasion__isnull=False).count() == 4
