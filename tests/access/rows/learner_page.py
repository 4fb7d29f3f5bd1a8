"""Who gets in at each address of the page of a learner."""

from typing import Any
from uuid import uuid4, uuid5

from samenwijzer.learning.evidence.actions import record_observation
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.progress.disagreements import disagree
from tests.access.places import goal_sent
from tests.access.scene import GUIDES_OF_L3A, RECORDS_IN_L3A, SCHOOL, TEACHER, Address, Scene, read_only, write_only


def council(scene: Scene) -> dict[str, Any]:
    """Send a decision of the class council."""
    return {"kind": "common", "motivation": "terug naar het gewone", "decided_on": "2026-09-15"}


def attested(scene: Scene) -> dict[str, Any]:
    """Confirm the goal of which something was seen."""
    return {"title": "IAC", "goal": [scene.world.goals["add"].pk]}


def said_not_right(scene: Scene) -> dict[str, Any]:
    """Name what the learner said is not right."""
    by, said = scene.world.viewer(scene.learner), Evidence.objects.filter(kind="disagreement").first()
    said = said or disagree(goal=scene.world.goals["add"], by=by)
    return {"learner": scene.learner.pk, "said": said.uid}


def noted_anew(scene: Scene) -> dict[str, Any]:
    """Name something that the teacher just noted of the learner."""
    capture, by = uuid4(), scene.world.viewer(scene.world.teacher)
    uids = [uuid5(capture, str(scene.learner.pk))]
    record_observation(learners=[scene.learner.pk], goal=scene.world.goals["compare"].pk, step=2, uids=uids, by=by)
    return {"learner": scene.learner.pk, "capture": str(capture)}


ROWS: list[Address] = [
    *write_only(
        "learner_note",
        RECORDS_IN_L3A,
        lambda scene: {"learner": scene.learner.pk},
        lambda scene: {"capture": str(uuid4()), "step": 2} | goal_sent(scene),
    ),
    *write_only(
        "learner_note_back",
        TEACHER,
        noted_anew,
    ),
    *read_only("learner", GUIDES_OF_L3A, lambda scene: {"learner": scene.learner.pk}),
    Address("goal_path", "GET", GUIDES_OF_L3A, lambda scene: {"learner": scene.learner.pk}),
    Address("goal_path", "POST", SCHOOL, lambda scene: {"learner": scene.learner.pk}, council),
    *read_only("learner_needs", GUIDES_OF_L3A, lambda scene: {"learner": scene.learner.pk}),
    Address("learner_attest", "GET", SCHOOL, lambda scene: {"learner": scene.learner.pk}),
    Address("learner_attest", "POST", SCHOOL, lambda scene: {"learner": scene.learner.pk}, attested),
    *read_only("learner_portfolio", GUIDES_OF_L3A, lambda scene: {"learner": scene.learner.pk}),
    *write_only(
        "learner_mode", RECORDS_IN_L3A, lambda scene: {"learner": scene.learner.pk}, lambda scene: {"mode": "simple"}
    ),
    *write_only("learner_answer", RECORDS_IN_L3A, said_not_right, lambda scene: {"text": "We kijken samen."}),
]
