"""Django app network_calendar."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """School days, day and week patterns, slots."""

    name = "samenwijzer.network.calendar"
    label = "network_calendar"
