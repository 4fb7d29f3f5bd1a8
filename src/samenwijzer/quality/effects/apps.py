"""Django app quality_effects."""

from django.apps import AppConfig

from samenwijzer.foundation.references import ReferenceKind, register
from samenwijzer.quality.effects import titles


class EffectsConfig(AppConfig):
    """What the network tries, whom it reaches, what is known of its effect, and what was decided."""

    name = "samenwijzer.quality.effects"
    label = "quality_effects"

    def ready(self) -> None:
        """Say how an initiative is titled where another thing points at it."""
        register(titles.INITIATIVE, ReferenceKind(titles.initiatives, "effect"))
