"""Django app learning_outside."""

from django.apps import AppConfig


class OutsideConfig(AppConfig):
    """What learners learn outside the school: confirmed by a partner, evidence only once a teacher validated it."""

    name = "samenwijzer.learning.evidence.outside"
    label = "learning_outside"
