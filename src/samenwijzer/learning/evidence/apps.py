"""Django app learning_evidence."""

from datetime import timedelta

from django.apps import AppConfig

from samenwijzer.foundation.lake import tables as lake
from samenwijzer.foundation.tasks.registry import register


class EvidenceConfig(AppConfig):
    """What was seen, always about a goal."""

    name = "samenwijzer.learning.evidence"
    label = "learning_evidence"

    def ready(self) -> None:
        """Offer the erasing of photos and voice whose period is over as a daily task, and what stands to the lake."""
        register(
            "erase attachments", "samenwijzer.learning.evidence.attachments.erase_expired", every=timedelta(days=1)
        )
        lake.register("samenwijzer.learning.evidence.lake_rows.TABLE")
