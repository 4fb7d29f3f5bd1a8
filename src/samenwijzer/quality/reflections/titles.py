"""How a session is called where another thing points at it."""

from django.apps import apps

SESSION = "reflections.session"


def sessions(ids: list[str]) -> dict[str, str]:
    """Return the question of each session (one query)."""
    rows = apps.get_model("quality_reflections", "Session").objects.filter(pk__in=ids)
    return {str(pk): question for pk, question in rows.values_list("pk", "question")}
