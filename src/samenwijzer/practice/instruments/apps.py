"""Django app practice_instruments."""

from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    """Scales and questionnaires of the pack, and what people answer to them."""

    name = "samenwijzer.practice.instruments"
    label = "practice_instruments"
