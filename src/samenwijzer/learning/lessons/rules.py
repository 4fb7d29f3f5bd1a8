"""Who plans lessons and reads the plans, what the label *klaar* asks, and when a goal may go."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.lessons.models import UnitGoal, UnitOfWork
from samenwijzer.network.access.rules import guided_units
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.models import Goal

#: Kinds of goals of a curriculum that go beyond its minimum.
BEYOND = ("extension", "elective")
CURRICULUM = "curriculum"


def visible_plans(viewer: Viewer, *, writing: bool = False) -> QuerySet[UnitOfWork]:
    """Return the units of work of the groups that ``viewer`` guides, and where ``writing`` also notes about."""
    return UnitOfWork.objects.filter(group__in=guided_units(viewer, writing=writing)).select_related(
        "group", "copied_from"
    )


def check_plan(viewer: Viewer, unit_of_work: int, *, writing: bool = False) -> UnitOfWork:
    """Return the unit of work when ``viewer`` guides its group."""
    found = visible_plans(viewer, writing=writing).filter(pk=unit_of_work).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def is_minimum(goal: Goal) -> bool:
    """Whether ``goal`` belongs to the minimum of a curriculum: all its goals that are not marked as going beyond it."""
    return goal.framework.kind == CURRICULUM and goal.kind not in BEYOND


def check_goal_may_go(work: UnitOfWork, goal: Goal) -> None:
    """Refuse to take a minimum goal out of the year of a group: it stays in some unit of work (D-012)."""
    if not is_minimum(goal):
        return
    year = SchoolYear.of(work.starts)
    elsewhere = UnitGoal.objects.filter(
        goal=goal, unit_of_work__group=work.group_id, unit_of_work__starts__range=(year.first_day, year.last_day)
    ).exclude(unit_of_work=work)
    if not elsewhere.exists():
        raise Refused(
            _(
                "“%(goal)s” is a minimum goal and stands in no other unit of this year. "
                "Put it in another unit first; then you can take it out here."
            )
            % {"goal": goal}
        )


def check_decided(goal: Goal, decided_on: date | None, motivation: str) -> None:
    """Refuse to take a minimum goal from one learner without a motivated decision of the class council (D-012)."""
    if is_minimum(goal) and (decided_on is None or not motivation.strip()):
        raise Refused(
            _(
                "“%(goal)s” is a minimum goal: every learner works at it. Give more support or time with a variation, "
                "or add the decision of the class council, with its day and motivation."
            )
            % {"goal": goal}
        )


def check_ready(*, goals: int, varied: bool, missing: Collection[str]) -> None:
    """Refuse the label *klaar* with everything it still asks (D-029, D-174); saving and teaching go on without it."""
    asked = [*missing]
    if not goals:
        asked.insert(0, _("choose at least one goal"))
    if not varied:
        asked.append(_("plan a variation, or say that none is needed"))
    if asked:
        raise Refused(_("Not ready yet: %(asked)s. Everything you wrote is kept.") % {"asked": "; ".join(asked)})
