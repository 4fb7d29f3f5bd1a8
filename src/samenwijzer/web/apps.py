"""Django app web."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The front: urls, settings, shell, design system, screens per person."""

    name = "samenwijzer.web"
    label = "web"
