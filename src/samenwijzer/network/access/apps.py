"""Django app network_access."""

from datetime import timedelta

from django.apps import AppConfig

from samenwijzer.foundation.audit import trails
from samenwijzer.foundation.personal_data import Erasing, Ground, Keep, NoPersonalData, PersonalData, Purpose, declare
from samenwijzer.foundation.tasks.registry import register

_NOT_USED = NoPersonalData(why="Comes with Django; this product has no groups or permissions.")
OF_LIBRARIES: dict[str, PersonalData | NoPersonalData] = {
    "auth.Group": _NOT_USED,
    "auth.Permission": _NOT_USED,
    "auth.Group_permissions": _NOT_USED,
    "contenttypes.ContentType": NoPersonalData(why="Names of tables."),
    "sessions.Session": NoPersonalData(
        why="Who is signed in, signed; it ends after twelve hours, and is gone an hour later."
    ),
    "account.EmailAddress": NoPersonalData(why="Not used: addresses stand with the person, as the roster has them."),
    "account.EmailConfirmation": NoPersonalData(
        why="Not used: addresses stand with the person, as the roster has them."
    ),
    "mfa.Authenticator": PersonalData(
        subject="user__person",
        purpose=Purpose.ACCESS,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ACCOUNT,
        seen_by="the person",
        fields=("user", "type", "data", "created_at", "last_used_at"),
        secrets=("data",),
        at_erasure=Erasing.DELETE,
    ),
    "socialaccount.SocialApp": NoPersonalData(why="Not used: providers stand in a file of the installation."),
    "socialaccount.SocialToken": NoPersonalData(why="Not used: no token of a provider is kept."),
    "socialaccount.SocialAccount": PersonalData(
        subject="user__person",
        purpose=Purpose.ACCESS,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ACCOUNT,
        seen_by="the person",
        fields=("user", "provider", "uid", "last_login", "date_joined", "extra_data"),
        secrets=("uid",),
        at_erasure=Erasing.DELETE,
    ),
    "usersessions.UserSession": PersonalData(
        subject="user__person",
        purpose=Purpose.SECURITY,
        ground=Ground.PUBLIC_TASK,
        keep=Keep.ACCOUNT,
        seen_by="the person",
        fields=("user", "created_at", "ip", "last_seen_at", "session_key", "user_agent", "data"),
        secrets=("session_key", "data"),
        at_erasure=Erasing.DELETE,
    ),
}


class AccessConfig(AppConfig):
    """Sign-in, who may see and do what, the trail of views."""

    name = "samenwijzer.network.access"
    label = "network_access"

    def ready(self) -> None:
        """Have the trail of views sealed, links mailed, sessions forgotten; say what the tables of libraries hold."""
        fields = ("learner_id", "viewer_id", "function", "page", "purpose", "protected", "at")
        trails.register("views", "network_access.View", fields)
        for label, declaration in OF_LIBRARIES.items():
            declare(label, declaration)
        register("mail a link for a password", "samenwijzer.network.access.invitations.mail_link")
        register("forget what ended", "samenwijzer.network.access.endings.forget_ended", every=timedelta(hours=1))
