"""Django app learning_autonomy."""

from django.apps import AppConfig


class AutonomyConfig(AppConfig):
    """What a learner decides itself, what was agreed about that, what it likes, and who goes along."""

    name = "samenwijzer.learning.regulation.autonomy"
    label = "learning_autonomy"
