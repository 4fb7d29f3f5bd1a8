"""Django app practice_plc."""

from datetime import timedelta

from django.apps import AppConfig

from samenwijzer.foundation.tasks.registry import register


class PlcConfig(AppConfig):
    """How learning communities are formed and followed, and colleagues who look along in a lesson."""

    name = "samenwijzer.practice.agenda.plc"
    label = "practice_plc"

    def ready(self) -> None:
        """Let who begins to teach a subject come into the community that is for everybody who teaches it."""
        name = "samenwijzer.practice.agenda.plc.actions.take_in_everybody"
        register("invite to communities", name, every=timedelta(hours=24))
