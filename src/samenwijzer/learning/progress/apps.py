"""Django app learning_progress."""

from datetime import timedelta

from django.apps import AppConfig

from samenwijzer.foundation.lake import tables as lake
from samenwijzer.foundation.tasks.registry import register
from samenwijzer.learning.evidence.followers import follow


class ProgressConfig(AppConfig):
    """How far a learner is with a goal, and who needs what."""

    name = "samenwijzer.learning.progress"
    label = "learning_progress"

    def ready(self) -> None:
        """Recompute when evidence comes in, and offer the refreshes and the fitting of a model as tasks."""
        follow("samenwijzer.learning.progress.refresh.refresh_pairs")
        register("refresh estimates", "samenwijzer.learning.progress.refresh.refresh_all")
        register("refresh estimates of a school", "samenwijzer.learning.progress.switch_actions.refresh_school")
        register("refit learner model", "samenwijzer.learning.progress.refit.refit", every=timedelta(days=7))
        lake.register("samenwijzer.learning.progress.lake_rows.TABLE")
