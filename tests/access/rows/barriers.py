"""Who gets in at the board of barriers."""

from typing import Any

from django.utils import timezone

from samenwijzer.practice.agenda.barriers.models import Barrier
from tests.access.scene import IN_THE_SCHOOL, SCHOOL, Address, Scene, write_only


def school(scene: Scene) -> dict[str, Any]:
    """Name the school of L3A in the path."""
    return {"unit": scene.world.school.pk}


def barrier(scene: Scene) -> dict[str, Any]:
    """Name a barrier that the school met and that lies there."""
    here = scene.world.school
    made = Barrier.objects.create(unit=here, level=here, text="x", hinders="y", raised_on=timezone.localdate())
    return {"barrier": made.pk}


def raised(scene: Scene) -> dict[str, Any]:
    """Send a barrier for the school group."""
    return {"text": "Geen lokaal", "hinders": "Flexuren", "level": scene.world.school_group.pk}


def onward(scene: Scene) -> dict[str, Any]:
    """Send the next level with the reason."""
    return {"level": scene.world.school_group.pk, "why": "Geen geld"}


ROWS: list[Address] = [
    Address("barriers", "GET", IN_THE_SCHOOL, school),
    Address("barriers", "POST", IN_THE_SCHOOL, school, raised),
    Address("barrier", "GET", IN_THE_SCHOOL, barrier),
    Address("barrier", "POST", frozenset(), barrier),
    *write_only("barrier_take", SCHOOL, barrier),
    *write_only("barrier_pass", SCHOOL, barrier, onward),
    *write_only("barrier_close", SCHOOL, barrier, lambda scene: {"end": "solved", "words": "Gedaan"}),
]
