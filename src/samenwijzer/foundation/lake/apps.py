"""Django app foundation_lake."""

from datetime import timedelta

from django.apps import AppConfig
from django.core.checks import register as register_check

from samenwijzer.foundation.lake.checks import every_column_has_a_purpose
from samenwijzer.foundation.tasks.registry import register


class LakeConfig(AppConfig):
    """Pseudonymous rows in Parquet, for figures over many people."""

    name = "samenwijzer.foundation.lake"
    label = "foundation_lake"

    def ready(self) -> None:
        """Refuse a column without purpose, refresh once a day, and rewrite when somebody may not be in it any more."""
        register_check(every_column_has_a_purpose)
        register("refresh lake", "samenwijzer.foundation.lake.work.refresh", every=timedelta(days=1))
        register("forget in lake", "samenwijzer.foundation.lake.work.forget")
