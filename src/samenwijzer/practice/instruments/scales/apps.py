"""Django app practice_scales."""

from django.apps import AppConfig


class ScalesConfig(AppConfig):
    """Development scales with which a school looks at itself: ratings, what supports them, and what is shared."""

    name = "samenwijzer.practice.instruments.scales"
    label = "practice_scales"
