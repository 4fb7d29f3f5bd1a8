"""Who gets in at each address of groups and working together, on both sides."""

import json
from typing import Any

from django.utils import timezone

from samenwijzer.learning.cooperation.across import call_for_pair
from samenwijzer.learning.cooperation.actions import design_task, plan_part, start_board
from samenwijzer.learning.cooperation.models import AcrossPair, Part
from samenwijzer.learning.cooperation.space import contribute
from tests.access.places import goal_sent, unit
from tests.access.scene import (
    GUIDES_OF_L3A,
    LEARNERS,
    OF_L3A,
    RECORD,
    RECORDS_IN_L3A,
    SCHOOL,
    TEACHERS,
    Address,
    Scene,
    read_only,
    write_only,
)
from tests.media import picture


def groups_asked(scene: Scene) -> dict[str, Any]:
    """Ask for groups of everybody in the class."""
    here = [one.pk for one in scene.world.learners]
    return {"purpose": "cooperation", "size": 3, "here": here} | goal_sent(scene)


def groups_made(scene: Scene) -> dict[str, Any]:
    """Send the class as one group that ends today."""
    groups = json.dumps([[None, [one.pk for one in scene.world.learners]]])
    made = {"name": "Orion", "proposal": f"balance:{groups}", "chosen": "0", "groups": groups}
    return groups_asked(scene) | made | {"ends": timezone.localdate().isoformat()}


def pair(scene: Scene) -> dict[str, Any]:
    """Name two learners who go apart."""
    return {"learner": scene.learner.pk, "other": scene.world.learners[1].pk, "kind": "apart"}


def unit_of_work(scene: Scene) -> dict[str, Any]:
    """Name the unit of work of class L3A by its own name."""
    return {"unit_of_work": scene.world.unit_of_work.pk}


def group_task(scene: Scene) -> dict[str, Any]:
    """Name a task for groups of the class."""
    by = scene.world.viewer(scene.world.teacher)
    return {"task": design_task(unit=scene.world.group.pk, title="Brug", goal=None, elements={}, by=by).pk}


def group_board(scene: Scene) -> dict[str, Any]:
    """Name the group of the class, which has a goal."""
    group = scene.shown.groups.get()
    if not hasattr(group, "board"):
        start_board(group=group.pk, aim="een brug", by=scene.world.viewer(scene.world.teacher))
    return {"group": group.pk}


def group_part(scene: Scene) -> dict[str, Any]:
    """Name a part of the work of the group."""
    named, by = group_board(scene), scene.world.viewer(scene.world.teacher)
    part = Part.objects.first() or plan_part(group=named["group"], title="tekenen", learner=None, by=by)
    return named | {"part": part.pk}


def contribution(scene: Scene) -> dict[str, Any]:
    """Name something the learner wrote in the space of its group."""
    by, group = scene.world.viewer(scene.learner), group_board(scene)["group"]
    return {"contribution": contribute(group=group, words="dag", is_decision=False, by=by).pk}


def group_file(scene: Scene) -> dict[str, Any]:
    """Name a photo that the learner shared in the space of its group."""
    by, group = scene.world.viewer(scene.learner), group_board(scene)["group"]
    told = contribute(group=group, words="onze brug", is_decision=False, files=[picture()], by=by)
    return {"file": told.files.get().pk}


def pair_call(scene: Scene) -> dict[str, Any]:
    """Name what the teacher of the other school looks for."""
    world = scene.world
    by, learner, goal = world.viewer(world.other_teacher), world.other_learners[0].pk, world.goals["compare"].pk
    return {"call": call_for_pair(learner=learner, goal=goal, explains=True, by=by).pk}


def pair_sent(scene: Scene) -> dict[str, Any]:
    """Send a pair with the learner."""
    return {"learner": scene.learner.pk, "meets": "woensdag", "ends": "2026-01-01", "watches": "1"}


def across_pair(scene: Scene) -> dict[str, Any]:
    """Name a pair of the learner with one of the other school, to which nobody said yes."""
    world = scene.world
    made = AcrossPair.objects.create(
        goal=world.goals["compare"],
        explainer=scene.learner,
        explainer_unit=world.group,
        explainer_adult=world.teacher,
        listener=world.other_learners[0],
        listener_unit=world.other_group,
        listener_adult=world.other_teacher,
        adult=world.teacher,
        meets="woensdag",
        ends=timezone.localdate(),
    )
    return {"pair": made.pk}


def pair_wanted(scene: Scene) -> dict[str, Any]:
    """Send whom and what somebody is looked for."""
    return {"learner": scene.learner.pk} | goal_sent(scene)


def skill_seen(scene: Scene) -> dict[str, Any]:
    """Send how far the group is with taking turns."""
    return {"seen": f"{scene.shown.groups.get().pk}-2"}


