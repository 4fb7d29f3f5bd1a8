"""Who gets in at each address of a team: its own members, and nobody else."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samenwijzer.foundation.references import Reference
from samenwijzer.practice.agenda.actions import agree, plan_meeting, take_action
from samenwijzer.practice.cycles.actions import start_cycle
from samenwijzer.practice.cycles.owners import UNIT
from tests.access.places import unit
from tests.access.scene import EVERYBODY, TEACHER, TEACHERS, WORKS_HERE, Address, Scene, read_only, write_only


def meeting(scene: Scene) -> dict[str, Any]:
    """Name a meeting of the team of class L3A."""
    by = scene.world.viewer(scene.world.teacher)
    planned = plan_meeting(title="Kort", begins_at=timezone.now(), unit=scene.world.group.pk, by=by)
    return {"meeting": planned.uid}


def action(scene: Scene) -> dict[str, Any]:
    """Name an action of that team."""
    by = scene.world.viewer(scene.world.teacher)
    taken = take_action(what="Kijken", owner=by.person_id, due=by.on, unit=scene.world.group.pk, by=by)
    return {"action": taken.uid}


def agreement(scene: Scene) -> dict[str, Any]:
    """Name an agreement of that team."""
    made = agree(unit=scene.world.group.pk, text="Op tijd", by=scene.world.viewer(scene.world.teacher))
    return {"agreement": made.pk}


def team_goal(scene: Scene) -> dict[str, Any]:
    """Name a goal of that team."""
    owner, by = Reference(UNIT, str(scene.world.group.pk)), scene.world.viewer(scene.world.teacher)
    return {"cycle": start_cycle(template="team-goal", owner=owner, title="Lezen", due=None, by=by).uid}


def decision(scene: Scene) -> dict[str, Any]:
    """Send an action of the teacher within a week."""
    due = timezone.localdate() + timedelta(days=3)
    return {"what": "Kijken", "owner": scene.world.teacher.pk, "due": due.isoformat()}


def planned(scene: Scene) -> dict[str, Any]:
    """Send a meeting of ten minutes."""
    return {"on": timezone.localdate().isoformat(), "at": "12:10", "minutes": "10"}


ROWS: list[Address] = [
    *read_only("our_team", TEACHERS),
    *read_only("own_calendar", WORKS_HERE),
    *read_only("our_team_of", TEACHER, unit),
    *read_only("team_learners", TEACHER, unit),
    *write_only("team_message", TEACHER, unit, lambda scene: {"text": "Taart"}),
    *write_only("team_quiet", TEACHER, unit, lambda scene: {"begins": "18:00", "ends": "07:30"}),
    *read_only("team_together", TEACHER, unit),
    *write_only("team_look_back", TEACHER, unit, lambda scene: {"agreement": "Op tijd"}),
    *write_only("team_goal", TEACHER, unit, lambda scene: {"title": "Lezen"}),
    *write_only("team_contribute", TEACHER, team_goal, lambda scene: {"contribution": "Voorlezen"}),
    *write_only("team_notice_seen", EVERYBODY, lambda scene: {"notice": scene.notice.pk}),
    *write_only("team_decide", TEACHER, unit, decision),
    *write_only("team_agree", TEACHER, unit, lambda scene: {"text": "Op tijd"}),
    *write_only("team_agreement_end", TEACHER, agreement),
    *write_only("team_meeting_plan", TEACHER, unit, planned),
    *read_only("team_meeting", TEACHER, meeting),
    *write_only("team_point", TEACHER, meeting, lambda scene: {"text": "Uitstap"}),
    *write_only("team_present", TEACHER, meeting),
    *write_only("team_meeting_end", TEACHER, meeting),
    *write_only("team_action_done", TEACHER, action),
    *write_only("team_action_worked", TEACHER, action, lambda scene: {"outcome": "worked"}),
]
