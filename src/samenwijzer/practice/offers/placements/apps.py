"""Django app practice_placements."""

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    """Places where student teachers learn, and vacancies for who wants to hear of them."""

    name = "samenwijzer.practice.offers.placements"
    label = "practice_placements"
