"""Django app foundation_audit."""

from datetime import timedelta

from django.apps import AppConfig

from samenwijzer.foundation.audit import trails
from samenwijzer.foundation.tasks.registry import register


class AuditConfig(AppConfig):
    """The trail of verbs: who did what to which thing."""

    name = "samenwijzer.foundation.audit"
    label = "foundation_audit"

    def ready(self) -> None:
        """Have the trail of verbs sealed, and all trails once an hour."""
        fields = ("at", "actor_id", "verb", "object_kind", "object_id", "count")
        trails.register("audit", "foundation_audit.AuditEvent", fields)
        register("seal trails", "samenwijzer.foundation.audit.sealing.seal_trails", every=timedelta(hours=1))
