"""Django app practice_goals."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Frameworks and goals."""

    name = "samenwijzer.practice.goals"
    label = "practice_goals"
