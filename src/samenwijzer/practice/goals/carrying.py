"""Goals and own goals as things that carry tags."""

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.rules import managed_units
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.carriers import Carrier
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.rules import (
    NETWORK,
    check_keeps_own_goal,
    visible_frameworks,
    visible_own_goals,
)
from samenwijzer.practice.goals.search import GOAL

OWN_GOAL = "goals.own_goal"


def can_tag_goal(viewer: Viewer, goal: Goal) -> bool:
    """Return whether ``viewer`` looks after the unit this goal is of; one that is for all is of the network."""
    managed = managed_units(viewer)
    owner = goal.framework.owner_id
    return (managed.filter(pk=owner) if owner else managed.filter(kind=NETWORK)).exists()


def check_tags_goal(viewer: Viewer, goal: int) -> Goal:
    """Return the goal when ``viewer`` may put tags on it."""
    found = Goal.objects.select_related("framework").filter(pk=goal).first()
    if found is None or not can_tag_goal(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found


def show_goals(viewer: Viewer, ids: Collection[int]) -> Iterable[Carrier]:
    """Return these goals, as far as their frameworks are for ``viewer``."""
    rows = Goal.objects.filter(pk__in=ids, framework__in=visible_frameworks(viewer)).order_by("framework", "position")
    return [Carrier(Reference(GOAL, str(one.pk)), one.title, reverse("goal", args=[one.pk])) for one in rows]


def check_tags_own_goal(viewer: Viewer, own_goal: int) -> None:
    """Refuse where ``viewer`` does not keep this own goal."""
    check_keeps_own_goal(viewer, own_goal)


def show_own_goals(viewer: Viewer, ids: Collection[int]) -> Iterable[Carrier]:
    """Return the own goals of groups among these that ``viewer`` may see; those of learners stay on their own page."""
    rows = visible_own_goals(viewer).filter(pk__in=ids, put_away_at=None, learner=None)
    return [Carrier(Reference(OWN_GOAL, str(one.pk)), one.text, reverse("own_goals")) for one in rows]
