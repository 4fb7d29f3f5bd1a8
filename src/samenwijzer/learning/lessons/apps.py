"""Django app learning_lessons."""

from datetime import timedelta

from django.apps import AppConfig

from samenwijzer.foundation.tasks.registry import register
from samenwijzer.practice.goals.carriers import let_carry
from samenwijzer.practice.goals.followers import follow

CARRYING = "samenwijzer.learning.lessons.carrying"


class LessonsConfig(AppConfig):
    """Units of work and their goals, and the hands raised while working at them."""

    name = "samenwijzer.learning.lessons"
    label = "learning_lessons"

    def ready(self) -> None:
        """Keep units of work up with goals that change, let them carry tags, and forget raised hands of yesterday."""
        follow("samenwijzer.learning.lessons.goal_changes.follow_goal_changes")
        let_carry("lessons.unit_of_work", check=f"{CARRYING}.check_tags_unit", show=f"{CARRYING}.show_units")
        register("forget raised hands", "samenwijzer.learning.lessons.hand_actions.forget", every=timedelta(hours=6))
