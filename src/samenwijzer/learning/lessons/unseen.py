"""Goals of a group of which nothing was seen this term: what reaches nobody yet (D-160)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.evidence.models import Evidence, EvidenceGoal
from samenwijzer.learning.evidence.rules import counting
from samenwijzer.learning.lessons.models import UnitGoal, UnitOfWork
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.calendar.terms import term_start
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.practice.goals.models import Goal, at_level
from samenwijzer.practice.goals.rules import frameworks_for
from samenwijzer.practice.goals.search import current_frameworks


@dataclass(frozen=True)
class Unseen:
    """The goals of ``group`` without any evidence since ``since``, of ``asked`` goals in all.

    Each goes with the unit of work of this school year that plans it, if any.
    """

    group: Unit
    since: date
    asked: int
    goals: list[tuple[Goal, UnitOfWork | None]]


def unseen_goals(*, viewer: Viewer, unit: int) -> Unseen:
    """Return what nobody of a group that ``viewer`` guides was seen on this term; five queries.

    Asked are the goals of the level of the group in every curriculum, and those of its units of work of this school
    year. Drafts and what learners say of themselves are not evidence of this kind.
    """
    group = check_guides_unit(viewer, unit)
    since = term_start(path=group.path, on=viewer.on)
    planned = _planned(group, viewer.on)
    current = current_frameworks().filter(pk__in=frameworks_for(group), kind="curriculum")
    curriculum = Q(framework__in=current) & (at_level(group.level) if group.level else Q(pk__in=[]))
    wanted = Goal.objects.filter(curriculum | Q(pk__in=planned), children=None, gone_at=None)
    members = Membership.objects.filter(active(viewer.on), unit=group, role=LEARNER).values("person")
    facts = Evidence.objects.filter(counting(), learner__in=members, seen_at__date__gte=since)
    links = EvidenceGoal.objects.filter(evidence__in=facts.exclude(kind__in=Evidence.OWN))
    seen = set(links.values_list("goal", flat=True).distinct())
    goals = list(wanted.select_related("framework", "parent").order_by("framework", "position", "pk"))
    return Unseen(group, since, len(goals), [(goal, planned.get(goal.pk)) for goal in goals if goal.pk not in seen])


def _planned(group: Unit, on: date) -> dict[int, UnitOfWork]:
    year = SchoolYear.of(on)
    rows = UnitGoal.objects.filter(
        unit_of_work__group=group, unit_of_work__starts__lte=year.last_day, unit_of_work__ends__gte=year.first_day
    )
    return {
        row.goal_id: row.unit_of_work for row in rows.select_related("unit_of_work").order_by("unit_of_work__starts")
    }
