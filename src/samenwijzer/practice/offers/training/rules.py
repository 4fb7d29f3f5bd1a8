"""Which tracks are for whom, who sees how far somebody is, and who offers courses to whom."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.rules import headed_schools
from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.practice.agenda.rules import PARTNER, works_in
from samenwijzer.practice.curriculum.rules import SCHOOLS, can_plan
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.cycles.pack import Owner
from samenwijzer.practice.cycles.rules import takes_part
from samenwijzer.practice.offers.roles.pack import Titled
from samenwijzer.practice.offers.training.models import Course, Follow, Place
from samenwijzer.practice.offers.training.pack import Task, Track, tracks

#: From this many people on a share is shown.
MINIMUM = 5
TEAM_GOAL = "team-goal"
#: The levels at which courses are offered and looked at as a whole.
LEVELS = ("network", "school_group", *SCHOOLS)
ABOVE = ("network", "school_group")


def check_works(viewer: Viewer) -> None:
    """Refuse who works nowhere."""
    if not works_in(viewer):
        raise NotVisible(_("There is nothing here for you."))


def is_for(viewer: Viewer, track: Track) -> bool:
    """Whether a track is for a function of ``viewer``; no query."""
    return bool(works_in(viewer)) and (not track.roles or any(one.role in track.roles for one in works_in(viewer)))


def check_track(viewer: Viewer, key: str) -> Track:
    """Return the track when it is for ``viewer``."""
    track = tracks().get(key)
    if track is None or not is_for(viewer, track):
        raise NotVisible(_("There is nothing here for you."))
    return track


def check_follow(viewer: Viewer, key: str) -> tuple[Follow, Track]:
    """Return what ``viewer`` follows itself; nobody else's is found."""
    follow = Follow.objects.filter(person=viewer.person_id, track=key).first()
    track = tracks().get(key)
    if follow is None or track is None:
        raise NotVisible(_("There is nothing here for you."))
    return follow, track


def check_task(track: Track, follow: Follow, key: str) -> Task:
    """Return the task of the track, for the stage somebody chose."""
    task = next((one for one in track.tasks_for(follow.stage) if one.key == key), None)
    if task is None:
        raise NotVisible(_("There is nothing here for you."))
    return task


def check_listed(key: str, listed: tuple[Titled, ...], *, empty: bool = False) -> str:
    """Return ``key`` when it stands in a list of the pack, or is empty where that may be."""
    if (empty and not key) or key in {one.key for one in listed}:
        return key
    raise Refused(_("Choose one of the list."))


def team_goals(viewer: Viewer) -> QuerySet[Cycle]:
    """Return the goals of the teams in which ``viewer`` works."""
    return Cycle.objects.filter(takes_part(viewer, Owner.TEAM), template=TEAM_GOAL).order_by("-started_at", "-pk")


def check_team_goal(viewer: Viewer, uid: UUID | None) -> UUID | None:
    """Return the goal of a team in which ``viewer`` works, or nothing where none was chosen."""
    if uid is not None and not team_goals(viewer).filter(uid=uid).exists():
        raise NotVisible(_("There is nothing here for you."))
    return uid


def _inside(viewer: Viewer) -> list[Function]:
    """Return where ``viewer`` works; a partner is not inside the school or group it works with."""
    return [one for one in works_in(viewer) if one.unit_kind != PARTNER]


def offering_units(viewer: Viewer) -> QuerySet[Unit]:
    """Return the schools, the school group and the network in or under which ``viewer`` works."""
    above = {int(part) for one in _inside(viewer) for part in one.unit_path.split("/") if part}
    return Unit.objects.filter(pk__in=above, kind__in=LEVELS).order_by("-path")


def check_offering(viewer: Viewer, unit: int) -> Unit:
    """Return the unit when ``viewer`` works in it or below it."""
    found = offering_units(viewer).filter(pk=unit).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_offers(viewer: Viewer, unit: int) -> Unit:
    """Return the unit when ``viewer`` decides what it offers: who leads it."""
    found = check_offering(viewer, unit)
    if not can_plan(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found


def visible_courses(viewer: Viewer) -> QuerySet[Course]:
    """Return the courses of the units in or under which ``viewer`` works."""
    return Course.objects.filter(unit__in=offering_units(viewer)).select_related("unit", "provider")


def check_course(viewer: Viewer, course: int) -> Course:
    """Return the course when it is offered to ``viewer``."""
    found = visible_courses(viewer).filter(pk=course).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_place(viewer: Viewer, place: int) -> Place:
    """Return a place of ``viewer`` itself."""
    found = Place.objects.filter(pk=place, person=viewer.person_id).select_related("course").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def heads(viewer: Viewer, unit: Unit) -> bool:
    """Whether ``viewer`` is head of this school, and so sees who took which course."""
    return any(one.unit_id == unit.pk for one in headed_schools(viewer))


def directs(viewer: Viewer, unit: Unit) -> bool:
    """Whether ``viewer`` is general director of this school group."""
    return any(one.unit_id == unit.pk and one.role == "general_director" for one in viewer.functions)


def staff_of(viewer: Viewer, unit: Unit, *roles: str) -> QuerySet[Membership]:
    """Return who works in or below ``unit`` today, with one of ``roles`` where any is named."""
    rows = Membership.objects.filter(active(viewer.on), unit__path__startswith=unit.path)
    rows = rows.exclude(role=LEARNER).exclude(Q(unit__kind=PARTNER) | Q(unit__kind="school_council"))
    return rows.filter(role__in=roles) if roles else rows
