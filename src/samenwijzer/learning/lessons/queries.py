"""What a group is learning."""

from collections.abc import Collection
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Running:
    """A unit of work that is going on, with its goals in the order they are taught (at least one)."""

    unit_of_work: UnitOfWork
    goals: list[Goal]

    def is_about(self, lesson: str) -> bool:
        """Whether a lesson of this name is one of this unit: its own name, or the subject its goals come from."""
        names = (self.unit_of_work.title, str(self.goals[0].framework))
        return any(lesson.casefold() in name.casefold() for name in names)

    def goal_on(self, on: date) -> Goal:
        """Return the goal whose turn it is on day ``on``, when the time of the unit is shared out evenly."""
        unit = self.unit_of_work
        passed, whole = (on - unit.starts).days, (unit.ends - unit.starts).days + 1
        return self.goals[min(max(passed, 0) * len(self.goals) // whole, len(self.goals) - 1)]


def running_with_goals(*, groups: Collection[int], on: date) -> list[Running]:
    """Return the units of work with goals that these groups work at on day ``on``, in order (one query)."""
    rows = UnitGoal.objects.filter(
        unit_of_work__group__in=groups, unit_of_work__starts__lte=on, unit_of_work__ends__gte=on
    )
    found: dict[int, Running] = {}
    for row in rows.select_related("unit_of_work", "goal__framework").order_by(
        "unit_of_work__starts", "unit_of_work", "position"
    ):
        found.setdefault(row.unit_of_work_id, Running(row.unit_of_work, [])).goals.append(row.goal)
    return list(found.values())
