"""Who gets in at each address of talks: who works somewhere plans them, who was asked reads them."""

from typing import Any

from django.utils import timezone

from samenwijzer.practice.agenda.actions import plan_meeting
from tests.access.scene import TEACHER, WORKS_HERE, Address, Scene, read_only, write_only


def talk(scene: Scene) -> dict[str, Any]:
    """Name a talk of the teacher and somebody who is not among the personas."""
    by = scene.world.viewer(scene.world.teacher)
    return {"meeting": plan_meeting(title="Gesprek", begins_at=timezone.now(), people=[], by=by).uid}


def action(scene: Scene) -> dict[str, Any]:
    """Send an action of the teacher."""
    return {"what": "Kijken", "owner": scene.world.teacher.pk, "due": timezone.localdate().isoformat()}


ROWS: list[Address] = [
    *read_only("talks", WORKS_HERE),
    *write_only("talk_plan", WORKS_HERE, data=lambda scene: {"person": "0"}),
    *write_only("talk_first_year", WORKS_HERE, data=lambda scene: {"person": "0"}),
    *read_only("talk", TEACHER, talk),
    *write_only("talk_note", TEACHER, talk, lambda scene: {"text": "Goed"}),
    *write_only("talk_action", TEACHER, talk, action),
    *read_only("talk_file", TEACHER, talk),
]
