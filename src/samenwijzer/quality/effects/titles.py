"""How initiatives are titled where others point at them."""

from django.apps import apps

INITIATIVE = "effects.initiative"


def initiatives(ids: list[str]) -> dict[str, str]:
    """Return the title of each initiative (one query)."""
    rows = apps.get_model("quality_effects", "Initiative").objects.filter(pk__in=ids)
    return {str(pk): title for pk, title in rows.values_list("pk", "title")}
