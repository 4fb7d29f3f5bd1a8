"""What more than one room of screens names in its paths or sends: found in the scene, or made anew."""

from typing import Any

from tests.access.scene import Scene

STRATEGY = "srl-zelftesten"


def unit(scene: Scene) -> dict[str, Any]:
    """Name class L3A in the path."""
    return {"unit": scene.world.group.pk}


def goal_sent(scene: Scene) -> dict[str, Any]:
    """Send the goal that runs."""
    return {"goal": scene.world.goals["compare"].pk}


def framework(scene: Scene) -> dict[str, Any]:
    """Name the framework of the sample goals."""
    return {"framework": scene.world.goals["compare"].framework_id}


def goal(scene: Scene) -> dict[str, Any]:
    """Name the goal that runs."""
    return {"goal": scene.world.goals["compare"].pk}


def own_goal(scene: Scene) -> dict[str, Any]:
    """Name the own goal of the learner."""
    return {"own_goal": scene.own_goal.pk}


def cycle(scene: Scene) -> dict[str, Any]:
    """Name the cycle of the learner."""
    return {"cycle": scene.cycle.uid}


def flex_offer(scene: Scene) -> dict[str, Any]:
    """Name what is offered in that round, in which the learner has a place."""
    return {"offer": scene.flex_offer.pk}
