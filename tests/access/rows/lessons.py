"""Who gets in at each address of lessons and tasks, on both sides."""

from typing import Any

from samenwijzer.learning.lessons.deviation_actions import skip
from samenwijzer.learning.lessons.live_checks import ask_check
from samenwijzer.learning.lessons.materials.actions import add_material
from samenwijzer.learning.lessons.models import Activity, Variation
from samenwijzer.learning.lessons.task_actions import make_task
from tests.access.places import goal_sent, unit
from tests.access.scene import (
    GUIDES_OF_L3A,
    LEARNERS,
    OF_L3A,
    RECORDS_IN_L3A,
    SCHOOL,
    TEACHERS,
    Address,
    Scene,
    read_only,
    write_only,
)
from tests.media import picture


def lesson(scene: Scene) -> dict[str, Any]:
    """Name the unit of work of class L3A."""
    return {"work": scene.world.unit_of_work.pk}


def lesson_whole(scene: Scene) -> dict[str, Any]:
    """Write the unit of work of class L3A as a whole."""
    work = scene.world.unit_of_work
    return {"title": work.title, "starts": work.starts, "ends": work.ends, "aim_low": 70, "aim_high": 85}


def lesson_activity(scene: Scene) -> dict[str, Any]:
    """Name a new activity of class L3A."""
    return {"activity": Activity.objects.create(unit_of_work=scene.world.unit_of_work, title="Uitleg").pk}


def lesson_variation(scene: Scene) -> dict[str, Any]:
    """Name a new variation in class L3A."""
    work, goal = scene.world.unit_of_work, scene.world.goals["compare"]
    return {"variation": Variation.objects.create(unit_of_work=work, goal=goal, title="Strookjes").pk}


def lesson_task(scene: Scene) -> dict[str, Any]:
    """Name a new task of class L3A."""
    made = make_task(
        unit_of_work=scene.world.unit_of_work.pk,
        goal=scene.world.goals["compare"].pk,
        title="Taak",
        text="1 + 1 = 2",
        variation=None,
        by=scene.world.viewer(scene.world.teacher),
    )
    return {"task": made.pk}


def lesson_material(scene: Scene) -> dict[str, Any]:
    """Name a new file with an activity of class L3A."""
    teacher = scene.world.viewer(scene.world.teacher)
    return {"material": add_material(**lesson_activity(scene), files=[("bord.jpg", picture())], by=teacher)[0].pk}


def deviation(scene: Scene) -> dict[str, Any]:
    """Name what the learner does otherwise."""
    teacher = scene.world.viewer(scene.world.teacher)
    return {"deviation": skip(**lesson_activity(scene), learner=scene.learner.pk, by=teacher).pk}


def live_check(scene: Scene) -> dict[str, Any]:
    """Name a question asked in class L3A."""
    goal, teacher = scene.world.goals["compare"].pk, scene.world.viewer(scene.world.teacher)
    asked = ask_check(unit=scene.world.group.pk, goal=goal, question="", answers=["", "", ""], right=0, by=teacher)
    return {"check": asked.pk}


