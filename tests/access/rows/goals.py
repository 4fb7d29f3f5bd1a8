"""Who gets in at each address of goals."""

from typing import Any

from samenwijzer.practice.curriculum.models import FrameworkStep
from samenwijzer.practice.goals.models import Framework
from tests.access.places import framework, goal, own_goal, unit
from tests.access.scene import (
    EVERYBODY,
    GUIDES_OF_L3A,
    LEARNERS,
    RECORDS_IN_L3A,
    SCHOOL,
    TEACHERS,
    WORKS_HERE,
    Address,
    Scene,
    read_only,
    write_only,
)


def draft(scene: Scene) -> dict[str, Any]:
    """Name a draft that is for all."""
    values = {"title": {"nl": "Ontwerp"}, "status": Framework.Status.DRAFT}
    made, _is_new = Framework.objects.update_or_create(identifier="ontwerp", version="1", defaults=values)
    return {"framework": made.pk}


def asked_draft(scene: Scene) -> dict[str, Any]:
    """Name a draft on which advice was asked."""
    named = draft(scene)
    FrameworkStep.objects.get_or_create(framework_id=named["framework"], kind="asked")
    return named


def advice(scene: Scene) -> dict[str, Any]:
    """Name a piece of advice."""
    made = FrameworkStep.objects.create(framework_id=draft(scene)["framework"], kind="advice", text="x")
    return {"step": made.pk}


def answered_draft(scene: Scene) -> dict[str, Any]:
    """Name a draft with advice that was answered."""
    given = advice(scene)["step"]
    named = draft(scene)
    FrameworkStep.objects.filter(framework_id=named["framework"], kind="advice").exclude(pk=given).delete()
    FrameworkStep.objects.create(framework_id=named["framework"], kind="answered", answers_id=given)
    return named


def goal_name(scene: Scene) -> dict[str, Any]:
    """Name the goal that runs by its lasting name."""
    one = scene.world.goals["compare"]
    return {"name": f"{one.framework.identifier}/{one.identifier}"}


def tagged(scene: Scene) -> dict[str, Any]:
    """Name the unit of work that runs in class L3A as a thing that carries tags."""
    return {"kind": "lessons.unit_of_work", "id": scene.world.unit_of_work.pk}


ROWS: list[Address] = [
    *read_only("framework_road", EVERYBODY, framework),
    *read_only("framework_notes", EVERYBODY, framework),
    *write_only("framework_ask", frozenset({"central_staff"}), draft, lambda scene: {"text": "x"}),
    *write_only("framework_advise", WORKS_HERE, asked_draft, lambda scene: {"text": "x"}),
    *write_only("framework_answer", frozenset({"central_staff"}), advice, lambda scene: {"text": "x"}),
    *write_only("framework_approve", frozenset({"central_staff"}), answered_draft),
    *read_only("goals", EVERYBODY),
    *write_only("goal_notice_seen", EVERYBODY, lambda scene: {"notice": scene.notice.pk}),
    *read_only("framework", EVERYBODY, framework),
    *read_only("framework_branch", EVERYBODY, lambda scene: framework(scene) | goal(scene)),
    *read_only("framework_changes", EVERYBODY, framework),
    *read_only("framework_case", EVERYBODY, framework),
    *read_only("goals_unseen_first", TEACHERS | SCHOOL),
    *read_only("goals_unseen", GUIDES_OF_L3A, unit),
    *read_only("goal", EVERYBODY, goal),
    *read_only("goal_tags", EVERYBODY),
    *write_only("goal_tag_put", RECORDS_IN_L3A, tagged),
    *write_only("goal_tag_off", RECORDS_IN_L3A, lambda scene: tagged(scene) | goal(scene)),
    Address("own_goals", "GET", TEACHERS | LEARNERS),
    Address("own_goals", "POST", TEACHERS | LEARNERS, data=lambda scene: {"text": "dino", "extra": "1"}),
    *write_only("own_goal_add", EVERYBODY, goal, lambda scene: {"text": "dino"}),
    *read_only("goal_named", EVERYBODY, goal_name),
    *write_only("own_goal_step", frozenset({"learner"}), own_goal, lambda scene: {"text": "eerst dit"}),
    *write_only("own_goal_away", frozenset({"learner"}), own_goal),
    *write_only("own_goal_back", frozenset({"learner"}), own_goal),
]
