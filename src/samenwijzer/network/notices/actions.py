"""Telling people things."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.network.notices.models import Notice


@transaction.atomic
def notify(*, people: Iterable[int], text: str, about: Reference, by: int | None) -> list[Notice]:
    """Tell each of ``people`` (ids) ``text``; it waits in the product until they look, and never rings."""
    notices = [
        Notice(person_id=person, text=text, object_kind=about.kind, object_id=about.id, sent_by_id=by)
        for person in people
    ]
    record(verb="notify", on=about, by=by, count=len(notices))
    return Notice.objects.bulk_create(notices)


@transaction.atomic
def mark_seen(*, notice: int, by: int) -> None:
    """Put away notice ``notice`` of person ``by``; somebody else's notice is left alone."""
    Notice.objects.filter(pk=notice, person_id=by, seen_at=None).update(seen_at=timezone.now())
    record(verb="see notice", on=Reference("notices.notice", str(notice)), by=by)


@transaction.atomic
def bring_back(*, notice: int, by: int) -> None:
    """Let notice ``notice`` of person ``by`` wait again; somebody else's notice is left alone."""
    Notice.objects.filter(pk=notice, person_id=by).update(seen_at=None)
    record(verb="bring back notice", on=Reference("notices.notice", str(notice)), by=by)
