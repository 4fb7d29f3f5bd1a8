"""Django app web."""

from django.apps import AppConfig

from samenwijzer.foundation.tasks.registry import register


class WebConfig(AppConfig):
    """The front: urls, settings, shell, design system, screens per person."""

    name = "samenwijzer.web"
    label = "web"

    def ready(self) -> None:
        """Make the long work of the screens known."""
        register("bring in a file", "samenwijzer.web.school.imports.work.bring_in")
