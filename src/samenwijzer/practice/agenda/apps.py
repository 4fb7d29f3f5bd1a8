"""Django app practice_agenda."""

from django.apps import AppConfig

from samenwijzer.practice.agenda.deadlines import register


class AgendaConfig(AppConfig):
    """Meetings, what was agreed in them, who does what by when, and every day on which something is due."""

    name = "samenwijzer.practice.agenda"
    label = "practice_agenda"

    def ready(self) -> None:
        """Let meetings and actions stand among what is due."""
        register("samenwijzer.practice.agenda.due")
