"""What a person has yet to hear."""

from django.db.models import QuerySet

from samenwijzer.network.notices.models import Notice


def waiting(*, person: int) -> QuerySet[Notice]:
    """Return the notices that ``person`` has not put away, newest first."""
    return Notice.objects.filter(person_id=person, seen_at=None).select_related("sent_by")
