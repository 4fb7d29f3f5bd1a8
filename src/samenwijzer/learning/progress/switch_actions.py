"""Deciding whether the fitted learner model is used: for a school, and for one learner. Every decision is kept."""

from django.db import transaction
from django.utils import timezone

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.tasks.actions import enqueue
from samenwijzer.foundation.tasks.registry import Progress
from samenwijzer.learning.progress.models import LearnerDecision, SchoolDecision
from samenwijzer.learning.progress.refit import ask_for_refit
from samenwijzer.learning.progress.refresh import refresh_learners
from samenwijzer.learning.progress.rules import check_decides_for, check_may_object
from samenwijzer.learning.progress.versions import version_in_use
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active

SCHOOL_TASK = "refresh estimates of a school"


def switch_school(*, unit: int, is_on: bool, reason: str, by: Viewer) -> SchoolDecision:
    """Decide that a school works with the fitted model, or no longer does.

    Off holds at once: the estimates of its learners are made anew by the plain rule before this returns. On holds as
    soon as the worker has made them. The worker makes them once more, in case it was busy with them meanwhile.
    """
    school = check_decides_for(by, unit)
    with transaction.atomic():
        decision = decide_for_school(unit=school, is_on=is_on, reason=reason, by=by.person_id)
    if is_on and version_in_use() is None:
        ask_for_refit()
    elif not is_on:
        refresh_school(unit=school.pk, progress=lambda done, total: None)
    enqueue(name=SCHOOL_TASK, unit=school.pk)
    return decision


def decide_for_school(*, unit: Unit, is_on: bool, reason: str, by: int | None) -> SchoolDecision:
    """Store the decision itself; estimates follow with the next refresh."""
    decision = SchoolDecision(unit=unit, is_on=is_on, by_id=by, at=timezone.now(), reason=reason.strip())
    decision.save()
    record(verb=f"learner model {'on' if is_on else 'off'}", on=Reference("organisation.unit", str(unit.pk)), by=by)
    return decision


@transaction.atomic
def switch_learner(*, learner: int, is_on: bool, reason: str = "", by: Viewer) -> LearnerDecision:
    """Keep the fitted model away from one learner, or let it back; no reason is asked and it holds at once."""
    check_may_object(by, learner)
    decision = LearnerDecision(
        learner_id=learner, is_on=is_on, by_id=by.person_id, at=timezone.now(), reason=reason.strip()
    )
    decision.save()
    record(
        verb=f"learner model {'on' if is_on else 'off'} for a learner",
        on=Reference("people.person", str(learner)),
        by=by.person_id,
    )
    refresh_learners([learner], progress=lambda done, total: None)
    return decision


def refresh_school(*, unit: int, progress: Progress) -> None:
    """Make the estimates of all who learn in a school anew; a task of the worker, safe to run again."""
    path = Unit.objects.get(pk=unit).path
    inside = Membership.objects.filter(active(timezone.localdate()), role=LEARNER, unit__path__startswith=path)
    refresh_learners(sorted(set(inside.values_list("person_id", flat=True))), progress=progress)
