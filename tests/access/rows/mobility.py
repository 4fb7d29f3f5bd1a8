"""Who gets in at each address of learning abroad: the network leads, who works in an admitted school asks."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from samenwijzer.practice.offers.mobility.actions import Asked, admit, apply, decide, open_programme
from samenwijzer.practice.offers.mobility.models import Programme
from tests.access.scene import IN_THE_SCHOOL, WORKS_HERE, Address, Scene, read_only
from tests.access.scene import write_only as write

NET = frozenset({"central_staff"})


def programme(scene: Scene) -> dict[str, Any]:
    """Name a programme that admitted the school of class L3A."""
    by = scene.world.viewer(scene.world.central_staff)
    standing = Programme.objects.first()
    if standing is None:
        standing = open_programme(title="Erasmus+", starts=by.on, ends=by.on, budget=Decimal(9000), by=by)
        admit(programme=standing.pk, school=scene.world.school.pk, amount=Decimal(900), by=by)
    return {"programme": standing.pk}


def trip(scene: Scene) -> dict[str, Any]:
    """Name a trip of the teacher that was approved."""
    by = scene.world.viewer(scene.world.teacher)
    asked = Asked(scene.world.school.pk, "course", "digital", "Oslo", "x", by.on, by.on, Decimal(0))
    made = apply(programme=programme(scene)["programme"], asked=asked, by=by)
    return {"trip": decide(trip=made.pk, approves=True, by=scene.world.viewer(scene.world.central_staff)).pk}


def opened(scene: Scene) -> dict[str, Any]:
    """Send a new programme."""
    today = timezone.localdate().isoformat()
    return {"title": "Erasmus+", "starts": today, "ends": today, "budget": "100"}


def wanted(scene: Scene) -> dict[str, Any]:
    """Send a trip for the school of class L3A."""
    today = timezone.localdate().isoformat()
    return {
        "school": scene.world.school.pk, "kind": "course", "theme": "digital", "place": "Oslo", "question": "x",
        "starts": today, "ends": today, "cost": "1",
    }  # fmt: skip


ROWS: list[Address] = [
    *read_only("mobility_first", WORKS_HERE),
    *write("mobility_begin", NET, data=opened),
    *read_only("mobility", WORKS_HERE, programme),
    *write("mobility_grant", NET, programme, lambda scene: {"school": scene.world.school.pk, "amount": "900"}),
    *write("trip_apply", IN_THE_SCHOOL, programme, wanted),
    *read_only("mobility_report", NET, programme),
    *write("trip_decide", NET, trip, lambda scene: {"choice": "refuse"}),
    *write("trip_gain", frozenset({"teacher"}), trip, lambda scene: {"professional": 3, "personal": 3}),
]
