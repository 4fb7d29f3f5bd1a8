"""Reads of goals. Goals are public: no viewer decides what is seen."""

from collections import defaultdict
from collections.abc import Collection

from samenwijzer.practice.goals.models import Goal, GoalLink


def prerequisites(goal_ids: Collection[int]) -> dict[int, list[Goal]]:
    """Return the direct prerequisites of each of ``goal_ids`` that has any."""
    links = GoalLink.objects.filter(origin__in=goal_ids, kind=GoalLink.Kind.PREREQUISITE)
    found: dict[int, list[Goal]] = defaultdict(list)
    for link in links.select_related("destination"):
        found[link.origin_id].append(link.destination)
    return dict(found)


def goals_by_id(goal_ids: Collection[int]) -> dict[int, Goal]:
    """Return the goals with these ids."""
    return Goal.objects.in_bulk(list(goal_ids))
