"""Who gets in at each address of Mijn kompas, portfolio and trajectory."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from samenwijzer.learning.evidence.peers import record_peer
from samenwijzer.learning.lessons.trajectories.actions import add_step
from samenwijzer.learning.lessons.trajectories.actions import start as begin_trajectory
from samenwijzer.learning.lessons.trajectories.models import Trajectory
from samenwijzer.learning.progress.models import Attestation
from samenwijzer.learning.regulation.participation.log import log
from samenwijzer.practice.goals.models import Framework, Goal
from tests.access.places import goal_sent, unit
from tests.access.scene import (
    GUIDES_OF_L3A,
    LEARNERS,
    OF_L3A,
    RECORDS_IN_L3A,
    Address,
    Scene,
    read_only,
    write_only,
)


def citizenship(scene: Scene) -> dict[str, Any]:
    """Send something done for others, with a goal of citizenship."""
    values = {"title": {"nl": "PPGO!"}, "kind": "vision"}
    framework, _is_new = Framework.objects.get_or_create(identifier="go2030-ppgo", defaults=values, version="1")
    named = {"framework": framework, "identifier": "ppgo-burgerschap"}
    goal, _is_new = Goal.objects.get_or_create(**named, defaults={"statement": {"nl": "meedoen"}})
    return {"goal": goal.pk, "text": "Zwerfvuil geraapt"}


def route(scene: Scene) -> dict[str, Any]:
    """Name the unit of work of class L3A."""
    return {"unit": scene.world.unit_of_work.pk}


def made_at(scene: Scene) -> dict[str, Any]:
    """Send when it was made, with the goal that runs."""
    return {"seen_at": "2026-09-01T09:00:00Z"} | goal_sent(scene)


def attestation(scene: Scene) -> dict[str, Any]:
    """Name what the school confirmed of the learner."""
    found = Attestation.objects.first() or Attestation.objects.create(
        learner=scene.learner, school=scene.world.school, title="IAC", at=timezone.now()
    )
    return {"attestation": found.pk}


def of_learner(scene: Scene) -> dict[str, Any]:
    """Name the learner."""
    return {"learner": scene.learner.pk}


def on_trajectory(scene: Scene) -> dict[str, Any]:
    """Name a trajectory of the learner."""
    by = scene.world.viewer(scene.learner)
    found = Trajectory.objects.first() or begin_trajectory(learner=scene.learner.pk, title="bakker", by=by)
    return of_learner(scene) | {"trajectory": found.pk}


def step_of_trajectory(scene: Scene) -> dict[str, Any]:
    """Name a step of a trajectory of the learner."""
    by, goal = scene.world.viewer(scene.learner), scene.world.goals["add"].pk
    trajectory = on_trajectory(scene)["trajectory"]
    return of_learner(scene) | {"step": add_step(trajectory=trajectory, goal=goal, kind="own", title="x", by=by).pk}


def logged_part(scene: Scene) -> dict[str, Any]:
    """Name what the learner logged of how it took part."""
    return of_learner(scene) | {"logged": log(way="joined", by=scene.world.viewer(scene.learner)).pk}


def seen_of_fellow(scene: Scene) -> dict[str, Any]:
    """Send what was seen of a classmate."""
    return {"capture": str(uuid4()), "fellow": scene.world.learners[1].pk, "step": 2} | goal_sent(scene)


def waiting_word(scene: Scene) -> dict[str, Any]:
    """Name what a classmate saw of the learner, not confirmed yet."""
    by, goal = scene.world.viewer(scene.world.learners[1]), scene.world.goals["add"].pk
    made = record_peer(learner=scene.learner.pk, goal=goal, step=2, note="", uid=uuid4(), by=by)
    return of_learner(scene) | {"uid": made.uid}


ROWS: list[Address] = [
    *read_only("compass", LEARNERS),
    *read_only("compass_route", OF_L3A, route),
    *write_only("compass_sure", OF_L3A, route, lambda scene: {"sure": 2} | goal_sent(scene)),
    *write_only("compass_step", OF_L3A, route, goal_sent),
    *write_only("compass_help", OF_L3A, route, goal_sent),
    *write_only("compass_mode", LEARNERS, data=lambda scene: {"mode": "full"}),
    *read_only("portfolio", LEARNERS),
    Address("joined", "GET", LEARNERS),
    Address("joined", "POST", LEARNERS, data=citizenship),
    *write_only("portfolio_add", LEARNERS, data=lambda scene: {"text": "taart"} | goal_sent(scene)),
    *read_only("portfolio_sheet", LEARNERS),
    *write_only(
        "portfolio_add_later",
        frozenset({"learner"}),
        data=lambda scene: {"text": "taart", "capture": str(uuid4()), "person": scene.learner.pk} | made_at(scene),
    ),
    *write_only("portfolio_show", frozenset({"learner"}), lambda scene: {"uid": scene.piece, "to": "self"}),
    *read_only("profile", LEARNERS),
    *read_only("profile_pdf", LEARNERS),
    *read_only("attestation_file", GUIDES_OF_L3A | {"learner"}, attestation),
    *read_only("trajectory", GUIDES_OF_L3A | {"learner"}, of_learner),
    *write_only("trajectory_start", RECORDS_IN_L3A | {"learner"}, of_learner, lambda scene: {"title": "bakker"}),
    *write_only(
        "trajectory_step",
        RECORDS_IN_L3A | {"learner"},
        on_trajectory,
        lambda scene: {"kind": "own", "title": "oefenen"} | goal_sent(scene),
    ),
    *write_only("trajectory_done", RECORDS_IN_L3A | {"learner"}, step_of_trajectory),
    Address("participation", "GET", GUIDES_OF_L3A | {"learner"}, of_learner),
    Address("participation", "POST", frozenset({"learner"}), of_learner, lambda scene: {"way": "joined"}),
    *write_only("participation_remark", RECORDS_IN_L3A, logged_part, lambda scene: {"words": "fijn"}),
    Address("fellows", "GET", GUIDES_OF_L3A | {"learner"}, of_learner),
    Address("fellows", "POST", frozenset({"learner"}), of_learner, seen_of_fellow),
    *write_only("fellows_confirm", RECORDS_IN_L3A | {"learner"}, waiting_word),
    *write_only("compass_question", OF_L3A, route, lambda scene: {"text": "Hoe begin ik?"} | goal_sent(scene)),
    *read_only("compass_hand", LEARNERS),
    *write_only("compass_hand_up", OF_L3A, data=unit),
    *write_only("compass_hand_down", LEARNERS),
    *write_only("compass_not_right", OF_L3A, route, goal_sent),
]
