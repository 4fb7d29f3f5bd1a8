"""Who forms and follows communities, and who runs the checks of a school."""

from decimal import Decimal, InvalidOperation

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.calendar.models import Slot
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.plc.models import ResearchAccess
from samenwijzer.practice.cycles.communities.rules import COMMUNITY

#: Kinds of units under which a community stands, and the roles that form one there.
PARENTS = ("school", "adult_education_centre", "academy", "school_community", "school_group", "network")
SERVICES = ("guidance_service", "central_services")
FORMERS = frozenset({
    "head", "pedagogical_coordinator", "general_director", "codi_dico", "central_staff", "pbd_adviser", "spoc",
})  # fmt: skip
#: Kinds of teams that can grow into a community.
GROWING = (COMMUNITY, "subject_team", "core_team", "working_group")


def _nothing() -> NotVisible:
    return NotVisible(_("There is nothing here for you."))


def places_of(viewer: Viewer) -> list[Unit]:
    """Return where ``viewer`` forms communities and follows them, from near to far (one query at most).

    A head does so in its school and in the school community above it; a service of the network does so in the network.
    """
    leading = [one for one in viewer.functions if one.role in FORMERS and one.lent is None]
    own = Q(pk__in=[one.unit_id for one in leading], kind__in=PARENTS)
    heads = {int(part) for one in leading if one.role == "head" for part in one.unit_path.split("/") if part}
    serving = {int(one.unit_path.split("/")[1]) for one in leading if one.unit_kind in SERVICES}
    above = Q(pk__in=heads, kind="school_community") | Q(pk__in=serving, kind="network")
    if not leading:
        return []
    return sorted(Unit.objects.filter(own | above), key=lambda one: (PARENTS.index(one.kind), one.name, one.pk))


def check_place(viewer: Viewer, unit: int) -> Unit:
    """Return the unit when ``viewer`` forms communities there."""
    found = next((one for one in places_of(viewer) if one.pk == unit), None)
    if found is None:
        raise _nothing()
    return found


def check_organises(viewer: Viewer, community: int) -> Unit:
    """Return the community when ``viewer`` forms communities in the unit under which it stands, or above that."""
    found = Unit.objects.filter(pk=community, kind=COMMUNITY, charter__isnull=False).select_related("charter").first()
    if found is None or not any(found.path.startswith(one.path) for one in places_of(viewer)):
        raise _nothing()
    return found


def check_grows(viewer: Viewer, unit: int) -> Unit:
    """Return the team when ``viewer`` works in it and it can grow into a community."""
    here = {one.unit_id for one in viewer.functions if one.rights is not None and one.unit_kind in GROWING}
    if unit not in here:
        raise _nothing()
    return Unit.objects.get(pk=unit)


def check_looks_along(viewer: Viewer, community: int) -> Unit:
    """Return the community into which ``viewer`` may look for research today."""
    rows = ResearchAccess.objects.filter(unit=community, person=viewer.person_id, until__gte=viewer.on)
    found = rows.select_related("unit").first()
    if found is None:
        raise _nothing()
    return found.unit


def teachers_of(subject: str, place: Unit, viewer: Viewer) -> QuerySet[Person]:
    """Return who teaches ``subject`` in or below ``place``, as the roster and the timetable say.

    Somebody teaches it who teaches in a subject team, course or group of that name, or in a group that has it in its
    timetable.
    """
    named = Q(unit__name__icontains=subject, unit__kind__in=("subject_team", "course", "group"))
    planned = Q(unit__slots__in=_slots(subject, place, viewer))
    rows = Membership.objects.filter(active(viewer.on), named | planned, unit__path__startswith=place.path)
    rows = rows.filter(Q(role="teacher") | Q(role="member", unit__kind="subject_team"))
    return Person.objects.filter(pk__in=rows.values("person")).order_by("given_name", "family_name", "pk")


def _slots(subject: str, place: Unit, viewer: Viewer) -> QuerySet[Slot]:
    return Slot.objects.filter(active(viewer.on), title__icontains=subject, unit__path__startswith=place.path)


def amount(text: str) -> Decimal:
    """Return an amount in euro as somebody writes it."""
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation as error:
        raise Refused(_("Write the amount as a number.")) from error
    if not found.is_finite() or not 0 <= found < 1_000_000:
        raise Refused(_("Write the amount as a number."))
    return found.quantize(Decimal("0.01"))


def words_in(text: str, *, longest: int) -> str:
    """Return what somebody wrote, without what is around it; refused when nothing stands in it, or too much."""
    found = text.replace("\r\n", "\n").strip()
    if not found:
        raise Refused(_("Write it down in a few words."))
    if len(found) > longest:
        raise Refused(_("Say it in at most %(longest)s characters.") % {"longest": longest})
    return found
