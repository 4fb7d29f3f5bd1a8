"""Designing a trajectory together, step by step (D-154, D-171)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.learning.lessons.trajectories.models import Designer, Step, Trajectory
from samenwijzer.network.access.rules import writable_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.practice.goals.models import Goal


def check_designs(viewer: Viewer, learner: int) -> None:
    """Refuse when ``viewer`` is neither the learner nor an adult who guides it and writes about it."""
    own = viewer.is_learner and learner == viewer.person_id
    if not own and not writable_learners(viewer).filter(pk=learner).exists():
        raise NotVisible(_("There is nothing here for you."))


@transaction.atomic
def start(*, learner: int, title: str, by: Viewer) -> Trajectory:
    """Begin a trajectory of ``learner``; who begins is its first designer."""
    check_designs(by, learner)
    if not title.strip():
        raise Refused(_("Say in a few words where this goes."))
    made = Trajectory.objects.create(learner_id=learner, title=title.strip()[:200])
    _sign(made, by, "start a trajectory")
    return made


@transaction.atomic
def add_step(
    *,
    trajectory: int,
    goal: int,
    kind: str,
    title: str = "",
    unit_of_work: int | None = None,
    place: str = "",
    by: Viewer,
) -> Step:
    """Put a step at ``goal`` of the curriculum in a trajectory; who adds it designs along.

    A step in a unit of work is one of a group of the learner that works at this goal; one with a partner names it.
    """
    found = _trajectory(trajectory, by)
    if not Goal.objects.filter(pk=goal, gone_at=None).exists():
        raise Refused(_("Every step is at a goal of the curriculum: choose one."))
    unit = _unit(found, goal, unit_of_work, by) if kind == Step.Kind.UNIT else None
    if kind not in Step.Kind.values or (kind == Step.Kind.WORKPLACE and not place.strip()):
        raise Refused(_("Say with which partner, or where."))
    name = title.strip() or (unit.title if unit else "")
    if not name:
        raise Refused(_("Say in a few words what is done."))
    made = Step.objects.create(
        trajectory=found,
        goal_id=goal,
        kind=kind,
        unit_of_work=unit,
        title=name[:200],
        place=place.strip()[:200],
        by_id=by.person_id,
    )
    _sign(found, by, "add a step to a trajectory")
    return made


@transaction.atomic
def mark_done(*, step: int, by: Viewer) -> Step:
    """Say that a step is done, or not done after all."""
    found = Step.objects.select_related("trajectory").filter(pk=step).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_designs(by, found.trajectory.learner_id)
    found.done_at = None if found.done_at else timezone.now()
    found.save(update_fields=["done_at"])
    record(verb="mark a step of a trajectory", on=Reference("trajectories.step", str(step)), by=by.person_id)
    return found


def _trajectory(pk: int, by: Viewer) -> Trajectory:
    found = Trajectory.objects.filter(pk=pk).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_designs(by, found.learner_id)
    return found


def _unit(found: Trajectory, goal: int, unit: int | None, by: Viewer) -> UnitOfWork:
    groups = Membership.objects.filter(active(by.on), person=found.learner_id, role=LEARNER).values("unit")
    one = UnitOfWork.objects.filter(pk=unit or 0, group__in=groups, unit_goals__goal=goal).first()
    if one is None:
        raise Refused(_("Choose a course of your group that works at this goal."))
    return one


def _sign(found: Trajectory, by: Viewer, verb: str) -> None:
    Designer.objects.get_or_create(trajectory=found, person_id=by.person_id)
    record(verb=verb, on=Reference("trajectories.trajectory", str(found.pk)), by=by.person_id)
