"""Django app practice_curriculum."""

from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    """How a school lays out its curriculum, and how a new curriculum finds its way in."""

    name = "samenwijzer.practice.curriculum"
    label = "practice_curriculum"
