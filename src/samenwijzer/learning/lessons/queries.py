"""What a group is learning."""

from collections.abc import Collection
from datetime import date

from samenwijzer.learning.lessons.models import UnitGoal, UnitOfWork
from samenwijzer.practice.goals.models import Goal


def units_of(*, groups: Collection[int], first: date, last: date) -> list[UnitOfWork]:
    """Return the units of work of these groups that run somewhere between ``first`` and ``last``, in order."""
    rows = UnitOfWork.objects.filter(group__in=groups, starts__lte=last, ends__gte=first)
    return list(rows.select_related("group"))


def running(*, groups: Collection[int], on: date) -> list[UnitOfWork]:
    """Return the units of work that run on day ``on``."""
    return units_of(groups=groups, first=on, last=on)


def goals_of(*, units: Collection[int]) -> list[Goal]:
    """Return the goals of these units of work in the order they are taught, each once."""
    rows = UnitGoal.objects.filter(unit_of_work__in=units).select_related("goal__framework")
    return list({row.goal_id: row.goal for row in rows.order_by("unit_of_work__starts", "position")}.values())
