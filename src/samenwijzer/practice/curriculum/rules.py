"""Who reads and who makes the plans of a school, a school group or the network."""

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.rules import ABOVE_SCHOOL, check_knows_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.organisation.pack import Sees

SCHOOLS = ("school", "adult_education_centre", "academy")
#: Who makes a plan and looks at itself: also a boarding house, which has no curriculum (D-094).
PLANNING = (*SCHOOLS, "boarding_school")
#: Roles that lead a level above the school.
LEADERS = frozenset({"general_director", "codi_dico", "central_staff"})
#: The levels over which a curriculum comes in, from the top down.
LEVELS = ("network", "school_group", "school")


def level_of(unit: Unit) -> str:
    """Return the level of bringing in a curriculum at which ``unit`` stands; empty where it has none."""
    if unit.kind in SCHOOLS:
        return "school"
    return unit.kind if unit.kind in LEVELS else ""


def reads_plans(viewer: Viewer, unit: Unit) -> bool:
    """Return whether ``viewer``, who knows of this unit, works in it, above it or below it and it is one that plans."""
    works = viewer.functions_that_see(Sees.LEARNERS, Sees.SCHOOL_LEARNERS, Sees.AGGREGATES) or viewer.manages
    return bool(level_of(unit) and works)


def check_reads_plans(viewer: Viewer, unit: int, *, kinds: tuple[str, ...] = SCHOOLS) -> Unit:
    """Return the unit, of one of these ``kinds``, when ``viewer`` reads what it planned."""
    found = check_knows_unit(viewer, unit)
    if found.kind not in kinds or not reads_plans(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found


def can_plan(viewer: Viewer, unit: Unit) -> bool:
    """Return whether ``viewer`` makes plans for ``unit``: answers for the whole school, or leads the level above it."""
    at_school = viewer.functions_that_see(Sees.SCHOOL_LEARNERS)
    if any(one.lent is None and unit.path.startswith(one.unit_path) for one in at_school):
        return unit.kind not in ABOVE_SCHOOL
    return any(one.unit_id == unit.pk and one.role in LEADERS for one in viewer.functions)


def check_plans(viewer: Viewer, unit: int, *, kinds: tuple[str, ...] = SCHOOLS) -> Unit:
    """Return the unit when ``viewer`` makes plans for it; refuse who only reads them."""
    found = check_reads_plans(viewer, unit, kinds=kinds)
    if not can_plan(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_filled(*texts: str) -> tuple[str, ...]:
    """Return ``texts`` without needless space; refuse an empty one."""
    cleaned = tuple(" ".join(text.split()) for text in texts)
    if not all(cleaned):
        raise Refused(_("Fill in everything that is asked."))
    return cleaned
