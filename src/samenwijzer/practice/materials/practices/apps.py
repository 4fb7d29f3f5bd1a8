"""Django app practice_practices."""

from django.apps import AppConfig


class PracticesConfig(AppConfig):
    """What schools tell of their practice, on what it rests, and what they keep of what research found."""

    name = "samenwijzer.practice.materials.practices"
    label = "practice_practices"
