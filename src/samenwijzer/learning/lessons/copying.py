"""Copying a unit of work of last year: the goals move to the current version, and what differs is listed (D-088)."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.lessons.materials.models import Material
from samenwijzer.learning.lessons.models import Activity, UnitGoal, UnitOfWork, Variation
from samenwijzer.learning.lessons.plans import Plan, plan
from samenwijzer.learning.lessons.rules import check_plan
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.goals.models import Framework, Goal
from samenwijzer.practice.goals.versions import GoalChange, Happened, changes_between

Moves = dict[int, list[Goal]]
#: Plans that ended less long ago are of this year: there is little to copy.
NOT_BEFORE = timedelta(days=60)
MOST = 40


def copyable(*, viewer: Viewer, group: Unit) -> list[UnitOfWork]:
    """Return the plans that can be copied to ``group``: of the same level in the same school, newest first (one query).

    A plan holds no data of learners, so a colleague's can be taken over as well as one's own of last year.
    """
    here = UnitOfWork.objects.filter(
        group__parent=group.parent_id, group__level=group.level, ends__lt=viewer.on - NOT_BEFORE
    )
    return list(here.select_related("group").order_by("-starts", "-pk")[:MOST])


@transaction.atomic
def copy_unit(*, unit_of_work: int, group: int, starts: date, by: Viewer) -> UnitOfWork:
    """Copy a plan that ``by`` may read to ``group``, from day ``starts`` on, as long as it lasted and not ready yet.

    Goals become those of the newest version of their framework. A goal that was replaced by several becomes all of
    them, one that is gone is left out; both stand in ``copied_changes``.
    """
    target = check_guides_unit(by, group, writing=True)
    old = next((one for one in copyable(viewer=by, group=target) if one.pk == unit_of_work), None)
    source = plan(old or check_plan(by, unit_of_work))
    moves, changes = _to_current(source.goals)
    old = source.work
    copy = UnitOfWork.objects.create(
        group=target,
        title=old.title,
        starts=starts,
        ends=starts + (old.ends - old.starts),
        common_goal=old.common_goal,
        no_variation=old.no_variation,
        equity=old.equity,
        aim_low=old.aim_low,
        aim_high=old.aim_high,
        teaming=old.teaming,
        copied_from=old,
        copied_changes=changes,
    )
    goals = list({new.pk: new for goal in source.goals for new in moves[goal.pk]}.values())
    UnitGoal.objects.bulk_create([UnitGoal(unit_of_work=copy, goal=one, position=n) for n, one in enumerate(goals)])
    _copy_contents(source, copy, moves)
    record(verb="copy unit of work", on=Reference("lessons.unit_of_work", str(copy.pk)), by=by.person_id)
    return copy


def _copy_contents(source: Plan, copy: UnitOfWork, moves: Moves) -> None:
    later: timedelta = copy.starts - source.work.starts
    activities, variations = [], []
    for activity in source.activities:
        new = _first(moves, activity.goal_id)
        fields = _fields(activity) | {"unit_of_work": copy, "goal": new}
        activities.append(Activity(**fields | {"on": activity.on + later if activity.on else None}))
    for variation in source.variations:
        goal = _first(moves, variation.goal_id)
        if goal:
            variations.append(Variation(**_fields(variation) | {"unit_of_work": copy, "goal": goal}))
    made = Activity.objects.bulk_create(activities)
    Variation.objects.bulk_create(variations)
    _copy_files(dict(zip((one.pk for one in source.activities), made, strict=True)))


def _copy_files(copies: Mapping[int, Activity]) -> None:
    """Let each copied activity name the same files as the one it was copied from."""
    rows = list(Material.objects.filter(activity__in=copies))
    for row in rows:
        row.activity = copies[row.activity_id]
        row.pk = None
    Material.objects.bulk_create(rows)


def _fields(row: Activity | Variation) -> dict[str, object]:
    """Return the values of a row that a copy takes over."""
    names = [one.name for one in row._meta.concrete_fields if not one.is_relation and not one.primary_key]
    return {name: getattr(row, name) for name in names}


def _first(moves: Moves, goal: int | None) -> Goal | None:
    return next(iter(moves.get(goal or 0, ())), None)


def _to_current(goals: list[Goal]) -> tuple[Moves, list[list[str]]]:
    """Return what each goal is in the newest version of its framework, and the differences in words."""
    moves: Moves = {}
    changes: list[list[str]] = []
    for old in {one.framework_id: one.framework for one in goals}.values():
        new = Framework.objects.filter(identifier=old.identifier).order_by("-pk").first() or old
        happened = {one.standing: one for one in changes_between(old, new)} if new.pk != old.pk else {}
        same = {one.identifier: one for one in new.goals.select_related("framework")}
        for goal in goals:
            if goal.framework_id != old.pk:
                continue
            change = happened.get(goal.pk)
            moves[goal.pk] = _after(goal, change, same)
            if change:
                changes.append([change.happened.value, goal.full_statement, _told(change)])
    return moves, changes


def _after(goal: Goal, change: GoalChange | None, same: dict[str, Goal]) -> list[Goal]:
    if change and change.happened == Happened.REPLACED:
        return list(change.successors)
    if change and change.happened == Happened.GONE:
        return []
    return [same.get(goal.identifier, goal)]


def _told(change: GoalChange) -> str:
    return " / ".join(one.full_statement for one in change.successors) or change.after
