"""Django app network_rights."""

from datetime import timedelta

from django.apps import AppConfig
from django.core.checks import register as register_check

from samenwijzer.foundation.lake import tables as lake
from samenwijzer.foundation.tasks.registry import register
from samenwijzer.network.rights.checks import every_field_has_a_purpose


class RightsConfig(AppConfig):
    """What a person may ask about the own data, and what ends by itself."""

    name = "samenwijzer.network.rights"
    label = "network_rights"

    def ready(self) -> None:
        """Refuse to start with data that has no purpose, empty what is past its term, and say who is in the lake."""
        register_check(every_field_has_a_purpose)
        register("retention", "samenwijzer.network.rights.retention.empty_past_term", every=timedelta(days=1))
        lake.leave_out("samenwijzer.network.rights.lake_rows.left_out")
        lake.register("samenwijzer.network.rights.lake_rows.TABLE")
