"""Django app learning_regulation."""

from django.apps import AppConfig


class RegulationConfig(AppConfig):
    """How learners steer their own learning, and how they read about it."""

    name = "samenwijzer.learning.regulation"
    label = "learning_regulation"
