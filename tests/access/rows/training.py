"""Who gets in at each address of tracks, the own portfolio and courses: whoever works, and only to what is its own."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samenwijzer.practice.offers.training.actions import begin_track, do_task, keep_piece, plan_line
from samenwijzer.practice.offers.training.courses import add_course, add_provider, take_course
from samenwijzer.practice.offers.training.models import Course, Place, Provider
from samenwijzer.practice.offers.training.pack import tracks
from tests.access.scene import IN_THE_SCHOOL, SCHOOL, TEACHER, WORKS_HERE, Address, Scene, read_only
from tests.access.scene import write_only as write

HERE = IN_THE_SCHOOL
LEADS_TRACK = frozenset({"head"})
DAY = timedelta(days=1)


def unit(scene: Scene) -> dict[str, Any]:
    """Name the school of class L3A."""
    return {"unit": scene.world.school.pk}


def data_track(scene: Scene) -> dict[str, Any]:
    """Name a track for everybody who works."""
    return {"track": "data-literacy"}


def leader_track(scene: Scene) -> dict[str, Any]:
    """Name a track for heads."""
    return {"track": "plan-as-lever"}


def own_task(scene: Scene) -> dict[str, Any]:
    """Name a task of a track that the teacher follows."""
    begin_track(track="data-literacy", stage="", by=scene.world.viewer(scene.world.teacher))
    return {"track": "data-literacy", "task": "chance"}


def finished(scene: Scene) -> dict[str, Any]:
    """Name a track with a badge that the head finished."""
    by = scene.world.viewer(scene.world.head)
    begin_track(track="plc-facilitator", stage="", by=by)
    for one in tracks()["plc-facilitator"].tasks:
        do_task(track="plc-facilitator", task=one.key, text="", done=True, by=by)
    return {"track": "plc-facilitator"}


def piece(scene: Scene) -> dict[str, Any]:
    """Name something of the teacher; somebody else who sends it changes nothing."""
    by = scene.world.viewer(scene.world.teacher)
    return {"piece": keep_piece(title="Les", text="", theme="", on=by.on, by=by).pk}


def line(scene: Scene) -> dict[str, Any]:
    """Name a line of the plan of the teacher."""
    by = scene.world.viewer(scene.world.teacher)
    given = {"what": "Leren", "need": "", "theme": "", "track": ""}
    return {"line": plan_line(**given, team_goal=None, by_when=by.on, by=by).pk}


def given() -> dict[str, str]:
    """Return a course as a form sends it."""
    words = {"title": "Vorming", "need": "Nood", "goal": "Doel", "part": "organiser", "theme": "digital"}
    keys = {"curriculum": "dutch", "audience": "teacher", "region": "east"}
    return words | keys | {"on": (timezone.localdate() - 100 * DAY).isoformat(), "cost": "0"}


def course(scene: Scene) -> dict[str, Any]:
    """Name a course of the school, a hundred days ago."""
    by = scene.world.viewer(scene.world.head)
    standing = Course.objects.filter(unit=scene.world.school).first()
    if standing is None:
        sent: dict[str, Any] = given() | {"on": by.on - 100 * DAY, "cost": 0}
        standing = add_course(unit=scene.world.school.pk, provider=None, by=by, **sent)
    return {"course": standing.pk}


def place(scene: Scene) -> dict[str, Any]:
    """Name the place of the teacher in that course, not yet answered."""
    by = scene.world.viewer(scene.world.teacher)
    found = course(scene)["course"]
    take_course(course=found, taken=True, by=by)
    Place.objects.filter(course=found, person=by.person_id).update(transfer_at=None)
    return {"place": Place.objects.get(course=found, person=by.person_id).pk}


def provider(scene: Scene) -> dict[str, Any]:
    """Name who gave the course the teacher took."""
    name = "Vzw Leren"
    add_provider(unit=scene.world.school.pk, name=name, by=scene.world.viewer(scene.world.head))
    place(scene)
    found = Provider.objects.get(name=name)
    Course.objects.update(provider=found)
    return {"provider": found.pk}


ROWS: list[Address] = [
    *read_only("tracks", WORKS_HERE),
    Address("self_check", "GET", WORKS_HERE, lambda scene: {"check": "mastery"}),
    Address("self_check", "POST", WORKS_HERE, lambda scene: {"check": "mastery"}, lambda scene: {"do": "forget"}),
    *read_only("expertise_tracks", WORKS_HERE, lambda scene: {"expertise": "scaffolding"}),
    Address("track", "GET", WORKS_HERE, data_track),
    Address("track", "POST", LEADS_TRACK, leader_track),
    Address("track_task", "GET", TEACHER, own_task),
    Address("track_task", "POST", TEACHER, own_task, lambda scene: {"words": "gezien", "done": "0"}),
    *read_only("own_growth", WORKS_HERE),
    *write("own_piece", WORKS_HERE, data=lambda scene: {"title": "Les", "on": timezone.localdate().isoformat()}),
    *write("own_piece_drop", WORKS_HERE, piece),
    *write("own_plan", WORKS_HERE, data=lambda scene: {"what": "Leren", "by_when": timezone.localdate().isoformat()}),
    *write("own_plan_line", WORKS_HERE, line),
    *read_only("own_growth_take", WORKS_HERE),
    *read_only("track_badge", LEADS_TRACK, finished),
    *read_only("courses", HERE, unit),
    *write("course_add", SCHOOL, unit, lambda scene: given()),
    *write("course_provider", SCHOOL, unit, lambda scene: {"name": "Vzw Leren"}),
    *write("course_take", HERE, course),
    *write("course_transfer", TEACHER, place, lambda scene: {"text": "Meer vragen"}),
    *write("course_review", TEACHER, provider, lambda scene: {"score": "4"}),
]