def explained(scene: Scene) -> dict[str, Any]:
    """Send an explanation."""
    return {"words": "We weten het omdat …"}


#: Who has a say in a pair of the learner with one of another school, or made it.
IN_PAIR = frozenset({"learner", "guardian", "head", "teacher", "other_teacher", "other_learner"})

ROWS: list[Address] = [
    *read_only("groups", RECORD),
    *read_only("groups_of_unit", RECORDS_IN_L3A, unit),
    *write_only("groups_propose", RECORDS_IN_L3A, unit, groups_asked),
    *write_only("groups_arrange", RECORDS_IN_L3A, unit, groups_made),
    *write_only("groups_publish", RECORDS_IN_L3A, unit, groups_made),
    *write_only("groups_ties", RECORDS_IN_L3A, unit, pair),
    *write_only("groups_preferences", RECORDS_IN_L3A, unit, lambda scene: {"lines": "Noor: Ilyas"}),
    *read_only("grouping", GUIDES_OF_L3A, lambda scene: {"grouping": scene.shown.pk}),
    *write_only("grouping_stop", RECORDS_IN_L3A, lambda scene: {"grouping": scene.stopped.pk}),
    *write_only("grouping_withdraw", RECORDS_IN_L3A, lambda scene: {"grouping": scene.withdrawn.pk}),
    *read_only("together", TEACHERS | SCHOOL),
    *read_only("together_of_group", GUIDES_OF_L3A, unit),
    Address("cooperative_task_new", "GET", RECORDS_IN_L3A, unit),
    Address("cooperative_task_new", "POST", RECORDS_IN_L3A, unit, lambda scene: {"title": "Brug"}),
    Address("cooperative_task", "GET", RECORDS_IN_L3A, group_task),
    Address("cooperative_task", "POST", RECORDS_IN_L3A, group_task, lambda scene: {"title": "Brug"}),
    Address("group_roles", "GET", RECORDS_IN_L3A, lambda scene: {"grouping": scene.shown.pk}),
    Address("group_roles", "POST", RECORDS_IN_L3A, lambda scene: {"grouping": scene.shown.pk}),
    Address("group_skills", "GET", RECORDS_IN_L3A, lambda scene: {"grouping": scene.shown.pk}),
    Address("group_skills", "POST", RECORDS_IN_L3A, lambda scene: {"grouping": scene.shown.pk}, skill_seen),
    *read_only("together_planning", GUIDES_OF_L3A, unit_of_work),
    *write_only("together_form", RECORDS_IN_L3A, unit_of_work, lambda scene: {"form": "jigsaw", "on": "2026-12-01"}),
    *write_only("together_scheme", RECORDS_IN_L3A, unit_of_work, lambda scene: {"skill": "turns", "on": "2026-12-01"}),
    Address("cooperation_pulse", "GET", LEARNERS),
    Address("cooperation_pulse", "POST", LEARNERS, data=lambda scene: {"effort": "3"}),
    *read_only("cooperation_pulse_of_group", GUIDES_OF_L3A, unit),
    Address("group_space", "GET", GUIDES_OF_L3A | OF_L3A, group_board),
    Address("group_space", "POST", RECORDS_IN_L3A | OF_L3A, group_board, lambda scene: {"words": "dag"}),
    *write_only("group_space_moderate", RECORDS_IN_L3A, contribution),
    *read_only("group_file", GUIDES_OF_L3A | OF_L3A, group_file),
    *read_only("group_file_small", GUIDES_OF_L3A | OF_L3A, group_file),
    *write_only("group_file_away", frozenset({"learner"}), group_file),
    *read_only("pairs_across", RECORD | LEARNERS | {"head", "guardian"}),
    *write_only("pair_across_call", RECORDS_IN_L3A, data=pair_wanted),
    *write_only("pair_across_answer", RECORDS_IN_L3A, pair_call, pair_sent),
    *write_only("pair_across_yes", IN_PAIR, across_pair),
    *write_only("pair_across_end", IN_PAIR, across_pair),
    *read_only("own_groups", LEARNERS),
    *write_only("own_groups_willing", LEARNERS),
    *read_only("group_board", GUIDES_OF_L3A | OF_L3A, group_board),
    *write_only("group_board_aim", RECORDS_IN_L3A | OF_L3A, group_board, lambda scene: {"aim": "een brug"}),
    *write_only("group_board_plan", RECORDS_IN_L3A | OF_L3A, group_board, lambda scene: {"title": "tekenen"}),
    *write_only("group_board_finish", RECORDS_IN_L3A | OF_L3A, group_part),
    *write_only("group_board_explain", OF_L3A, group_board, explained),
    *write_only("group_board_close", RECORDS_IN_L3A | OF_L3A, group_board),
]
