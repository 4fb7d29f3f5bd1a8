"""Django app learning_trajectories."""

from django.apps import AppConfig


class TrajectoriesConfig(AppConfig):
    """A learner's own way through goals of the curriculum: lessons, work with partners, own steps."""

    name = "samenwijzer.learning.lessons.trajectories"
    label = "learning_trajectories"
