"""Who gets in at the booklet of agreements of a school: who works in it; who leads the school agrees."""

from typing import Any

from samenwijzer.practice.agenda.booklet import agree_in_school
from tests.access.scene import IN_THE_SCHOOL, SCHOOL, Address, Scene, read_only, write_only


def school(scene: Scene) -> dict[str, Any]:
    """Name the school of class L3A."""
    return {"school": scene.world.school.pk}


def agreement(scene: Scene) -> dict[str, Any]:
    """Name an agreement of that school."""
    by, at = scene.world.viewer(scene.world.head), scene.world.school.pk
    return school(scene) | {"agreement": agree_in_school(school=at, text="Op tijd", theme="classroom", by=by).pk}


ROWS: list[Address] = [
    *read_only("booklet", IN_THE_SCHOOL, school),
    *write_only(
        "booklet_agree", SCHOOL | {"secretary"}, school, lambda scene: {"text": "Op tijd", "theme": "classroom"}
    ),
    *write_only("booklet_check", IN_THE_SCHOOL, agreement, lambda scene: {"way": "team", "outcome": "kept"}),
]
