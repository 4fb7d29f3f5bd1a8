"""Django app practice_goals."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Frameworks and goals, and what people make of them for themselves."""

    name = "samenwijzer.practice.goals"
    label = "practice_goals"
