"""Who gets in at each address of roles: a team divides its own, a school names them, everybody reads the frame."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samenwijzer.practice.offers.roles.actions import give_role, keep_talent
from samenwijzer.practice.offers.roles.models import TeamRole
from tests.access.places import unit
from tests.access.scene import IN_THE_SCHOOL, SCHOOL, TEACHER, WORKS_HERE, Address, Scene, read_only
from tests.access.scene import write_only as write


def role(scene: Scene) -> dict[str, Any]:
    """Name a role of the teacher in class L3A."""
    by, team = scene.world.viewer(scene.world.teacher), scene.world.group.pk
    standing = TeamRole.objects.filter(unit=team, role="care").first()
    standing = standing or give_role(unit=team, role="care", person=by.person_id, starts=by.on, ends=by.on, by=by)
    return {"role": standing.pk}


def school(scene: Scene) -> dict[str, Any]:
    """Name the school of class L3A."""
    return {"school": scene.world.school.pk}


def school_that_knows(scene: Scene) -> dict[str, Any]:
    """Name that school, where the teacher knows about type 9."""
    keep_talent(kind="strength", topic="type-9", shown=True, by=scene.world.viewer(scene.world.teacher))
    return school(scene)


def talent(scene: Scene) -> dict[str, Any]:
    """Name a talent of the teacher; somebody else who sends it changes nothing."""
    by = scene.world.viewer(scene.world.teacher)
    return {"talent": keep_talent(kind="strength", topic="arts", shown=True, by=by).pk}


def swapped(scene: Scene) -> dict[str, Any]:
    """Send one role twice, which its team is told and nobody else."""
    one = role(scene)["role"]
    return {"first": one, "second": one, "until": timezone.localdate().isoformat()}


def given(scene: Scene) -> dict[str, Any]:
    """Send a role for the teacher, until today."""
    return {"role": "lead", "person": scene.world.teacher.pk, "ends": timezone.localdate().isoformat()}


def soon(scene: Scene) -> dict[str, Any]:
    """Send an open role."""
    until = timezone.localdate() + timedelta(days=9)
    return {"topic": "lead", "words": "Trekker gezocht", "until": until.isoformat()}


ROWS: list[Address] = [
    *read_only("team_roles", TEACHER, unit),
    *write("team_role_give", TEACHER, unit, given),
    *write("team_role_swap", TEACHER, unit, swapped),
    *write("team_need", TEACHER, unit, lambda scene: {"topic": "arts"}),
    *write("team_role_end", TEACHER, role),
    *write("team_role_handover", TEACHER, role),
    *read_only("talents", WORKS_HERE),
    *write("talent_keep", WORKS_HERE, data=lambda scene: {"kind": "strength", "topic": "arts", "shown": "1"}),
    *write("talent_drop", WORKS_HERE, talent),
    *write("expertise_ask", frozenset({"other_teacher"}), school_that_knows, lambda scene: {"topic": "type-9"}),
    *read_only("school_roles", IN_THE_SCHOOL, school),
    *write("role_name", SCHOOL, school, lambda scene: {"role": "lead", "title": "trekker"}),
    *write("role_open", SCHOOL, school, soon),
]
