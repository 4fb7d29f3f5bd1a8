"""Django app network_rights."""

from datetime import timedelta

from django.apps import AppConfig
from django.core.checks import register as register_check

from samenwijzer.foundation.tasks.registry import register
from samenwijzer.network.rights.checks import every_field_has_a_purpose


class RightsConfig(AppConfig):
    """What a person may ask about the own data, and what ends by itself."""

    name = "samenwijzer.network.rights"
    label = "network_rights"

    def ready(self) -> None:
        """Refuse to start with data that has no purpose, and empty what is past its term once a day."""
        register_check(every_field_has_a_purpose)
        register("retention", "samenwijzer.network.rights.retention.empty_past_term", every=timedelta(days=1))
