"""Django app learning_corners."""

from datetime import timedelta

from django.apps import AppConfig

from samenwijzer.foundation.tasks.registry import register


class CornersConfig(AppConfig):
    """A board of pictures to choose from, why somebody chose, and how it was."""

    name = "samenwijzer.learning.regulation.corners"
    label = "learning_corners"

    def ready(self) -> None:
        """Offer the erasing of recorded reasons whose period is over as a daily task."""
        register(
            "erase recorded reasons",
            "samenwijzer.learning.regulation.corners.voices.erase_expired",
            every=timedelta(days=1),
        )
