"""The lasting address of a goal: the names of its framework and of itself, which hold over versions."""

from django.urls import reverse

from samenwijzer.practice.goals.models import Goal


def lasting_address(goal: Goal) -> str:
    """Return the address that leads to ``goal`` in whatever version of its framework is the newest."""
    return reverse("goal_named", args=[f"{goal.framework.identifier}/{goal.identifier}"])
