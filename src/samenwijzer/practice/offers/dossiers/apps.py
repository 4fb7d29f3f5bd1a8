"""Django app practice_dossiers."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """What a network and its school groups follow up with partners: commitments, meetings, decisions and input."""

    name = "samenwijzer.practice.offers.dossiers"
    label = "practice_dossiers"
