"""Django app practice_training."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """What adults learn: tracks, one portfolio and plan of their own, and courses that answer needs."""

    name = "samenwijzer.practice.offers.training"
    label = "practice_training"
