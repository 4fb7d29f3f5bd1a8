"""Django app foundation_identifiers."""

from django.apps import AppConfig


class IdentifiersConfig(AppConfig):
    """Names other systems use for our things."""

    name = "samenwijzer.foundation.identifiers"
    label = "foundation_identifiers"
