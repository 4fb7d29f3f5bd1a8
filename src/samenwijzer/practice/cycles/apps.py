"""Django app practice_cycles."""

from django.apps import AppConfig


class CyclesConfig(AppConfig):
    """Working in phases: learners, groups, teachers, teams and schools prepare, do and look back."""

    name = "samenwijzer.practice.cycles"
    label = "practice_cycles"
