"""Django app network_people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons and their guardians."""

    name = "samenwijzer.network.people"
    label = "network_people"
