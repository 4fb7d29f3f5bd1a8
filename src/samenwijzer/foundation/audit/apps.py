"""Django app foundation_audit."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The trail of verbs: who did what to which thing."""

    name = "samenwijzer.foundation.audit"
    label = "foundation_audit"
