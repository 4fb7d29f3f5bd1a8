"""Who keeps and reads the partners of a school, and what a partner sees: its own activities, and agreed first names.

Who leads a school or school group keeps its partnerships; who works there reads them. Somebody of a partner works with
the school and not in it: the path of its unit under the school opens nothing here. Which first names it knows follows
from the involvements in ``network/access``, and from nothing else.
"""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.rules import ABOVE_SCHOOL, visible_learners, wards, whole_school_functions
from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.curriculum.rules import LEADERS, SCHOOLS, can_plan
from samenwijzer.practice.offers.partners.models import Activity, ActivityGroup, Partnership

PARTNER = "partner"
CONTACT = "partner_contact"
#: Kinds of units that have partners of their own.
KEEPERS = (*SCHOOLS, "school_group", "network")


def _inside(viewer: Viewer) -> list[Function]:
    """Return the functions in which ``viewer`` works in a school or above it; no query."""
    return [one for one in viewer.functions if one.rights and not one.lent and one.unit_kind != PARTNER]


def _contacts(viewer: Viewer) -> list[int]:
    """Return the partners ``viewer`` is a contact of; no query."""
    return [one.unit_id for one in viewer.functions if one.unit_kind == PARTNER and one.role == CONTACT]


def is_contact(viewer: Viewer) -> bool:
    """Whether ``viewer`` speaks for a partner; no query."""
    return bool(_contacts(viewer))


def check_reads_partners(viewer: Viewer, unit: int) -> Unit:
    """Return the school, school group or network when ``viewer`` works in it or below it."""
    above = {int(part) for one in _inside(viewer) for part in one.unit_path.split("/") if part}
    found = Unit.objects.filter(pk=unit, kind__in=KEEPERS).first() if unit in above else None
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def nearest_keeper(viewer: Viewer) -> Unit:
    """Return the nearest unit with partners of its own in which ``viewer`` works: the school before the group."""
    above = {int(part) for one in _inside(viewer) for part in one.unit_path.split("/") if part}
    found = list(Unit.objects.filter(pk__in=above, kind__in=KEEPERS).order_by("name", "pk"))
    if not found:
        raise NotVisible(_("There is nothing here for you."))
    return min(found, key=lambda one: KEEPERS.index(one.kind))


