"""One learner does something otherwise than the plan of the group, and follows it again: a person decides (R9)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.rules import check_writes_about
from samenwijzer.learning.lessons.models import Activity, Deviation, Variation
from samenwijzer.learning.lessons.rules import check_decided, check_plan
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.queries import learners_of


@transaction.atomic
def go_with(*, variation: int, learners: list[int], by: Viewer) -> list[Deviation]:
    """Let learners go with a variation of a unit of work; the goal stays that of the group (D-389)."""
    found = Variation.objects.filter(pk=variation).first()
    work = _plan(found.unit_of_work_id if found else 0, learners, by)
    standing = set(
        Deviation.objects.filter(variation=found, learner__in=learners, ended_at=None).values_list("learner", flat=True)
    )
    made = Deviation.objects.bulk_create(
        [
            Deviation(unit_of_work_id=work, learner_id=one, variation=found, by_id=by.person_id, at=timezone.now())
            for one in dict.fromkeys(learners)
            if one not in standing
        ]
    )
    _record("let learners go with variation", work, by, len(made))
    return made


@transaction.atomic
def skip(*, activity: int, learner: int, by: Viewer) -> Deviation:
    """Let a learner leave out an activity of the group."""
    found = Activity.objects.filter(pk=activity).first()
    work = _plan(found.unit_of_work_id if found else 0, [learner], by)
    made, _is_new = Deviation.objects.get_or_create(
        unit_of_work_id=work,
        learner_id=learner,
        activity=found,
        ended_at=None,
        defaults={"by_id": by.person_id, "at": timezone.now()},
    )
    _record("let learner skip activity", work, by, 1)
    return made


@transaction.atomic
def leave_goal(
    *, unit_of_work: int, goal: int, learner: int, decided_on: date | None, motivation: str, by: Viewer
) -> Deviation:
    """Let a learner leave out a goal, a minimum goal only by a motivated decision of the class council (D-012)."""
    work = _plan(unit_of_work, [learner], by)
    row = check_plan(by, work).unit_goals.filter(goal=goal).select_related("goal__framework").first()
    if row is None:
        raise NotVisible(_("There is nothing here for you."))
    check_decided(row.goal, decided_on, motivation)
    if decided_on is None or not motivation.strip():
        raise Refused(_("Write when this was decided, and why."))
    made = Deviation.objects.create(
        unit_of_work_id=work,
        learner_id=learner,
        goal=row.goal,
        decided_on=decided_on,
        motivation=motivation.strip(),
        by_id=by.person_id,
        at=timezone.now(),
    )
    _record("let learner leave goal", work, by, 1)
    return made


@transaction.atomic
def end_deviation(*, deviation: int, by: Viewer) -> Deviation:
    """Let a learner follow the plan of the group again."""
    found = Deviation.objects.filter(pk=deviation, ended_at=None).first()
    work = _plan(found.unit_of_work_id if found else 0, [found.learner_id] if found else [], by)
    assert found is not None  # noqa: S101  # without it there is no plan, and that was refused
    found.ended_at = timezone.now()
    found.save(update_fields=["ended_at"])
    _record("end deviation", work, by, 1)
    return found


def _plan(unit_of_work: int, learners: list[int], by: Viewer) -> int:
    """Return the id of the plan when ``by`` writes about all ``learners`` of its group."""
    work = check_plan(by, unit_of_work, writing=True)
    check_writes_about(by, learners)
    here = set(learners_of(units=[work.group_id], on=by.on).filter(pk__in=learners).values_list("pk", flat=True))
    if not set(learners) <= here:
        raise NotVisible(_("There is nothing here for you."))
    return work.pk


def _record(verb: str, work: int, by: Viewer, count: int) -> None:
    record(verb=verb, on=Reference("lessons.unit_of_work", str(work)), by=by.person_id, count=count)
