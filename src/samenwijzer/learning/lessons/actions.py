"""Planning units of work."""

from collections.abc import Sequence

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
