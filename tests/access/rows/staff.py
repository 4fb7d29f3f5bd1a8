"""Who gets in at the staff policy of a school: who works in it reads, who leads it answers the pulse."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samenwijzer.network.people.models import Person
from samenwijzer.practice.instruments.models import Answer, Response
from tests.access.scene import IN_THE_SCHOOL, SCHOOL, Address, Scene, read_only, write_only


def school(scene: Scene) -> dict[str, Any]:
    """Name the school of class L3A."""
    return {"unit": scene.world.school.pk}


def told(scene: Scene) -> dict[str, Any]:
    """Name it once five people answered its pulse last month."""
    at = timezone.localtime().replace(day=1) - timedelta(days=3)
    if not Response.objects.filter(instrument="workability-pulse").exists():
        for person in Person.objects.order_by("pk")[:5]:
            made = Response.objects.create(
                instrument="workability-pulse", version="1", person=person, unit=scene.world.school, at=at
            )
            Answer.objects.create(response=made, question="load", dimension="load", value=2, score=2)
    return school(scene)


def sent(scene: Scene) -> dict[str, Any]:
    """Send a change of the organisation."""
    due = (timezone.localdate() + timedelta(days=9)).isoformat()
    return {"what": "Mails bundelen", "owner": scene.world.head.pk, "due": due}


ROWS: list[Address] = [
    *read_only("staff", IN_THE_SCHOOL, school),
    *write_only("staff_change", SCHOOL, told, sent),
]
