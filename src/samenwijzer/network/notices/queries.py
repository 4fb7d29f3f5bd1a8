"""What a person has yet to hear."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from samenwijzer.network.notices.models import Notice


def waiting(*, person: int, about: str | Collection[str] = "") -> QuerySet[Notice]:
    """Return the notices that ``person`` has not put away, newest first; ``about`` asks for kinds of things only."""
    rows = Notice.objects.filter(person_id=person, seen_at=None).select_related("sent_by")
    kinds = [about] if isinstance(about, str) else about
    return rows.filter(object_kind__in=kinds) if about else rows


def last_sent(*, by: int, text: str) -> datetime | None:
    """Return when person ``by`` last told anybody exactly ``text``."""
    rows = Notice.objects.filter(sent_by=by, text=text)
    return rows.values_list("created_at", flat=True).first()
