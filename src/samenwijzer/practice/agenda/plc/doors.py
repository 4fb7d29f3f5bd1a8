"""Opening a lesson to colleagues, coming to look, and talking about it in pairs (D-356, D-463)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.agenda.plc.door_models import Door, Visit, VisitNote
from samenwijzer.practice.agenda.plc.rules import words_in
from samenwijzer.practice.curriculum.rules import SCHOOLS, check_plans

MOST_SEATS = 10


def schools_of(viewer: Viewer) -> list[Unit]:
    """Return the schools in which ``viewer`` works, in order of name (one query)."""
    above = {int(part) for one in viewer.functions if one.rights for part in one.unit_path.split("/") if part}
    return list(Unit.objects.filter(pk__in=above, kind__in=SCHOOLS).order_by("name", "pk"))


@dataclass(frozen=True)
class OpenDoor:
    """A lesson that is open: how many places are left, and the visit of ``viewer`` where it comes."""

    door: Door
    left: int
    own: Visit | None


def open_doors(*, viewer: Viewer) -> list[OpenDoor]:
    """Return the lessons of colleagues that are still to come, soonest first (three queries)."""
    rows = Door.objects.filter(unit__in=schools_of(viewer), at__gte=timezone.now()).exclude(by=viewer.person_id)
    found = []
    for door in rows.select_related("by").prefetch_related("visits").order_by("at", "pk"):
        visits = list(door.visits.all())
        own = next((one for one in visits if one.visitor_id == viewer.person_id), None)
        found.append(OpenDoor(door, door.seats - len(visits), own))
    return found


def own_doors(*, viewer: Viewer) -> list[Door]:
    """Return the lessons that ``viewer`` opened, with who comes (two queries)."""
    rows = Door.objects.filter(by=viewer.person_id).prefetch_related("visits__visitor")
    return list(rows.order_by("-at", "-pk")[:20])


def own_visits(*, viewer: Viewer) -> list[Visit]:
    """Return the visits of ``viewer`` to colleagues, newest first (one query)."""
    rows = Visit.objects.filter(visitor=viewer.person_id).select_related("door__by")
    return list(rows.order_by("-door__at", "-pk")[:20])


@transaction.atomic
def open_door(*, unit: int, title: str, look_at: str, at: datetime, place: str, seats: int, by: Viewer) -> Door:
    """Open a lesson in a school where ``by`` works."""
    if unit not in {one.pk for one in schools_of(by)}:
        raise NotVisible(_("There is nothing here for you."))
    if at <= timezone.now() or not 1 <= seats <= MOST_SEATS:
        raise Refused(_("Choose a moment that is still to come, and one to ten places."))
    made = Door.objects.create(
        unit_id=unit, title=" ".join(words_in(title, longest=120).split()),
        look_at=" ".join(words_in(look_at, longest=300).split()), at=at, place=place.strip()[:120], seats=seats,
        by_id=by.person_id,
    )  # fmt: skip
    record(verb="open lesson", on=Reference("plc.door", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def shut_door(*, door: int, by: Viewer) -> None:
    """Close an own lesson again; who had signed up is free. Refused once two talked about it: their words stay."""
    found = Door.objects.select_for_update().filter(pk=door, by=by.person_id).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    if VisitNote.objects.filter(visit__door=found).exists():
        raise Refused(_("You already talked about it. What you two wrote stays with you two."))
    found.delete()
    record(verb="shut lesson", on=Reference("plc.door", str(door)), by=by.person_id)


@transaction.atomic
def sign_up(*, door: int, by: Viewer) -> Visit:
    """Come to look; refused once the places are taken."""
    rows = Door.objects.select_for_update().filter(pk=door, unit__in=schools_of(by), at__gte=timezone.now())
    found = rows.exclude(by=by.person_id).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    own = found.visits.filter(visitor=by.person_id).first()
    if own is None:
        if found.visits.count() >= found.seats:
            raise Refused(_("The places are taken."))
        own = Visit.objects.create(door=found, visitor_id=by.person_id)
        record(verb="sign up for visit", on=Reference("plc.door", str(door)), by=by.person_id)
    return own


def check_visit(viewer: Viewer, visit: int) -> Visit:
    """Return the visit when ``viewer`` is one of the two."""
    pair = Q(visitor=viewer.person_id) | Q(door__by=viewer.person_id)
    found = Visit.objects.filter(pair, pk=visit).select_related("door__by", "visitor").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


@transaction.atomic
def call_off(*, visit: int, by: Viewer) -> None:
    """Do not come after all."""
    found = check_visit(by, visit)
    if found.visitor_id != by.person_id:
        raise NotVisible(_("There is nothing here for you."))
    if found.notes.exists():
        raise Refused(_("You already talked about it. What you two wrote stays with you two."))
    found.delete()
    record(verb="call off visit", on=Reference("plc.door", str(found.door_id)), by=by.person_id)


def notes_of(*, viewer: Viewer, visit: int) -> tuple[Visit, Sequence[VisitNote]]:
    """Return a visit and what the two said, for the two alone (two queries)."""
    found = check_visit(viewer, visit)
    return found, list(found.notes.select_related("by").order_by("pk"))


def write_note(*, visit: int, text: str, by: Viewer) -> VisitNote:
    """Say something about a visit to the other of the two."""
    found = check_visit(by, visit)
    return VisitNote.objects.create(visit=found, text=words_in(text, longest=2000), by_id=by.person_id)


def visits_in(*, viewer: Viewer, unit: int) -> int:
    """Return how many visits there were in a school for which ``viewer`` plans: a number only (one query)."""
    school = check_plans(viewer, unit)
    return Visit.objects.filter(door__unit=school, door__at__lte=timezone.now()).count()
