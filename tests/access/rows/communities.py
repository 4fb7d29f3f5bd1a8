"""Who gets in at each address of forming and following communities, and of open lessons."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samenwijzer.foundation.references import Reference
from samenwijzer.network.organisation.actions import add_member, create_unit
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.agenda.models import Meeting
from samenwijzer.practice.agenda.plc.models import Charter, Door, ResearchAccess, Topic, Visit
from samenwijzer.practice.cycles.actions import start_cycle
from samenwijzer.practice.cycles.owners import UNIT
from tests.access.scene import IN_THE_SCHOOL, SCHOOL, TEACHER, WORKS_HERE, Address, Scene, read_only, write_only


def _community(scene: Scene) -> Unit:
    made = create_unit(kind="plc", name="PLG rekenen", parent=scene.world.school_group, by=None)
    Charter.objects.create(unit=made)
    add_member(person=scene.world.teacher, unit=made, role="member", starts=timezone.localdate(), by=None)
    ResearchAccess.objects.create(unit=made, person=scene.world.analyst, until=timezone.localdate())
    return made


def community(scene: Scene) -> dict[str, Any]:
    """Name a community of the school group, in which the teacher is alone and the analyst looks along."""
    return {"unit": _community(scene).pk}


def access(scene: Scene) -> dict[str, Any]:
    """Name what lets the analyst look along."""
    return {"access": ResearchAccess.objects.get(unit=_community(scene)).pk}


def school(scene: Scene) -> dict[str, Any]:
    """Name the school."""
    return {"unit": scene.world.school.pk}


def check(scene: Scene) -> dict[str, Any]:
    """Name a check of the school."""
    return {"check": "learning-culture"} | school(scene)


def _door(scene: Scene) -> Door:
    at = timezone.now() + timedelta(days=1)
    return Door.objects.create(unit=scene.world.school, title="Keuze", look_at="wie?", at=at, by=scene.world.teacher)


def door(scene: Scene) -> dict[str, Any]:
    """Name a lesson that the teacher opened."""
    return {"door": _door(scene).pk}


def visit(scene: Scene) -> dict[str, Any]:
    """Name a visit of the colleague to the teacher."""
    return {"visit": Visit.objects.create(door=_door(scene), visitor=scene.world.colleague).pk}


def opened(scene: Scene) -> dict[str, Any]:
    """Send a lesson of the school."""
    on = timezone.localdate() + timedelta(days=2)
    return {"title": "Keuze", "look_at": "wie?", "on": on.isoformat(), "at": "10:00", "seats": "2"} | school(scene)


def trip(scene: Scene) -> dict[str, Any]:
    """Name a trip of class L3A."""
    owner = Reference(UNIT, str(scene.world.group.pk))
    by = scene.world.viewer(scene.world.teacher)
    return {"cycle": start_cycle(template="learning-trip", owner=owner, title="Tampere", due=None, by=by).uid}


def _day(scene: Scene) -> Meeting:
    return Meeting.objects.create(unit=_community(scene), title="Dag", begins_at=timezone.now())


def day(scene: Scene) -> dict[str, Any]:
    """Name a day of the community."""
    return {"meeting": _day(scene).uid}


def topic(scene: Scene) -> dict[str, Any]:
    """Name a topic of that day."""
    return {"topic": Topic.objects.create(meeting=_day(scene), title="Plannen").pk}


HEAD = frozenset({"head"})
ORGANISE = frozenset({"general_director", "central_staff"})
RESEARCH = frozenset({"analyst"})
THE_TWO = TEACHER | {"colleague"}
ROWS: list[Address] = [
    Address("community_new", "GET", HEAD, school),
    Address("community_new", "POST", HEAD, school),
    *read_only("community_registry", HEAD, school),
    Address("community_people", "GET", ORGANISE, community),
    Address("community_people", "POST", ORGANISE, community),
    *write_only("community_costs", ORGANISE, community),
    *write_only("community_leave", TEACHER, community),
    Address("community_tried", "GET", TEACHER, community),
    Address("community_tried", "POST", TEACHER, community),
    *read_only("community_moments", TEACHER, community),
    *read_only("community_search", TEACHER, community),
    Address("community_research", "GET", TEACHER, community),
    Address("community_research", "POST", TEACHER, community),
    *write_only("research_stop", TEACHER, access),
    *read_only("community_nameless", RESEARCH, community),
    Address("team_growth", "GET", TEACHER, community),
    Address("team_growth", "POST", TEACHER, community),
    Address("school_check", "GET", SCHOOL, check),
    Address("school_check", "POST", SCHOOL, check),
    Address("learning_plans", "GET", WORKS_HERE),
    Address("learning_plans", "POST", WORKS_HERE),
    Address("learning_trip", "GET", TEACHER, trip),
    Address("learning_trip", "POST", TEACHER, trip, lambda scene: {"phase": "apply"}),
    Address("open_space", "GET", TEACHER, day),
    Address("open_space", "POST", TEACHER, day, lambda scene: {"title": "Plannen"}),
    Address("open_space_topic", "GET", TEACHER, topic),
    Address("open_space_topic", "POST", TEACHER, topic, lambda scene: {"text": "Ja."}),
    Address("doors", "GET", WORKS_HERE),
    Address("doors", "POST", IN_THE_SCHOOL, data=opened),
    *write_only("door_visit", IN_THE_SCHOOL - TEACHER, door),
    *write_only("door_shut", TEACHER, door),
    Address("door_note", "GET", THE_TWO, visit),
    Address("door_note", "POST", THE_TWO, visit, lambda scene: {"text": "Mooi."}),
    *write_only("visit_off", frozenset({"colleague"}), visit),
]
