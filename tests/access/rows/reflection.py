"""Who gets in where teams look at their results together."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samenwijzer.quality.reflections.models import Session
from tests.access.scene import SCHOOL, TEACHER, Address, Scene, write_only


def team(scene: Scene) -> dict[str, Any]:
    """Name class L3A in the path."""
    return {"unit": scene.world.group.pk}


def school(scene: Scene) -> dict[str, Any]:
    """Name its school in the path."""
    return {"unit": scene.world.school.pk}


def session(scene: Scene) -> dict[str, Any]:
    """Name a session of the team of L3A that knows what its data may mean."""
    on = timezone.localdate()
    return {"session": Session.objects.create(unit=scene.world.group, question="Groeit wie?", on=on, meaning="x").pk}


def act_sent(scene: Scene) -> dict[str, Any]:
    """Send an action with its day to look back."""
    day = timezone.localdate() + timedelta(days=9)
    return {"what": "x", "owner": scene.world.teacher.pk, "due": day.isoformat(), "review": day.isoformat()}


def asked(scene: Scene) -> dict[str, Any]:
    """Send a question for the team of L3A."""
    return {"question": "Wat werkte?", "team": str(scene.world.group.pk)}


ROWS: list[Address] = [
    Address("reflections", "GET", TEACHER | SCHOOL, team),
    Address("reflections", "POST", TEACHER | SCHOOL, team, asked),
    Address("team_efficacy", "GET", TEACHER, team),
    Address("team_efficacy", "POST", TEACHER, team, lambda scene: {"text": "Iedereen las."}),
    Address("reflection", "GET", TEACHER | SCHOOL, session),
    Address("reflection", "POST", TEACHER, session, lambda scene: {"seen": "x"}),
    *write_only("reflection_act", TEACHER, session, act_sent),
    Address("reflection_planner", "GET", SCHOOL, school),
    Address("reflection_planner", "POST", SCHOOL, school, asked),
    *write_only("team_subjects", SCHOOL, team),
]
