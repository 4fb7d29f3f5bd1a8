"""Django app learning_lessons."""

from django.apps import AppConfig

from samenwijzer.practice.goals.followers import follow


class LessonsConfig(AppConfig):
    """Units of work and their goals."""

    name = "samenwijzer.learning.lessons"
    label = "learning_lessons"

    def ready(self) -> None:
        """Keep units of work up with goals that change."""
        follow("samenwijzer.learning.lessons.goal_changes.follow_goal_changes")
