"""Django app network_access."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Sign-in, who may see and do what, the trail of views."""

    name = "samenwijzer.network.access"
    label = "network_access"
