"""Who gets in at each address of policy, digital life, ideas and rules of a school."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from samenwijzer.practice.curriculum.models import Programme, ProgrammePart, RolloutStep
from samenwijzer.practice.technology.models import Block, DigitalAction, Idea, Tool, ToolTrial
from tests.access.places import framework
from tests.access.scene import (
    EVERYBODY,
    READS_PLANS,
    SCHOOL,
    TEACHER,
    WORKS_HERE,
    Address,
    Scene,
    read_only,
    write_only,
)


def school(scene: Scene) -> dict[str, Any]:
    """Name the school of class L3A in the path."""
    return {"unit": scene.world.school.pk}


def network(scene: Scene) -> dict[str, Any]:
    """Name the network in the path."""
    return {"unit": scene.world.network.pk}


def programme(scene: Scene) -> dict[str, Any]:
    """Name a programme of the school."""
    made, _is_new = Programme.objects.get_or_create(unit=scene.world.school, title="Zoals nu")
    return {"programme": made.pk}


def programme_part(scene: Scene) -> dict[str, Any]:
    """Name a part of a programme that nobody took out yet."""
    made = ProgrammePart.objects.create(programme_id=programme(scene)["programme"], title="a", subject="b", hours=1)
    return {"part": made.pk}


def tool(scene: Scene) -> dict[str, Any]:
    """Name a tool of the school."""
    made, _is_new = Tool.objects.get_or_create(unit=scene.world.school, name="Bingel")
    return {"tool": made.pk}


def trial(scene: Scene) -> dict[str, Any]:
    """Name a trial that did not end yet."""
    day = timezone.localdate()
    made = ToolTrial.objects.create(tool_id=tool(scene)["tool"], question="a", measure="b", starts=day, ends=day)
    return {"trial": made.pk}


def digital_action(scene: Scene) -> dict[str, Any]:
    """Name an action of the school that the teacher owns and nobody ticked yet."""
    day, owner = timezone.localdate(), scene.world.teacher
    made = DigitalAction.objects.create(unit=scene.world.school, block="data", text="x", owner=owner, until=day)
    return {"action": made.pk}


def idea(scene: Scene) -> dict[str, Any]:
    """Name an idea of the teacher."""
    made, _is_new = Idea.objects.get_or_create(unit=scene.world.group, text="Minder klikken", by=scene.world.teacher)
    return {"idea": made.pk}


def open_step(scene: Scene) -> dict[str, Any]:
    """Name a step that is open for the school."""
    framework = scene.world.goals["compare"].framework
    return school(scene) | {"step": RolloutStep.objects.create(framework=framework, level="school", text="x").pk}


ROWS: list[Address] = [
    *read_only("policy_first", WORKS_HERE - {"officer"}),
    *read_only("policy", READS_PLANS, school),
    Address("yearly_report", "GET", READS_PLANS, school),
    Address("yearly_report", "POST", READS_PLANS, school),
    *read_only("year_rules", EVERYBODY),
    *read_only("school_costs", EVERYBODY),
    *read_only("planned_citizenship", READS_PLANS, school),
    *read_only("planned_coherence", READS_PLANS, school),
    Address("programmes", "GET", READS_PLANS, school),
    Address("programmes", "POST", SCHOOL, school, lambda scene: {"title": uuid4().hex}),
    *write_only("staff_hours", SCHOOL, school, lambda scene: {"subject": "wiskunde", "hours": "4"}),
    *read_only("programmes_weigh", READS_PLANS, school),
    Address("programme", "GET", READS_PLANS, programme),
    Address("programme", "POST", SCHOOL, programme, lambda scene: {"title": "a", "subject": "b", "hours": "1"}),
    *write_only("programme_part_away", SCHOOL, programme_part),
    *read_only("digital", READS_PLANS, school),
    *read_only("digital_plan", READS_PLANS, school),
    *write_only("tool_register", SCHOOL, school, lambda scene: {"name": "Bingel"}),
    *write_only("digital_scan", SCHOOL, school, lambda scene: dict.fromkeys(Block.values, "1")),
    *write_only(
        "digital_action",
        SCHOOL,
        school,
        lambda scene: {"block": "data", "text": "x", "owner": scene.world.teacher.pk, "until": "2027-01-01"},
    ),
    *write_only("digital_action_done", TEACHER | SCHOOL, digital_action),
    *write_only("tool_decide", SCHOOL, tool, lambda scene: {"state": "stopped"}),
    *write_only(
        "trial_start",
        SCHOOL,
        tool,
        lambda scene: {"question": "a", "measure": "b", "starts": "2026-09-01", "ends": "2026-10-01"},
    ),
    *write_only("trial_end", SCHOOL, trial, lambda scene: {"decision": "adapt", "found": "x"}),
    Address("ideas", "GET", WORKS_HERE),
    Address("ideas", "POST", WORKS_HERE, data=lambda scene: {"text": "Sneller"}),
    *write_only("idea_want", WORKS_HERE, idea),
    *write_only("idea_answer", SCHOOL, lambda scene: idea(scene) | school(scene), lambda scene: {"state": "seen"}),
    *read_only("rollout", READS_PLANS, school),
    *write_only("rollout_lead", SCHOOL, school, framework),
    *write_only(
        "rollout_report", SCHOOL, school, lambda scene: {"stage": "teaching", "evidence": "x"} | framework(scene)
    ),
    *write_only(
        "rollout_step",
        frozenset({"central_staff"}),
        network,
        lambda scene: {"level": "school", "text": "x"} | framework(scene),
    ),
    *write_only("rollout_close", SCHOOL, open_step),
]
