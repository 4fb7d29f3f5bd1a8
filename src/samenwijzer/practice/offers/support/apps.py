"""Django app practice_support."""

from django.apps import AppConfig

from samenwijzer.foundation.references import ReferenceKind, register
from samenwijzer.practice.offers.support import titles


class SupportConfig(AppConfig):
    """What schools need of the guidance service, what it offers, and what head, school group and SPOC agree."""

    name = "samenwijzer.practice.offers.support"
    label = "practice_support"

    def ready(self) -> None:
        """Say how something asked is titled where a notice points at it."""
        register(titles.ASK, ReferenceKind(titles.asks, "support_ask"))
