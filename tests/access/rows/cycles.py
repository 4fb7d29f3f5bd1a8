"""Who gets in at each address of cycles, the team and the line of the school."""

from typing import Any

from tests.access.places import STRATEGY, cycle
from tests.access.scene import (
    AT_A_SCHOOL,
    IN_THE_SCHOOL,
    LEARNERS,
    SCHOOL,
    TEACHER,
    WORKS_HERE,
    Address,
    Scene,
    read_only,
    write_only,
)


def cycle_phase(scene: Scene) -> dict[str, Any]:
    """Name the first phase of the cycle of the learner."""
    return cycle(scene) | {"phase": "prepare"}


def line_of_school(scene: Scene) -> dict[str, Any]:
    """Name the school of class L3A."""
    return {"school": scene.world.school.pk}


ROWS: list[Address] = [
    *read_only("my_cycles", LEARNERS),
    *write_only("my_cycle_start", LEARNERS, data=lambda scene: {"title": "dino", "goal": "extra"}),
    *read_only("my_cycle", frozenset({"learner"}), cycle),
    *write_only("cycle_keep", frozenset({"learner"}), cycle_phase, lambda scene: {"success": "als het lukt"}),
    *write_only("cycle_draft", frozenset({"learner"}), cycle_phase, lambda scene: {"success": "als"}),
    *write_only("cycle_share", frozenset({"learner"}), cycle, lambda scene: {"scope-prepare": "private"}),
    *read_only("team_cycles", WORKS_HERE),
    *write_only("team_cycle_start", WORKS_HERE, data=lambda scene: {"title": "lezen", "template": "professional"}),
    *read_only("team_cycle", TEACHER, lambda scene: {"cycle": scene.team_cycle.uid}),
    *read_only("mindset", WORKS_HERE),
    *write_only("mindset_answer", WORKS_HERE, data=lambda scene: {"not-yet": "3"}),
    *read_only("own_line", AT_A_SCHOOL),
    *read_only("strategy_line", IN_THE_SCHOOL, line_of_school),
    *write_only(
        "strategy_line_shift",
        SCHOOL,
        line_of_school,
        lambda scene: {"strategy": STRATEGY, "band": "young", "why": "sterke taalklas"},
    ),
]
