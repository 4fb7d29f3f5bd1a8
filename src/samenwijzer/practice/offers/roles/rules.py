"""Who divides the roles of a team, who names them in a school, and whose talents somebody reads."""

from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.practice.agenda.rules import SCHOOLS, check_keeps_agenda, read_units, works_in
from samenwijzer.practice.curriculum.rules import can_plan
from samenwijzer.practice.offers.roles.models import Talent, TeamRole
from samenwijzer.practice.offers.roles.pack import frame

#: From this many people on a school reads what its people want to learn, added up.
MINIMUM = 5
#: So long before its end a role asks for a handover.
HANDOVER = timedelta(days=7)


def check_divides(viewer: Viewer, unit: int) -> Unit:
    """Return the team when ``viewer`` works in it: a team divides its roles itself."""
    return check_keeps_agenda(viewer, unit)


def check_own_role(viewer: Viewer, role: int) -> TeamRole:
    """Return the role when it is one of a team in which ``viewer`` works."""
    found = TeamRole.objects.filter(pk=role).select_related("unit", "person").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_divides(viewer, found.unit_id)
    return found


def check_role(key: str) -> str:
    """Return the key of a role of the frame."""
    if frame().role(key) is None:
        raise Refused(_("Choose a role."))
    return key


def check_topic(key: str) -> str:
    """Return the key of a topic or role of the frame."""
    if key not in frame().titles():
        raise Refused(_("Choose one of the list."))
    return key


def check_period(starts: date, ends: date) -> None:
    """Refuse a role for longer than until the end of the school year: roles change over time (R15)."""
    if not starts <= ends <= SchoolYear.of(starts).last_day:
        raise Refused(_("A role lasts until the end of the school year at most; then you divide anew."))


def schools_of(viewer: Viewer) -> list[Unit]:
    """Return the schools in which ``viewer`` works."""
    return list(read_units(viewer).filter(kind__in=SCHOOLS))


def check_names_roles(viewer: Viewer, school: int) -> Unit:
    """Return the school when ``viewer`` says what its roles are called: answers for the whole school."""
    found = next((one for one in schools_of(viewer) if one.pk == school), None)
    if found is None or not can_plan(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_works(viewer: Viewer) -> None:
    """Refuse who works nowhere."""
    if not works_in(viewer):
        raise NotVisible(_("There is nothing here for you."))


def adults_in(unit: Unit, on: date) -> QuerySet[Membership]:
    """Return the memberships of adults in ``unit``, of a school in all below it too."""
    inside = Q(unit__path__startswith=unit.path) if unit.kind in SCHOOLS else Q(unit=unit)
    return Membership.objects.filter(active(on), inside).exclude(role=LEARNER)


def read_talents(unit: Unit, on: date) -> QuerySet[Talent]:
    """Return what people of ``unit`` chose to show to colleagues; hidden, it stays with the person."""
    return Talent.objects.filter(person__in=adults_in(unit, on).values("person"), shown=True)
