"""Closing the trails batch by batch into a chain of keyed digests, and checking that chain (decision 11)."""

import hmac
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Model, QuerySet
from django.utils import timezone

from samenwijzer.foundation.audit.models import Seal
from samenwijzer.foundation.audit.trails import Trail, all_trails
from samenwijzer.foundation.tasks.registry import Progress

BATCH = 20_000
#: Rows younger than this are left open: a transaction may still be writing between them.
SETTLED_AFTER = timedelta(hours=1)
#: Five years: how long the rows of a trail are kept.
TERM = timedelta(days=5 * 365 + 2)


@dataclass(frozen=True)
class Breach:
    """A trail that does not say what it said when it was sealed: the seal that shows it, and what is wrong."""

    trail: str
    last_id: int
    what: str


def seal_trails(*, progress: Progress) -> None:
    """Close all settled rows of every trail; safe to kill, because each batch is one seal and one transaction."""
    trails = all_trails()
    for number, trail in enumerate(trails, start=1):
        while seal_batch(trail, settled_before=timezone.now() - SETTLED_AFTER):
            progress(number - 1, len(trails))
        progress(number, len(trails))


@transaction.atomic
def seal_batch(trail: Trail, *, settled_before: datetime) -> Seal | None:
    """Close the oldest open rows of ``trail`` written before ``settled_before``; ``None`` when there are none."""
    seals = Seal.objects.select_for_update().filter(trail=trail.name)
    before = seals.order_by("-last_id").first()
    after = before.last_id if before else 0
    settled = trail.rows.filter(pk__gt=after, at__lt=settled_before).values_list("pk", flat=True)
    last = max(settled[:BATCH], default=None)
    if last is None:
        return None
    rows = _between(trail, after, last)
    seal = Seal(trail=trail.name, last_id=last, rows=rows.count(), newest_at=rows.aggregate(at=Max("at"))["at"])
    seal.content = _content(trail, rows)
    seal.digest = _digest(before.digest if before else "", seal)
    seal.save()
    return seal


def breaches() -> Iterator[Breach]:
    """Yield what does not fit in any trail; rows may be gone only where all of their batch was past its term."""
    for trail in all_trails():
        digest, after = "", 0
        for seal in Seal.objects.filter(trail=trail.name).order_by("last_id"):
            if not hmac.compare_digest(_digest(digest, seal), seal.digest):
                yield Breach(trail.name, seal.last_id, "the seal does not follow from the one before it")
            yield from _rows_breached(trail, seal, after)
            digest, after = seal.digest, seal.last_id


def _rows_breached(trail: Trail, seal: Seal, after: int) -> Iterator[Breach]:
    rows = _between(trail, after, seal.last_id)
    if seal.emptied_at is not None:
        if seal.newest_at > seal.emptied_at - TERM or rows.exists():
            yield Breach(trail.name, seal.last_id, "rows were taken out before their term was over")
    elif rows.count() != seal.rows:
        yield Breach(trail.name, seal.last_id, f"{rows.count()} rows stand where {seal.rows} were sealed")
    elif not hmac.compare_digest(_content(trail, rows), seal.content):
        yield Breach(trail.name, seal.last_id, "a row was changed")


@transaction.atomic
def empty_past_term() -> int:
    """Take out the rows of every sealed batch whose newest row is past its term; return how many."""
    now = timezone.now()
    removed = 0
    for trail in all_trails():
        after = 0
        for seal in Seal.objects.filter(trail=trail.name).order_by("last_id"):
            if seal.emptied_at is None and seal.newest_at < now - TERM:
                # The only way out of a trail: past the guard of its model, a whole batch, its seal left behind.
                removed += _between(trail, after, seal.last_id)._raw_delete(using="default")
                seal.emptied_at = now
                seal.save(update_fields=["emptied_at"])
            after = seal.last_id
    return removed


def _between(trail: Trail, after: int, last: int) -> QuerySet[Model]:
    return trail.rows.filter(pk__gt=after, pk__lte=last)


def _content(trail: Trail, rows: QuerySet[Model]) -> str:
    code = hmac.new(settings.TRAIL_KEY.encode(), digestmod="sha256")
    for row in rows.values_list("pk", *trail.fields).iterator(chunk_size=2000):
        code.update(json.dumps(row, default=_as_text, ensure_ascii=False).encode() + b"\n")
    return code.hexdigest()


def _as_text(value: object) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def _digest(before: str, seal: Seal) -> str:
    said = [before, seal.trail, seal.last_id, seal.rows, _as_text(seal.newest_at), seal.content]
    return hmac.new(settings.TRAIL_KEY.encode(), json.dumps(said).encode(), "sha256").hexdigest()