ROWS: list[Address] = [
    *read_only("lessons", TEACHERS | SCHOOL),
    *read_only("lesson_balance", TEACHERS | SCHOOL),
    *read_only("lesson_cards", TEACHERS),
    *write_only("lesson_card_away", TEACHERS, lambda scene: {"card": "ophalen"}),
    *read_only("lesson_patterns", TEACHERS),
    *read_only("lesson_advice", TEACHERS),
    *read_only("lesson_instruction_cards", TEACHERS),
    *read_only("lessons_of_group", GUIDES_OF_L3A, unit),
    *read_only("instruction_watch", GUIDES_OF_L3A, unit),
    *write_only(
        "lesson_start",
        RECORDS_IN_L3A,
        unit,
        lambda scene: {"title": "Meten", "starts": "2026-11-02", "ends": "2026-11-20"},
    ),
    *write_only(
        "lesson_copy",
        RECORDS_IN_L3A,
        unit,
        lambda scene: {"source": scene.world.unit_of_work.pk, "starts": "2026-11-02"},
    ),
    Address("live_check_ask", "GET", RECORDS_IN_L3A, unit),
    Address("live_check_ask", "POST", RECORDS_IN_L3A, unit, goal_sent),
    *read_only("live_check", RECORDS_IN_L3A, live_check),
    *write_only("live_check_take_in", RECORDS_IN_L3A, live_check),
    *write_only("live_check_close", RECORDS_IN_L3A, live_check),
    *read_only("lesson", GUIDES_OF_L3A, lesson),
    *write_only("lesson_keep", RECORDS_IN_L3A, lesson, lesson_whole),
    *write_only("lesson_draft", RECORDS_IN_L3A, lesson, lesson_whole),
    *write_only("lesson_ready", RECORDS_IN_L3A, lesson),
    *read_only("lesson_goals", GUIDES_OF_L3A, lesson),
    *write_only("lesson_put_goal", RECORDS_IN_L3A, lambda scene: lesson(scene) | {"goal": scene.world.goals["add"].pk}),
    *write_only(
        "lesson_take_goal", RECORDS_IN_L3A, lambda scene: lesson(scene) | {"goal": scene.world.goals["add"].pk}
    ),
    Address("lesson_activity_new", "GET", RECORDS_IN_L3A, lesson),
    Address("lesson_activity_new", "POST", RECORDS_IN_L3A, lesson),
    Address("lesson_activity", "GET", RECORDS_IN_L3A, lambda scene: lesson(scene) | lesson_activity(scene)),
    Address("lesson_activity", "POST", RECORDS_IN_L3A, lambda scene: lesson(scene) | lesson_activity(scene)),
    *read_only("lesson_material", GUIDES_OF_L3A | OF_L3A, lesson_material),
    *write_only("lesson_material_drop", RECORDS_IN_L3A, lesson_material),
    *read_only("lesson_review", GUIDES_OF_L3A, lesson),
    Address("lesson_steps", "GET", frozenset({"teacher"}), lesson),
    Address("lesson_steps", "POST", frozenset({"teacher"}), lesson, lambda scene: {"rok-goals": "x"}),
    *write_only("lesson_review_keep", RECORDS_IN_L3A, lesson, lambda scene: {"looked_back": "Vroeger beginnen."}),
    *write_only("lesson_activity_drop", RECORDS_IN_L3A, lesson_activity),
    *write_only(
        "lesson_activity_skip", RECORDS_IN_L3A, lambda scene: lesson_activity(scene) | {"learner": scene.learner.pk}
    ),
    Address("lesson_variation", "GET", RECORDS_IN_L3A, lesson),
    Address("lesson_variation", "POST", RECORDS_IN_L3A, lesson),
    *write_only("lesson_variation_drop", RECORDS_IN_L3A, lesson_variation),
    *write_only("lesson_go_with", RECORDS_IN_L3A, lesson_variation, lambda scene: {"learner": scene.learner.pk}),
    *read_only("lesson_needs", GUIDES_OF_L3A, lesson),
    *write_only(
        "lesson_leave_goal", RECORDS_IN_L3A, lesson, lambda scene: {"learner": scene.learner.pk} | goal_sent(scene)
    ),
    *write_only("lesson_deviation_end", RECORDS_IN_L3A, deviation),
    Address("lesson_task_new", "GET", RECORDS_IN_L3A, lesson),
    Address("lesson_task_new", "POST", RECORDS_IN_L3A, lesson),
    *read_only("lesson_task", GUIDES_OF_L3A, lesson_task),
    *write_only("lesson_task_paper", RECORDS_IN_L3A, lesson_task),
    *read_only("my_tasks", LEARNERS),
    *write_only("my_live_answer", OF_L3A, live_check, lambda scene: {"choice": "1"}),
    *read_only("my_task", OF_L3A, lesson_task),
    *write_only("my_task_draft", OF_L3A, lesson_task),
    *write_only("my_task_hand_in", OF_L3A, lesson_task),
]
