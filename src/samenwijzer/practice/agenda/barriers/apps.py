"""Django app practice_barriers."""

from django.apps import AppConfig

from samenwijzer.foundation import references
from samenwijzer.practice.agenda.barriers import titles


class BarriersConfig(AppConfig):
    """What stands in the way, at the level that can take it away, with an owner."""

    name = "samenwijzer.practice.agenda.barriers"
    label = "practice_barriers"

    def ready(self) -> None:
        """Let other things point at a barrier."""
        references.register(titles.BARRIER, references.ReferenceKind(titles.barriers, "barrier"))
