"""From a result on a goal to what helps next: the tasks of the group on that goal (D-451)."""

from dataclasses import dataclass

from samenwijzer.learning.lessons.models import Task, UnitOfWork
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer


@dataclass(frozen=True)
class Chain:
    """The tasks of a group on one goal, newest first, and the unit of work in which one can be made."""

    tasks: list[Task]
    work: UnitOfWork | None


def chain_of(*, viewer: Viewer, unit: int, goal: int) -> Chain:
    """Return the material of a group that ``viewer`` guides on ``goal``: of what runs or ran (three queries)."""
    check_guides_unit(viewer, unit)
    works = UnitOfWork.objects.filter(group=unit, unit_goals__goal=goal).order_by("-starts", "-pk")
    tasks = Task.objects.filter(unit_of_work__group=unit, goal=goal).order_by("-made_at", "-pk")
    return Chain(list(tasks[:4]), works.first())
