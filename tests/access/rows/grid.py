"""Who gets in at each address of Klasbeeld, growth, paper and questions."""

from typing import Any

from django.utils import timezone

from samenwijzer.learning.progress.questions import ask_question
from tests.access.places import goal, unit
from tests.access.scene import (
    GUIDES_OF_L3A,
    NOBODY,
    RECORD,
    RECORDS_IN_L3A,
    SCHOOL,
    TEACHERS,
    Address,
    Scene,
    read_only,
    write_only,
)


def unit_learner_goal(scene: Scene) -> dict[str, Any]:
    """Name the class, the learner and the goal that runs."""
    return {"unit": scene.world.group.pk, "learner": scene.learner.pk, "goal": scene.world.goals["compare"].pk}


def sheet(scene: Scene) -> dict[str, Any]:
    """Name the sheet of class L3A."""
    return {"occasion": scene.occasion.pk}


def one_mark(scene: Scene) -> dict[str, Any]:
    """Send one mark of the sheet."""
    column = scene.occasion.columns.get()
    return {"marks": [{"learner": scene.learner.pk, "column": column.pk, "value": 2, "seen": None}]}


def question_asked(scene: Scene) -> dict[str, Any]:
    """Name a question of the learner."""
    asked = ask_question(goal=scene.world.goals["add"].pk, text="Hoe?", by=scene.world.viewer(scene.learner))
    return unit(scene) | {"uid": asked.uid}


ROWS: list[Address] = [
    *read_only("class_grids", TEACHERS | SCHOOL),
    *read_only("class_grid", GUIDES_OF_L3A, unit),
    *read_only("growth", GUIDES_OF_L3A, unit),
    *read_only("evidence_kinds", GUIDES_OF_L3A, unit),
    *write_only(
        "growth_pace",
        RECORDS_IN_L3A,
        unit,
        lambda scene: {
            "learner": scene.learner.pk,
            "framework": scene.world.goals["add"].framework_id,
            "level": "L2",
            "until": timezone.localdate().isoformat(),
        },
    ),
    *read_only("cell", GUIDES_OF_L3A, unit_learner_goal),
    *write_only("cell_plan", GUIDES_OF_L3A, unit_learner_goal, lambda scene: {"need": "support"}),
    Address("sheets", "GET", RECORD),
    Address("sheets", "POST", RECORD),
    Address("sheet", "GET", RECORDS_IN_L3A, sheet),
    Address("sheet", "POST", RECORDS_IN_L3A, sheet, lambda scene: {"seen": "[]"}),
    *read_only("sheet_paper", RECORDS_IN_L3A, sheet),
    Address("sheet_learner", "GET", RECORDS_IN_L3A, lambda scene: sheet(scene) | {"learner": scene.learner.pk}),
    Address(
        "sheet_learner",
        "POST",
        RECORDS_IN_L3A,
        lambda scene: sheet(scene) | {"learner": scene.learner.pk},
        lambda scene: {"seen": "[]"},
    ),
    Address("sheet_marks", "GET", NOBODY, sheet),
    Address("sheet_marks", "POST", RECORDS_IN_L3A, sheet, one_mark, content_type="application/json"),
    *read_only("questions", GUIDES_OF_L3A, unit),
    *read_only("process_board", GUIDES_OF_L3A, unit),
    *read_only("goal_material", GUIDES_OF_L3A, lambda scene: unit(scene) | goal(scene)),
    *write_only("question_answer", RECORDS_IN_L3A, question_asked, lambda scene: {"text": "Teken het."}),
]
