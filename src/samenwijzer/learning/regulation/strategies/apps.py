"""Django app learning_strategies."""

from django.apps import AppConfig


class StrategiesConfig(AppConfig):
    """Strategies to steer one's own learning: tried by learners, taught by adults, laid out by age by the school."""

    name = "samenwijzer.learning.regulation.strategies"
    label = "learning_strategies"
