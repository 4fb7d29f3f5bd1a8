"""Who gets in at each address of dossiers with partners, and of places for student teachers."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samenwijzer.practice.offers.dossiers.actions import Note, note, start
from samenwijzer.practice.offers.dossiers.models import Dossier
from samenwijzer.practice.offers.placements.actions import publish_places
from tests.access.scene import SCHOOL, WORKS_HERE, Address, Scene, read_only
from tests.access.scene import write_only as write

NET = frozenset({"central_staff"})
LEADS = NET | {"general_director"}


def dossier(scene: Scene) -> dict[str, Any]:
    """Name a dossier that the network leads."""
    standing = Dossier.objects.filter(lead=scene.world.network).first()
    by = scene.world.viewer(scene.world.central_staff)
    return {"dossier": (standing or start(kind="series", title="Overleg", by=by)).pk}


def entry(scene: Scene) -> dict[str, Any]:
    """Name an input in it."""
    by = scene.world.viewer(scene.world.central_staff)
    content = Note(kind="input", on=by.on, text="Meer praktijk")
    return {"entry": note(dossier=dossier(scene)["dossier"], content=content, by=by).pk}


def school(scene: Scene) -> dict[str, Any]:
    """Name the school of class L3A."""
    return {"school": scene.world.school.pk}


def placement(scene: Scene) -> dict[str, Any]:
    """Name places of that school."""
    by = scene.world.viewer(scene.world.head)
    made = publish_places(
        school=scene.world.school.pk, mentor=scene.world.teacher.pk, places=1, opportunities="x", starts=by.on,
        ends=by.on, by=by,
    )  # fmt: skip
    return {"placement": made.pk}


def published(scene: Scene) -> dict[str, Any]:
    """Send places."""
    today = timezone.localdate().isoformat()
    return {
        "mentor": scene.world.teacher.pk, "places": 2, "opportunities": "x", "starts": today, "ends": today,
    }  # fmt: skip


ROWS: list[Address] = [
    *read_only("dossiers", LEADS),
    *write("dossier_start", NET, data=lambda scene: {"kind": "file", "title": "EHBO"}),
    *read_only("dossier", LEADS, dossier),
    *write(
        "dossier_note", NET, dossier,
        lambda scene: {"kind": "meeting", "on": timezone.localdate().isoformat(), "text": "Samen"},
    ),
    *write("dossier_settle", NET, entry, lambda scene: {"state": "adopted"}),
    *write("dossier_lead", NET, dossier, lambda scene: {"to": scene.world.school_group.pk, "why": ""}),
    *read_only("placements", WORKS_HERE),
    *write("placement_publish", SCHOOL, school, published),
    *write("placement_withdraw", SCHOOL, placement),
    *write(
        "vacancy_publish", SCHOOL, school,
        lambda scene: {"title": "Leraar", "until": (timezone.localdate() + timedelta(days=2)).isoformat()},
    ),
    *write("vacancy_consent", frozenset(), data=lambda scene: {"wants": "1"}),
]  # fmt: skip
