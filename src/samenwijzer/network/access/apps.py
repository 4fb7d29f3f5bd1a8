"""Django app network_access."""

from django.apps import AppConfig

from samenwijzer.foundation.audit import trails


class AccessConfig(AppConfig):
    """Sign-in, who may see and do what, the trail of views."""

    name = "samenwijzer.network.access"
    label = "network_access"

    def ready(self) -> None:
        """Have the trail of views sealed."""
        fields = ("learner_id", "viewer_id", "function", "page", "purpose", "protected", "at")
        trails.register("views", "network_access.View", fields)
