"""Django app quality_reflections."""

from django.apps import AppConfig

from samenwijzer.foundation import references
from samenwijzer.practice.agenda.deadlines import register
from samenwijzer.quality.reflections import titles


class ReflectionsConfig(AppConfig):
    """Teams that look at results together: a question first, then the data, what it means, and one action."""

    name = "samenwijzer.quality.reflections"
    label = "quality_reflections"

    def ready(self) -> None:
        """Let the day on which a team looks back stand among what is due."""
        register("samenwijzer.quality.reflections.due")
        references.register(titles.SESSION, references.ReferenceKind(titles.sessions, "reflection"))
