"""Django app practice_mobility."""

from django.apps import AppConfig


class MobilityConfig(AppConfig):
    """Staff that goes abroad to learn: calls, budgets of schools, trips tied to a theme, and what they brought."""

    name = "samenwijzer.practice.offers.mobility"
    label = "practice_mobility"
