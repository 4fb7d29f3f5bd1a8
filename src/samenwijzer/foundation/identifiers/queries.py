"""Looking things up by the name another system gives them."""

from samenwijzer.foundation.identifiers.models import ExternalIdentifier


def known(*, system: str, kind: str) -> dict[str, int]:
    """Return every name ``system`` uses for things of ``kind``, with our id."""
    rows = ExternalIdentifier.objects.filter(system=system, kind=kind)
    return dict(rows.values_list("value", "object_id"))
