"""Who gets in at each address of Vandaag of the teacher."""

from typing import Any
from uuid import uuid4

from samenwijzer.learning.lessons.models import RaisedHand
from tests.access.places import goal_sent, unit
from tests.access.scene import TEACHER, TEACHERS, Address, Scene, read_only, write_only


def question(scene: Scene) -> dict[str, Any]:
    """Name the question the learner asked."""
    return {"unit": scene.world.group.pk, "notice": scene.notice.pk}


def noted_offline(scene: Scene) -> dict[str, Any]:
    """Send what the teacher noted without a connection."""
    noted = {"capture": str(uuid4()), "learner": scene.learner.pk, "step": 2, "person": scene.world.teacher.pk}
    return noted | {"seen_at": "2026-09-01T09:00:00Z"} | goal_sent(scene)


def raised_hand(scene: Scene) -> dict[str, Any]:
    """Name the hand of the learner, raised anew."""
    RaisedHand.objects.filter(learner=scene.learner).delete()
    return unit(scene) | {"hand": RaisedHand.objects.create(unit=scene.world.group, learner=scene.learner).pk}


ROWS: list[Address] = [
    *read_only("today", TEACHERS),
    *read_only("today_of_group", TEACHER, unit),
    *write_only(
        "today_capture",
        TEACHER,
        unit,
        lambda scene: {"capture": str(uuid4()), "learner": scene.learner.pk, "step": 2} | goal_sent(scene),
    ),
    *read_only("today_sheet", TEACHERS),
    *write_only("today_capture_later", TEACHER, unit, noted_offline),
    *write_only("today_take_back_capture", TEACHER, lambda scene: unit(scene) | {"capture": str(scene.capture)}),
    *write_only(
        "today_choose",
        TEACHER,
        unit,
        lambda scene: {"learner": scene.learner.pk, "need": "support", "choice": "not_now"} | goal_sent(scene),
    ),
    *write_only("today_finish", TEACHER, unit, lambda scene: {"planned": scene.follow_up.pk}),
    *write_only("today_take_back_choice", TEACHER, lambda scene: unit(scene) | {"choices": str(scene.follow_up.pk)}),
    *write_only("today_put_away", TEACHER, question),
    *write_only("today_bring_back", TEACHER, question),
    *read_only("today_hands", TEACHER, unit),
    *write_only("today_take_hand", TEACHER, raised_hand),
    *write_only("today_answer_hand", TEACHER, raised_hand),
]
