"""Who raises a barrier, where it may lie, and who takes it up there."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.agenda.barriers.models import Barrier
from samenwijzer.practice.agenda.rules import SCHOOLS
from samenwijzer.practice.documents.rules import leads, works_at

#: Kinds of units at which a barrier may lie, from the school up.
LEVELS = (*SCHOOLS, "school_group", "network")


def reads_board(viewer: Viewer, unit: Unit) -> bool:
    """Whether ``viewer`` reads the board of a unit: of a school who works there, above it who leads that level."""
    return works_at(viewer, unit) if unit.kind in SCHOOLS else leads(viewer, unit)


def check_board(viewer: Viewer, unit: int) -> Unit:
    """Return the unit when ``viewer`` reads its board."""
    found = Unit.objects.filter(pk=unit, kind__in=LEVELS).first()
    if found is None or not reads_board(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found


def levels_for(unit: Unit) -> QuerySet[Unit]:
    """Return the levels at which a barrier of ``unit`` may lie: itself and those above it, nearest first."""
    return Unit.objects.filter(pk__in=unit.ancestor_ids, kind__in=LEVELS).order_by("-path")


def visible_barriers(viewer: Viewer) -> QuerySet[Barrier]:
    """Return the barriers raised where ``viewer`` works in a school, and those that lay at a level it leads."""
    working = [one for one in viewer.functions if one.rights is not None and one.lent is None]
    above = {int(part) for one in working for part in one.unit_path.split("/") if part}
    own = Q(unit__in=above, unit__kind__in=SCHOOLS)
    units = Unit.objects.filter(pk__in=[one.unit_id for one in working], kind__in=LEVELS)
    led = [one.pk for one in units if leads(viewer, one)]
    return Barrier.objects.filter(own | Q(unit__in=led) | Q(level__in=led) | Q(moves__level__in=led)).distinct()


def check_barrier(viewer: Viewer, barrier: int) -> Barrier:
    """Return a barrier ``viewer`` may know of."""
    found = visible_barriers(viewer).filter(pk=barrier).select_related("unit", "level", "owner").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_leads_level(viewer: Viewer, barrier: int) -> Barrier:
    """Return an open barrier when ``viewer`` leads the level at which it lies now."""
    found = check_barrier(viewer, barrier)
    if not leads(viewer, found.level):
        raise NotVisible(_("There is nothing here for you."))
    if found.end:
        raise Refused(_("This barrier is closed already."))
    return found


def check_words(text: str, what: str) -> str:
    """Return ``text`` in one line; refused with ``what`` when it is empty or too long."""
    words = " ".join(text.split())
    if not words or len(words) > 300:
        raise Refused(what)
    return words
