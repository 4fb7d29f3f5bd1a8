"""Django app practice_cycles."""

from django.apps import AppConfig

from samenwijzer.practice.instruments.scales import kinds


class CyclesConfig(AppConfig):
    """Working in phases: learners, groups, teachers, teams and schools prepare, do and look back."""

    name = "samenwijzer.practice.cycles"
    label = "practice_cycles"

    def ready(self) -> None:
        """Let the cycles of a school support its scalings."""
        kinds.register(kinds.SOURCES, "samenwijzer.practice.cycles.supports")
