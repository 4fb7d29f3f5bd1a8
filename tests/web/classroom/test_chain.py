"""From a result one click to feedback and to material, all on the same goal."""

from html import unescape

import pytest
from django.urls import reverse

from samenwijzer.learning.lessons.task_actions import make_task
from tests.worlds import World, seen


def read(world: World, address: str) -> str:
    answer = world.client_of(world.teacher).get(address)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.demand("D-451")
def test_from_a_result_one_click_leads_to_feedback_and_to_material_on_that_goal(world: World) -> None:
    noor, goal = world.learners[0], world.goals["add"]
    seen(noor, goal, [0.2] * 4)
    cell = reverse("cell", args=[world.group.pk, noor.pk, goal.pk])
    to_material = reverse("goal_material", args=[world.group.pk, goal.pk])
    teacher = world.client_of(world.teacher)
    assert teacher.get(to_material).url == reverse("lesson", args=[world.unit_of_work.pk])
    task = make_task(
        unit_of_work=world.unit_of_work.pk,
        goal=goal.pk,
        title="Taarten verdelen",
        text="Wat is meer? | *1/2 | 1/3",
        variation=None,
        by=world.viewer(world.teacher),
    )
    page = read(world, cell)
    feedback = f"{reverse('feedback_of_group', args=[world.group.pk])}?learner={noor.pk}&goal={goal.pk}"
    assert f'href="{feedback}"' in page
    form = read(world, feedback)
    assert "breuken optellen" in form
    assert "breuken vergelijken" not in form.split("<form")[2]
    material = reverse("lesson_task", args=[task.pk])
    assert f'href="{to_material}"' in page
    assert teacher.get(to_material).url == material
    assert "Wat is meer?" in read(world, material)
    nothing = reverse("goal_material", args=[world.group.pk, world.goals["clock"].pk])
    assert teacher.get(nothing).url == reverse("lessons_of_group", args=[world.group.pk])
    assert world.client_of(world.colleague).get(to_material).status_code == 404
