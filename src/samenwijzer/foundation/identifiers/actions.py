"""Remembering the names other systems use."""

from collections.abc import Mapping

from samenwijzer.foundation.identifiers.models import ExternalIdentifier


def remember(*, system: str, kind: str, ids: Mapping[str, int]) -> None:
    """Store that ``system`` calls our ``ids.values()`` by ``ids.keys()``."""
    ExternalIdentifier.objects.bulk_create(
        [ExternalIdentifier(system=system, kind=kind, value=value, object_id=id) for value, id in ids.items()],
        batch_size=2000,
    )
