"""How a partnership is called where another thing points at it."""

from django.apps import apps

PARTNERSHIP = "partners.partnership"


def partnerships(ids: list[str]) -> dict[str, str]:
    """Return the name of the partner of each partnership (one query)."""
    rows = apps.get_model("practice_partners", "Partnership").objects.filter(pk__in=ids)
    return {str(pk): name for pk, name in rows.values_list("pk", "partner__name")}
