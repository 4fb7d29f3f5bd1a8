"""What the page of a unit of work shows, put together."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from samenwijzer.learning.lessons.cards import cards_for
from samenwijzer.learning.lessons.interests import offered_contexts
from samenwijzer.learning.lessons.kinds import Channel
from samenwijzer.learning.lessons.models import Variation
from samenwijzer.learning.lessons.pack import Words, content
from samenwijzer.learning.lessons.plans import Plan, Share, shares
from samenwijzer.learning.lessons.queries import Running
from samenwijzer.network.access.rules import can_write_in
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.agenda.queries import approach_agreed
from samenwijzer.practice.goals.models import Goal
from samenwijzer.web.classroom.lessons.forms import PlanForm

CARDS_SHOWN = 4


def unit_context(viewer: Viewer, plan: Plan, form: PlanForm | None = None) -> dict[str, Any]:
    """Return everything on the page of one unit of work (four queries beside those of the plan)."""
    work, words = plan.work, content(Words)
    offers = offered_contexts(viewer=viewer, group=work.group_id, goals=plan.goals)
    turn = _turn(plan, viewer.on)
    goals = [
        (goal, [described(one) for one in ones], [one for one in plan.activities if one.goal_id == goal.pk])
        for goal, ones in plan.by_goal
    ]
    return _horizons(plan, turn, viewer.on) | {
        "plan": plan,
        "work": work,
        "group": work.group,
        "writes": can_write_in(viewer, work.group),
        "form": form or PlanForm(instance=work),
        "phases": [(phase, work.teaming.get(phase.key, {})) for phase in words.phases],
        "models": words.models,
        "goals": goals,
        "worked_at": [one for one in goals if one[1] or one[2]],
        "bare": [one for one in goals if not one[1] and not one[2]],
        "contexts": next((one for one in offers if one.goal == turn), offers[0] if offers else None),
        "steering": plan.steering,
        "bases": [(basis, _titles(plan, basis.key)) for basis in plan.bases],
        "tasks": list(work.tasks.select_related("goal", "variation")),
        "cards": cards_for(viewer=viewer, title=work.title, goals=plan.goals)[:CARDS_SHOWN],
        "own_roles": own_roles(plan),
        "agreed": approach_agreed(viewer=viewer, group=work.group, until=work.ends),
        "kept_at": work.changed_at.isoformat(),
    }


def _horizons(plan: Plan, turn: Goal | None, on: date) -> dict[str, Any]:
    """Return the whole period beside the week of day ``on``: how far it is, what stands in it, what comes and came.

    The goals of a week are those its activities name, otherwise the one whose turn it is.
    """
    work, week = plan.work, plan.week(on)
    first_monday, monday = (one - timedelta(days=one.weekday()) for one in (work.starts, on))
    return {
        "week": week,
        "week_goals": list(dict.fromkeys(one.goal for one in week if one.goal)) or ([turn] if turn else []),
        "week_minutes": sum(one.minutes for one in week),
        "retrievals": sum(one.is_retrieval for one in week),
        "week_number": (monday - first_monday).days // 7 + 1,
        "weeks": (work.ends - first_monday).days // 7 + 1,
        "coming": [one for one in plan.activities if one not in week and (one.on is None or one.on >= monday)],
        "over": [one for one in plan.activities if one not in week and one.on is not None and one.on < monday],
        "is_by_goal": all(one.goal_id for one in plan.activities) and bool(plan.activities),
    }


def _titles(plan: Plan, basis: str) -> list[tuple[str, int]]:
    """Return the variations that rest on a difference, each title once with for how many goals it stands there."""
    return list(Counter(one.title for one in plan.variations if one.basis == basis).items())


def _turn(plan: Plan, on: date) -> Goal | None:
    """Return the goal whose turn it is on day ``on``."""
    return Running(plan.work, plan.goals).goal_on(on) if plan.goals else None


def described(variation: Variation) -> dict[str, Any]:
    """Return a variation with its accessibility metadata in words and in the names of schema.org (D-034)."""
    words = content(Words)
    named = {one.key: one.name for one in words.features}
    return {
        "variation": variation,
        "access_mode": words.channels[Channel(variation.channel)],
        "features": [(key, named[key]) for key in variation.features if key in named],
    }


def own_roles(plan: Plan) -> list[Share]:
    """Return the mix of roles the viewer means to take in this unit; nobody else ever reads it (D-420)."""
    counted = Counter(plan.own_roles)
    return shares([(one.key, one.name) for one in content(Words).roles], counted) if counted else []
