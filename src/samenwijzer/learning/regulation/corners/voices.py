"""Recorded reasons go when their period is over: the file and the row; what was chosen stays."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.kept_files import throw_away_unused
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.tasks.registry import Progress
from samenwijzer.learning.regulation.corners.models import SpokenReason


@transaction.atomic
def erase_expired(*, progress: Progress, on: date | None = None) -> None:
    """Erase the recordings whose last day lies before ``on``."""
    rows = list(SpokenReason.objects.filter(until__lt=on or timezone.localdate()))
    digests = {row.digest for row in rows}
    if rows:
        SpokenReason.objects.filter(pk__in=[row.pk for row in rows]).delete()
        reference = Reference("learning_corners.spokenreason", "")
        record(verb="erase recorded reason", on=reference, by=None, count=len(rows))
        transaction.on_commit(lambda: throw_away_unused(digests))
    progress(len(rows), len(rows))
