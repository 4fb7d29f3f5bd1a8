"""Django app web."""

from django.apps import AppConfig

from samenwijzer.foundation.tasks.registry import register
from samenwijzer.practice.agenda import deadlines


class WebConfig(AppConfig):
    """The front: urls, settings, shell, design system, screens per person."""

    name = "samenwijzer.web"
    label = "web"

    def ready(self) -> None:
        """Make the long work of the screens known."""
        deadlines.register("samenwijzer.quality.plans.due")
        deadlines.register("samenwijzer.quality.overview.due")
        register("bring in a file", "samenwijzer.web.school.imports.work.bring_in")
