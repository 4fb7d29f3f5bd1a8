"""Who opens a call, who applies, and who reads the trips of others: who leads the programme, and who leads a school."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.rules import whole_school_functions
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import LEADERS, SCHOOLS
from samenwijzer.practice.offers.mobility.models import Programme, Trip

NETWORK = "network"
PARTNER = "partner"


def _above(viewer: Viewer) -> set[int]:
    """Return the units ``viewer`` works in, and all above them; no query."""
    working = [one for one in viewer.functions if one.rights and not one.lent and one.unit_kind != PARTNER]
    return {int(part) for one in working for part in one.unit_path.split("/") if part}


def led_networks(viewer: Viewer) -> list[int]:
    """Return the networks whose programmes ``viewer`` leads; no query."""
    return [one.unit_id for one in viewer.functions if one.unit_kind == NETWORK and one.role in LEADERS]


def visible_programmes(viewer: Viewer) -> QuerySet[Programme]:
    """Return the programmes of the network in which ``viewer`` works somewhere."""
    return Programme.objects.filter(unit__in=_above(viewer))


def check_programme(viewer: Viewer, programme: int) -> Programme:
    """Return the programme when ``viewer`` works in its network."""
    found = visible_programmes(viewer).filter(pk=programme).select_related("unit").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_leads(viewer: Viewer, programme: int) -> Programme:
    """Return the programme when ``viewer`` leads it."""
    found = check_programme(viewer, programme)
    if found.unit_id not in led_networks(viewer):
        raise NotVisible(_("There is nothing here for you."))
    return found


def own_schools(viewer: Viewer) -> QuerySet[Unit]:
    """Return the schools in which ``viewer`` works."""
    return Unit.objects.filter(pk__in=_above(viewer), kind__in=SCHOOLS)


def visible_trips(viewer: Viewer) -> QuerySet[Trip]:
    """Return the own trips, those of the schools ``viewer`` answers for, and those of the programmes it leads."""
    schools = [one.unit_id for one in whole_school_functions(viewer)]
    mine = Q(person=viewer.person_id) | Q(school__in=schools) | Q(programme__unit__in=led_networks(viewer))
    return Trip.objects.filter(mine)
