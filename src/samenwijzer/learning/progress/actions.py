"""Storing what adults decide on signals."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.progress.models import FollowUp
from samenwijzer.network.access.rules import check_guides_learner
from samenwijzer.network.access.viewer import Viewer

NOT_NOW_FOR = timedelta(days=7)


@transaction.atomic
def follow_up(
    *, learners: Collection[int], goal: int | None, need: str, choice: str, by: Viewer, is_listed: bool = False
) -> list[FollowUp]:
    """Store what ``by`` chose to do with a signal; it leaves the list for a week. No reason is asked (R6, R9).

    ``is_listed``: it was a card of the list, of which a group gets at most ten a week.
    """
    for learner in learners:
        check_guides_learner(by, learner)
    if not learners or need not in FollowUp.Need.values or choice not in FollowUp.Choice.values:
        raise Refused(_("There is nothing to choose here."))
    now = timezone.now()
    rows = FollowUp.objects.bulk_create(
        [
            FollowUp(
                learner_id=learner,
                goal_id=goal,
                need=need,
                choice=choice,
                by_id=by.person_id,
                at=now,
                until=by.on + NOT_NOW_FOR,
                is_listed=is_listed,
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
def finish_planned(*, ids: Collection[int], by: Viewer) -> list[FollowUp]:
    """Store that ``by`` did what was planned in these follow-ups; the plan itself stays on record."""
    planned = FollowUp.objects.filter(pk__in=ids, by_id=by.person_id, choice=FollowUp.Choice.PLANNED, withdrawn_at=None)
    done = FollowUp.objects.bulk_create(
        [
            FollowUp(
                learner_id=one.learner_id,
                goal_id=one.goal_id,
                need=one.need,
                choice=FollowUp.Choice.DONE,
                by_id=by.person_id,
                at=timezone.now(),
                until=one.until,
            )
            for one in planned
        ]
    )
    if not done:
        raise NotVisible(_("There is nothing here for you."))
    record(
        verb="follow up: done", on=Reference("progress.follow_up", str(done[0].pk)), by=by.person_id, count=len(done)
    )
    return done


@transaction.atomic
def withdraw_follow_ups(*, ids: Collection[int], by: Viewer) -> int:
    """Undo choices that ``by`` made; the signals come back. Return how many."""
    rows = FollowUp.objects.filter(pk__in=ids, by_id=by.person_id, withdrawn_at=None)
    count = rows.update(withdrawn_at=timezone.now())
    record(verb="withdraw follow up", on=Reference("progress.follow_up", ""), by=by.person_id, count=count)
    return count
