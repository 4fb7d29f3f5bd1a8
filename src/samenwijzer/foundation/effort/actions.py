"""Adding one form that was sent to the sums."""

from bisect import bisect_left
from datetime import date

from django.db import transaction
from django.db.models import F

from samenwijzer.foundation.effort.models import FormEffort
from samenwijzer.foundation.effort.queries import BOUNDS

LONGEST_SECONDS, MOST_KEYS = 1800, 5000


@transaction.atomic
def add_effort(*, form: str, seconds: float, keys: int, on: date) -> None:
    """Add that ``form`` was sent once on day ``on``, after so many seconds and keys; by whom is not asked.

    There is no audit event: it would say who. Longer than half an hour is somebody who was called away.
    """
    whole = min(max(round(seconds), 0), LONGEST_SECONDS)
    row, _is_new = FormEffort.objects.get_or_create(form=form, on=on, bucket=bisect_left(BOUNDS, whole))
    FormEffort.objects.filter(pk=row.pk).update(
        count=F("count") + 1, seconds=F("seconds") + whole, keys=F("keys") + min(max(keys, 0), MOST_KEYS)
    )
