"""How a barrier is called where another thing points at it."""

from django.apps import apps

BARRIER = "barriers.barrier"


def barriers(ids: list[str]) -> dict[str, str]:
    """Return the words of each barrier (one query)."""
    rows = apps.get_model("practice_barriers", "Barrier").objects.filter(pk__in=ids)
    return {str(pk): text for pk, text in rows.values_list("pk", "text")}
