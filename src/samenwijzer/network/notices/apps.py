"""Django app network_notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What a person should hear, and by when."""

    name = "samenwijzer.network.notices"
    label = "network_notices"
