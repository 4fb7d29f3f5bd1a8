"""Planning units of work, and moving their goals when the curriculum does."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.lessons.models import UnitGoal, UnitOfWork


@transaction.atomic
def plan_units(*, units: Sequence[tuple[UnitOfWork, Sequence[int]]], by: int | None) -> list[UnitOfWork]:
    """Store units of work, each with the ids of its goals in the order they are taught."""
    created = UnitOfWork.objects.bulk_create([unit for unit, _ in units])
    UnitGoal.objects.bulk_create(
        [
            UnitGoal(unit_of_work=unit, goal_id=goal, position=position)
            for unit, (_, goals) in zip(created, units, strict=True)
            for position, goal in enumerate(goals)
        ],
        batch_size=2000,
    )
    record(verb="plan units of work", on=Reference("lessons.unit_of_work", ""), by=by, count=len(created))
    return created


@transaction.atomic
def move_goals(*, rows: Iterable[UnitGoal], moves: Mapping[int, int], by: int | None) -> int:
    """Put in the place of each goal of ``rows`` the one ``moves`` names for it, and return how many moved.

    A unit of work that already has the other goal keeps it once.
    """
    moving = [row for row in rows if row.goal_id in moves]
    units = {row.unit_of_work_id for row in moving}
    there = set(UnitGoal.objects.filter(unit_of_work__in=units).values_list("unit_of_work", "goal"))
    moved, double = list[UnitGoal](), list[UnitGoal]()
    for row in moving:
        place = (row.unit_of_work_id, moves[row.goal_id])
        (double if place in there else moved).append(row)
        there.add(place)
    UnitGoal.objects.filter(pk__in=[row.pk for row in double]).delete()
    for row in moved:
        row.goal_id = moves[row.goal_id]
    UnitGoal.objects.bulk_update(moved, ["goal"], batch_size=500)
    if moving:
        record(verb="move goals of units of work", on=Reference("lessons.unit_of_work", ""), by=by, count=len(moving))
    return len(moving)
