"""How often instruments were used: a number that is large enough to tell of nobody (D-202)."""

from django.db.models import Count

from samenwijzer.practice.instruments.models import Response
from samenwijzer.practice.instruments.pack import instruments


def times_used() -> dict[str, int]:
    """Return how often each instrument was answered, where that is at least its minimum; one query."""
    rows = Response.objects.order_by().values("instrument").annotate(times=Count("pk"))
    known = instruments()
    told = {row["instrument"]: row["times"] for row in rows if row["instrument"] in known}
    return {key: times for key, times in told.items() if times >= known[key].minimum}