def check_keeps_partners(viewer: Viewer, unit: int) -> Unit:
    """Return the unit when ``viewer`` leads it, and so decides with whom it works."""
    found = check_reads_partners(viewer, unit)
    if not can_plan(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found


def visible_partnerships(viewer: Viewer) -> QuerySet[Partnership]:
    """Return the partnerships of the units ``viewer`` works in or below."""
    above = {int(part) for one in _inside(viewer) for part in one.unit_path.split("/") if part}
    return Partnership.objects.filter(unit__in=above)


def kept_partnerships(viewer: Viewer) -> QuerySet[Partnership]:
    """Return the partnerships of the units ``viewer`` leads."""
    led = [one.unit_id for one in whole_school_functions(viewer)]
    led += [one.unit_id for one in viewer.functions if one.role in LEADERS]
    return Partnership.objects.filter(unit__in=led) if led else Partnership.objects.none()


def check_partnership(viewer: Viewer, partnership: int) -> Partnership:
    """Return the partnership when ``viewer`` reads it."""
    found = visible_partnerships(viewer).filter(pk=partnership).select_related("unit", "partner").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_keeps(viewer: Viewer, partnership: int) -> Partnership:
    """Return the partnership when ``viewer`` decides about it."""
    found = check_partnership(viewer, partnership)
    if not can_plan(viewer, found.unit):
        raise NotVisible(_("There is nothing here for you."))
    return found


def own_partnerships(viewer: Viewer) -> QuerySet[Partnership]:
    """Return the partnerships of the partners ``viewer`` is a contact of."""
    return Partnership.objects.filter(partner__in=_contacts(viewer))


def check_own_partnership(viewer: Viewer, partnership: int) -> Partnership:
    """Return the partnership when ``viewer`` speaks for the partner."""
    found = own_partnerships(viewer).filter(pk=partnership).select_related("unit", "partner").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def partner_activities(viewer: Viewer) -> QuerySet[Activity]:
    """Return the published activities of the partners ``viewer`` speaks for, once these stand behind the values."""
    own = own_partnerships(viewer).exclude(values_at=None)
    return Activity.objects.filter(partnership__in=own).exclude(published_at=None)


def worked_activities(viewer: Viewer) -> QuerySet[Activity]:
    """Return the activities of the schools ``viewer`` works in, in or below."""
    above = {int(part) for one in _inside(viewer) for part in one.unit_path.split("/") if part}
    return Activity.objects.filter(school__in=above)


def open_activities(viewer: Viewer) -> QuerySet[Activity]:
    """Return the published activities for the groups of ``viewer`` as a learner, or of a child of a guardian."""
    whom = wards(viewer) if viewer.is_guardian else Person.objects.none()
    mine = Q(person=viewer.person_id) | Q(person__in=whom)
    groups = Membership.objects.filter(active(viewer.on), mine, role=LEARNER).values("unit")
    rows = ActivityGroup.objects.filter(unit__in=groups)
    return Activity.objects.filter(pk__in=rows.values("activity")).exclude(published_at=None)


def check_sees_activity(viewer: Viewer, activity: int) -> Activity:
    """Return the activity when ``viewer`` works in its school, may take part, or is of the partner."""
    seen = Q(pk__in=worked_activities(viewer).values("pk")) | Q(pk__in=partner_activities(viewer).values("pk"))
    seen |= Q(pk__in=open_activities(viewer).values("pk"))
    rows = Activity.objects.filter(seen, pk=activity)
    found = rows.select_related("partnership__partner", "partnership__unit", "school", "earlier").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def makes_activities(viewer: Viewer, school: Unit) -> bool:
    """Whether ``viewer`` plans with partners for ``school``: leads it, or teaches in it; no query."""
    teaches = [one for one in _inside(viewer) if one.unit_path.startswith(school.path) and _writes(one)]
    return bool(teaches) or can_plan(viewer, school)


def _writes(function: Function) -> bool:
    return function.rights is not None and function.rights.writes


def check_makes_activity(viewer: Viewer, activity: int) -> Activity:
    """Return the activity when ``viewer`` plans for its school."""
    found = worked_activities(viewer).filter(pk=activity).select_related("school", "partnership__partner").first()
    if found is None or not makes_activities(viewer, found.school):
        raise NotVisible(_("There is nothing here for you."))
    return found


def enrollable(viewer: Viewer, activity: Activity) -> QuerySet[Person]:
    """Return the learners of the groups of ``activity`` whom ``viewer`` may put down: itself, own children, own class.

    Somebody of a partner puts nobody down.
    """
    groups = activity.groups.values("unit")
    inside = Membership.objects.filter(active(viewer.on), unit__in=groups, role=LEARNER).values("person")
    whom = Q(pk=viewer.person_id) | Q(pk__in=visible_learners(viewer)) | Q(pk__in=wards(viewer))
    return Person.objects.filter(whom, pk__in=inside)


def running_schools(unit: Unit) -> QuerySet[Unit]:
    """Return the schools under ``unit``, itself where it is one."""
    return Unit.objects.filter(path__startswith=unit.path, kind__in=SCHOOLS)


def is_above_school(unit: Unit) -> bool:
    """Whether ``unit`` stands above the schools."""
    return unit.kind in ABOVE_SCHOOL


def check_period(starts: date, ends: date) -> None:
    """Refuse what ends before it begins or lasts longer than a year."""
    if not starts <= ends or (ends - starts).days > 366:
        raise Refused(_("Choose a last day after the first, at most a year later."))
