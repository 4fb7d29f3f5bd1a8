"""Remembering the names other systems use."""

from collections.abc import Mapping

from samenwijzer.foundation.identifiers.models import ExternalIdentifier


def remember(*, system: str, kind: str, ids: Mapping[str, int]) -> None:
    """Store that ``system`` calls our ``ids.values()`` by ``ids.keys()``; a name may move to another thing.

    In the order of the names, because in any other a large index grows on all its pages at once.
    """
    ExternalIdentifier.objects.bulk_create(
        [ExternalIdentifier(system=system, kind=kind, value=value, object_id=id) for value, id in sorted(ids.items())],
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["system", "kind", "value"],
        update_fields=["object_id"],
    )
