"""Django app network_organisation."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Units in one tree, memberships in time, roles."""

    name = "samenwijzer.network.organisation"
    label = "network_organisation"
