"""Django app learning_participation."""

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    """How a learner says it took part, and what an adult says to that where it wants to."""

    name = "samenwijzer.learning.regulation.participation"
    label = "learning_participation"
