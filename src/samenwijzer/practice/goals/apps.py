"""Django app practice_goals."""

from django.apps import AppConfig

from samenwijzer.practice.goals.carriers import let_carry

CARRYING = "samenwijzer.practice.goals.carrying"


class GoalsConfig(AppConfig):
    """Frameworks and goals, and what people make of them for themselves."""

    name = "samenwijzer.practice.goals"
    label = "practice_goals"

    def ready(self) -> None:
        """Let goals and own goals carry tags."""
        let_carry("goals.goal", check=f"{CARRYING}.check_tags_goal", show=f"{CARRYING}.show_goals")
        let_carry("goals.own_goal", check=f"{CARRYING}.check_tags_own_goal", show=f"{CARRYING}.show_own_goals")
