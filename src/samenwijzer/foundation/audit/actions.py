"""Writing the audit trail."""

from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.references import Reference


def record(*, verb: str, on: Reference, by: int | None, count: int = 1) -> AuditEvent:
    """Record that person ``by`` did ``verb`` to ``on``; a batch is one event with its ``count``."""
    return AuditEvent.objects.create(actor_id=by, verb=verb, object_kind=on.kind, object_id=on.id, count=count)
