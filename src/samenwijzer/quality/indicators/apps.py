"""Django app quality_indicators."""

from datetime import timedelta

from django.apps import AppConfig

from samenwijzer.foundation.tasks.registry import register


class IndicatorsConfig(AppConfig):
    """Output indicators: the central set, its figures by school and year, and what they say."""

    name = "samenwijzer.quality.indicators"
    label = "quality_indicators"

    def ready(self) -> None:
        """Offer the counting as a task."""
        register("count indicators", "samenwijzer.quality.indicators.counting.count_all", every=timedelta(days=7))
