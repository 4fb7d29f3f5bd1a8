"""Storing what adults decide on signals."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.progress.models import FollowUp
from samenwijzer.network.access.rules import check_guides_learner
from samenwijzer.network.access.viewer import Viewer

NOT_NOW_FOR = timedelta(days=7)


@transaction.atomic
def follow_up(*, learners: Collection[int], goal: int | None, need: str, choice: str, by: Viewer) -> list[FollowUp]:
    """Store what ``by`` chose to do with a signal; it leaves the list for a week. No reason is asked (R6, R9)."""
    for learner in learners:
        check_guides_learner(by, learner)
    rows = FollowUp.objects.bulk_create(
        [
            FollowUp(
                learner_id=learner,
                goal_id=goal,
                need=need,
                choice=choice,
                by_id=by.person_id,
                at=timezone.now(),
                until=by.on + NOT_NOW_FOR,
            )
            for learner in learners
        ]
    )
    record(
        verb=f"follow up: {choice}",
        on=Reference("progress.follow_up", str(rows[0].pk)),
        by=by.person_id,
        count=len(rows),
    )
    return rows


@transaction.atomic
def withdraw_follow_ups(*, ids: Collection[int], by: Viewer) -> int:
    """Undo choices that ``by`` made; the signals come back. Return how many."""
    rows = FollowUp.objects.filter(pk__in=ids, by_id=by.person_id, withdrawn_at=None)
    count = rows.update(withdrawn_at=timezone.now())
    record(verb="withdraw follow up", on=Reference("progress.follow_up", ""), by=by.person_id, count=count)
    return count
