"""A unit of work in review: what each goal was worked at for, beside what was seen of it (D-415)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.models import EvidenceGoal
from samenwijzer.learning.evidence.rules import counting
from samenwijzer.learning.lessons.models import Activity, UnitOfWork
from samenwijzer.learning.lessons.plans import Plan, plan_of
from samenwijzer.learning.lessons.rules import check_plan
from samenwijzer.learning.progress.equity import Equity, read_equity
from samenwijzer.learning.progress.histories import Stand, chances, history_of
from samenwijzer.network.access.rules import visible_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.practice.goals.models import Goal
from samenwijzer.science.statistics.growth import FEWEST, Growth, growth, standing

STEPS = 5
LONGEST = 4000
Before = Mapping[int, Mapping[int, Stand]]


@dataclass(frozen=True)
class GoalReview:
    """One goal: what was done for it and why, and what was seen of how many learners in that time.

    ``before`` and ``after`` count the learners at each step, 0 for too little seen; ``growth`` is that of the learners
    seen at both moments, ``None`` where those are too few.
    """

    goal: Goal
    activities: list[Activity]
    pieces: int
    seen: int
    before: tuple[int, ...]
    after: tuple[int, ...]
    growth: Growth | None

    @property
    def is_sure(self) -> bool:
        """Whether the interval of the growth leaves no growth at all outside."""
        return self.growth is not None and (self.growth.low > 0 or self.growth.high < 0)


@dataclass(frozen=True)
class Review:
    """The review of a unit of work of ``size`` learners; ``general`` are the activities for all of its goals."""

    plan: Plan
    size: int
    goals: list[GoalReview]
    general: list[Activity]
    equity: Equity


def review_of(*, viewer: Viewer, unit_of_work: int) -> Review:
    """Return purpose beside evidence for each goal of a unit of a group ``viewer`` guides (nine queries)."""
    plan = plan_of(viewer=viewer, unit_of_work=unit_of_work)
    work, goals = plan.work, [one.pk for one in plan.goals]
    members = learners_of(units=[work.group_id], on=min(max(viewer.on, work.starts), work.ends))
    learners = list(members.filter(pk__in=visible_learners(viewer)).values_list("pk", flat=True))
    history = history_of(learners=learners, goals=goals)
    before = history.at(work.starts - timedelta(days=1))
    after = history.at(min(viewer.on, work.ends))
    pieces = _pieces(work, learners, goals)
    found = [
        GoalReview(
            goal=goal,
            activities=[one for one in plan.activities if one.goal_id == goal.pk],
            pieces=pieces.get(goal.pk, (0, 0))[0],
            seen=pieces.get(goal.pk, (0, 0))[1],
            before=_counted(before, learners, goal.pk),
            after=_counted(after, learners, goal.pk),
            growth=_growth(before, after, [(one, goal.pk) for one in learners], FEWEST),
        )
        for goal in plan.goals
    ]
    began = [_began(before.get(one, {})) for one in learners]
    grown = [_growth(before, after, [(one, goal) for goal in goals], 1) for one in learners]
    return Review(
        plan=plan,
        size=len(learners),
        goals=found,
        general=[one for one in plan.activities if one.goal_id not in goals],
        equity=read_equity(list(zip(began, grown, strict=True))),
    )


def _pieces(work: UnitOfWork, learners: Sequence[int], goals: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return for each goal how many pieces of evidence there are from the time of ``work``, of how many learners."""
    first = timezone.make_aware(datetime.combine(work.starts, time.min))
    last = timezone.make_aware(datetime.combine(work.ends, time.max))
    rows = EvidenceGoal.objects.filter(
        counting("evidence__"), goal__in=goals, evidence__learner__in=learners, evidence__seen_at__range=(first, last)
    )
    counted = rows.values("goal").annotate(times=Count("pk"), people=Count("evidence__learner", distinct=True))
    return {row["goal"]: (row["times"], row["people"]) for row in counted.order_by()}


def _counted(stands: Before, learners: Sequence[int], goal: int) -> tuple[int, ...]:
    steps = [stands.get(one, {}).get(goal) for one in learners]
    reached = [one.step if one else 0 for one in steps]
    return tuple(reached.count(step) for step in range(STEPS))


def _growth(before: Before, after: Before, pairs: Sequence[tuple[int, int]], fewest: int) -> Growth | None:
    both = [
        (one, other)
        for learner, goal in pairs
        if (one := before.get(learner, {}).get(goal)) and (other := after.get(learner, {}).get(goal))
    ]
    if len(both) < fewest:
        return None
    return growth(chances([one for one, _other in both]), chances([other for _one, other in both]))


def _began(stands: Mapping[int, Stand]) -> float | None:
    return standing(chances(list(stands.values()))).mean if stands else None


@transaction.atomic
def look_back(*, unit_of_work: int, text: str, by: Viewer) -> UnitOfWork:
    """Keep what to keep or change next time; a copy of the unit shows it."""
    work = check_plan(by, unit_of_work, writing=True)
    work.looked_back = text.strip()[:LONGEST]
    work.save(update_fields=["looked_back", "changed_at"])
    record(verb="look back on unit", on=Reference("lessons.unit_of_work", str(work.pk)), by=by.person_id)
    return work
