"""Django app foundation_effort."""

from django.apps import AppConfig


class EffortConfig(AppConfig):
    """What forms cost the people who fill them in, in total and of nobody."""

    name = "samenwijzer.foundation.effort"
    label = "foundation_effort"
