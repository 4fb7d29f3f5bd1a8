"""Django app learning_progress."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    """How far a learner is with a goal, and who needs what."""

    name = "samenwijzer.learning.progress"
    label = "learning_progress"
