"""Django app network_access."""

from django.apps import AppConfig

from samenwijzer.foundation.audit import trails
from samenwijzer.foundation.personal_data import (
    NoPersonalData,
    declare,
)

_NOT_USED = NoPersonalData(why="Comes with Django; this product has no groups or permissions.")
OF_LIBRARIES = {
    "auth.Group": _NOT_USED,
    "auth.Permission": _NOT_USED,
    "auth.Group_permissions": _NOT_USED,
    "contenttypes.ContentType": NoPersonalData(why="Names of tables."),
    "sessions.Session": NoPersonalData(why="Signed and bound to no person; gone two weeks after signing in."),
}


class AccessConfig(AppConfig):
    """Sign-in, who may see and do what, the trail of views."""

    name = "samenwijzer.network.access"
    label = "network_access"

    def ready(self) -> None:
        """Have the trail of views sealed, and say what the tables of libraries hold."""
        fields = ("learner_id", "viewer_id", "function", "page", "purpose", "protected", "at")
        trails.register("views", "network_access.View", fields)
        for label, declaration in OF_LIBRARIES.items():
            declare(label, declaration)
