"""Django app practice_partners."""

from django.apps import AppConfig

from samenwijzer.foundation.references import ReferenceKind, register
from samenwijzer.practice.agenda.deadlines import register as register_deadlines
from samenwijzer.practice.offers.partners import titles


class PartnersConfig(AppConfig):
    """With whom schools work, why, and what they do together: always tied to the curriculum (R14)."""

    name = "samenwijzer.practice.offers.partners"
    label = "practice_partners"

    def ready(self) -> None:
        """Say how a partnership is titled where an agreement points at it, and let reviews stand among what is due."""
        register(titles.PARTNERSHIP, ReferenceKind(titles.partnerships, "partnership"))
        register_deadlines("samenwijzer.practice.offers.partners.due")
