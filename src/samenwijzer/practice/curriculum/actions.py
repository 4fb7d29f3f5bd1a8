"""Laying out programmes, and bringing in a curriculum step by step."""

from collections.abc import Collection
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Membership, active
from samenwijzer.practice.curriculum.models import (
    PartGoal,
    Programme,
    ProgrammePart,
    Rollout,
    RolloutReport,
    RolloutStep,
    RolloutStepClosed,
    StaffHours,
)
from samenwijzer.practice.curriculum.queries import open_steps
from samenwijzer.practice.curriculum.rules import LEVELS, SCHOOLS, check_filled, check_plans, level_of
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.rules import frameworks_for

PLANNERS = (*LEVELS, *SCHOOLS)


@transaction.atomic
def make_programme(*, unit: int, title: str, level: str, copy_of: int | None, by: Viewer) -> Programme:
    """Store a programme for the school ``unit``; as a copy of another of that school, with its parts and goals."""
    school = check_plans(by, unit)
    (words,) = check_filled(title)
    if Programme.objects.filter(unit=school, title=words).exists():
        raise Refused(_("There is a programme “%(title)s” already.") % {"title": words})
    source = Programme.objects.filter(pk=copy_of, unit=school).first() if copy_of else None
    made = Programme.objects.create(unit=school, title=words, level=level or (source.level if source else ""))
    for part in source.parts.prefetch_related("part_goals") if source else ():
        copied = ProgrammePart.objects.create(
            programme=made, title=part.title, subject=part.subject, hours=part.hours, is_project=part.is_project
        )
        PartGoal.objects.bulk_create([PartGoal(part=copied, goal_id=one.goal_id) for one in part.part_goals.all()])
    record(verb="make programme", on=Reference("curriculum.programme", str(made.pk)), by=by.person_id)
    return made


def _programme(programme: int, by: Viewer) -> Programme:
    found = Programme.objects.filter(pk=programme).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_plans(by, found.unit_id)
    return found


@transaction.atomic
def add_part(
    *, programme: int, title: str, subject: str, hours: Decimal, is_project: bool, goals: Collection[int], by: Viewer
) -> ProgrammePart:
    """Add a part to a programme. A project takes its goals from the subjects that hold them now (D-064)."""
    found = _programme(programme, by)
    words, named = check_filled(title, subject)
    if hours <= 0:
        raise Refused(_("A part takes some time: fill in its hours."))
    known = set(
        Goal.objects.filter(pk__in=goals, framework__in=frameworks_for(found.unit)).values_list("pk", flat=True)
    )
    if is_project:
        PartGoal.objects.filter(part__programme=found, part__is_project=False, goal__in=known).delete()
    made = ProgrammePart.objects.create(programme=found, title=words, subject=named, hours=hours, is_project=is_project)
    PartGoal.objects.bulk_create([PartGoal(part=made, goal_id=goal) for goal in sorted(known)])
    record(verb="add programme part", on=Reference("curriculum.programme", str(found.pk)), by=by.person_id)
    return made


@transaction.atomic
def take_part_away(*, part: int, by: Viewer) -> int:
    """Take a part out of its programme and return that programme."""
    found = ProgrammePart.objects.filter(pk=part).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    programme = _programme(found.programme_id, by)
    found.delete()
    record(verb="take programme part away", on=Reference("curriculum.programme", str(programme.pk)), by=by.person_id)
    return programme.pk


@transaction.atomic
def keep_staff_hours(*, unit: int, subject: str, hours: Decimal, by: Viewer) -> None:
    """Store how many hours a week the team can give a subject."""
    school = check_plans(by, unit)
    (named,) = check_filled(subject)
    if hours < 0:
        raise Refused(_("Hours cannot be less than nothing."))
    StaffHours.objects.update_or_create(unit=school, subject=named, defaults={"hours": hours})
    record(verb="keep staff hours", on=Reference("organisation.unit", str(school.pk)), by=by.person_id)


@transaction.atomic
def lead_rollout(*, unit: int, framework: int, lead: int | None, aim: str, training_hours: int, by: Viewer) -> Rollout:
    """Say who leads bringing in a curriculum for ``unit``, what for, and how many hours of training go with it."""
    found = check_plans(by, unit, kinds=PLANNERS)
    if not frameworks_for(found).filter(pk=framework).exists():
        raise NotVisible(_("There is nothing here for you."))
    adults = Membership.objects.filter(active(by.on), person=lead, unit__path__startswith=found.path)
    if lead is not None and not adults.exclude(role="learner").exists():
        raise Refused(_("Choose somebody who works here."))
    made, _is_new = Rollout.objects.update_or_create(
        unit=found,
        framework_id=framework,
        defaults={"lead_id": lead, "aim": " ".join(aim.split()), "training_hours": training_hours},
    )
    record(verb="lead rollout", on=Reference("curriculum.rollout", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def report_rollout(*, unit: int, framework: int, stage: str, evidence: str, by: Viewer) -> RolloutReport:
    """Store how far a school says it is, with where that shows: without a trace nothing is reported (D-280)."""
    school = check_plans(by, unit)
    if stage not in RolloutReport.Stage.values:
        raise Refused(_("Choose how far you are."))
    trace = evidence.strip()
    if not trace:
        raise Refused(_("Add where this shows: a link or the name of a document."))
    if not frameworks_for(school).filter(pk=framework).exists():
        raise NotVisible(_("There is nothing here for you."))
    rollout, _is_new = Rollout.objects.get_or_create(unit=school, framework_id=framework)
    made = RolloutReport.objects.create(rollout=rollout, stage=stage, evidence=trace[:300], by_id=by.person_id)
    record(verb="report rollout", on=Reference("curriculum.rollout", str(rollout.pk)), by=by.person_id)
    return made


@transaction.atomic
def add_step(*, unit: int, framework: int, level: str, text: str, by: Viewer) -> RolloutStep:
    """Add a step to the road of a curriculum, for all units of a level; only for who works for the network."""
    top = check_plans(by, unit, kinds=("network",))
    if level not in LEVELS:
        raise Refused(_("Choose for whom this step is."))
    (words,) = check_filled(text)
    if not frameworks_for(top).filter(pk=framework).exists():
        raise NotVisible(_("There is nothing here for you."))
    position = RolloutStep.objects.filter(framework=framework).count()
    made = RolloutStep.objects.create(framework_id=framework, level=level, text=words, position=position)
    record(verb="add rollout step", on=Reference("curriculum.rollout_step", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def close_step(*, unit: int, step: int, by: Viewer) -> None:
    """Close a step for ``unit``; what lies below opens when all steps of this level are closed."""
    found = check_plans(by, unit, kinds=PLANNERS)
    if step not in {one.pk for one in open_steps(unit=found)} or not level_of(found):
        raise NotVisible(_("There is nothing here for you."))
    RolloutStepClosed.objects.get_or_create(step_id=step, unit=found, defaults={"by_id": by.person_id})
    record(verb="close rollout step", on=Reference("curriculum.rollout_step", str(step)), by=by.person_id)
