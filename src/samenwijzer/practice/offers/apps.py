"""Django app practice_offers."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    """Rounds of offers, their capacity, and who goes where."""

    name = "samenwijzer.practice.offers"
    label = "practice_offers"
