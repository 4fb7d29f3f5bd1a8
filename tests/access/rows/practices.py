"""Who gets in at each address of practice examples and of what practice says beside a card."""

from typing import Any

from django.utils import timezone

from samenwijzer.foundation.references import Reference
from samenwijzer.practice.cycles.actions import start_cycle
from samenwijzer.practice.cycles.owners import PERSON
from samenwijzer.practice.materials.models import Material
from samenwijzer.practice.materials.practices.models import Component, Example, PracticeComment
from tests.access.scene import TEACHER, WORKS_HERE, Address, Scene, read_only, write_only


def _material(scene: Scene, kind: str) -> Material:
    return Material.objects.create(
        title="Tekenen", kind=kind, area="professioneel", licence="CC-BY-4.0", origin="own-time",
        made_by=scene.world.teacher, shared_with=scene.world.school, shared_at=timezone.now(),
    )  # fmt: skip


def card(scene: Scene) -> dict[str, Any]:
    """Name a card of the teacher, shared with the school."""
    return {"material": _material(scene, "sheet").pk}


def example(scene: Scene) -> dict[str, Any]:
    """Name an example of the school, shared with it."""
    made = Example.objects.create(
        material=_material(scene, "practice"), challenge="c", context="c", approach="a", effect="e",
        effect_known="told", contact="x", school=scene.world.school,
    )  # fmt: skip
    return {"material": made.material_id}


def comment(scene: Scene) -> dict[str, Any]:
    """Name what the teacher said from practice."""
    made = PracticeComment.objects.create(
        material=_material(scene, "sheet"), stance="tried", text="ja", by=scene.world.teacher
    )
    return {"comment": made.pk}


def inquiry(scene: Scene) -> dict[str, Any]:
    """Send an inquiry of the teacher."""
    by = scene.world.viewer(scene.world.teacher)
    owner = Reference(PERSON, str(by.person_id))
    return {"cycle": str(start_cycle(template="inquiry", owner=owner, title="Breuken", due=None, by=by).uid)}


def kept(scene: Scene) -> dict[str, Any]:
    """Send what the school keeps."""
    return {"unit": scene.world.school.pk, "component": [one.pk for one in Component.objects.all()]}


IN_THE_SCHOOL = TEACHER | {"colleague", "care_coordinator", "head", "secretary"}
ADVISER: frozenset[str] = frozenset()
ROWS: list[Address] = [
    *read_only("practices", WORKS_HERE),
    Address("practice_new", "GET", WORKS_HERE),
    Address("practice_new", "POST", WORKS_HERE),
    *read_only("material_practice", IN_THE_SCHOOL, card),
    *write_only("practice_comment", IN_THE_SCHOOL, card, lambda scene: {"stance": "tried", "text": "ja"}),
    *write_only("practice_uncomment", TEACHER, comment),
    *write_only("practice_components", TEACHER, card, lambda scene: {"components": "denktijd"}),
    *write_only("practice_keep", IN_THE_SCHOOL, card, kept),
    *write_only("practice_cite", TEACHER, card, inquiry),
    *write_only("practice_consent", frozenset({"head"}), example),
    *write_only("practice_confirm", ADVISER, example),
]
