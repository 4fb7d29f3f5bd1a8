"""How a document and a goal of a plan are called where another thing points at them."""

from django.apps import apps

DOCUMENT, GOAL = "documents.document", "documents.goal"


def documents(ids: list[str]) -> dict[str, str]:
    """Return the title of each document (one query)."""
    rows = apps.get_model("practice_documents", "Document").objects.filter(pk__in=ids)
    return {str(pk): title for pk, title in rows.values_list("pk", "title")}


def goals(ids: list[str]) -> dict[str, str]:
    """Return the words of each goal of a plan (one query)."""
    rows = apps.get_model("practice_documents", "PlanGoal").objects.filter(pk__in=ids)
    return {str(pk): text for pk, text in rows.values_list("pk", "text")}
