"""Django app learning_lessons."""

from datetime import timedelta

from django.apps import AppConfig

from samenwijzer.foundation.tasks.registry import register
from samenwijzer.practice.goals.followers import follow


class LessonsConfig(AppConfig):
    """Units of work and their goals, and the hands raised while working at them."""

    name = "samenwijzer.learning.lessons"
    label = "learning_lessons"

    def ready(self) -> None:
        """Keep units of work up with goals that change, and forget raised hands of a day that is over."""
        follow("samenwijzer.learning.lessons.goal_changes.follow_goal_changes")
        register("forget raised hands", "samenwijzer.learning.lessons.hand_actions.forget", every=timedelta(hours=6))
