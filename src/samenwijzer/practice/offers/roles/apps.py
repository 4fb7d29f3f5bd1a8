"""Django app practice_roles."""

from django.apps import AppConfig

from samenwijzer.practice.agenda.deadlines import register


class RolesConfig(AppConfig):
    """Who takes which role in a team and for how long, by strengths and interests, and where expertise is found."""

    name = "samenwijzer.practice.offers.roles"
    label = "practice_roles"

    def ready(self) -> None:
        """Let roles that end soon stand among what is due."""
        register("samenwijzer.practice.offers.roles.due")
