"""Who makes the digital policy of a school, and who asks and answers for the product."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS, can_plan, check_reads_plans, level_of
from samenwijzer.practice.technology.models import Idea

ICT = "ict_coordinator"


def plans_digitally(viewer: Viewer, school: Unit) -> bool:
    """Return whether ``viewer`` makes the digital policy of ``school``: answers for it, or coordinates its ICT."""
    coordinates = any(one.role == ICT and school.path.startswith(one.unit_path) for one in viewer.functions)
    return coordinates or can_plan(viewer, school)


def check_plans_digitally(viewer: Viewer, unit: int) -> Unit:
    """Return the school when ``viewer`` makes its digital policy."""
    found = check_reads_plans(viewer, unit)
    if not plans_digitally(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_asks(viewer: Viewer) -> Unit:
    """Return the place from which ``viewer``, who works somewhere, asks something: the lowest one."""
    working = [one for one in viewer.functions if one.rights]
    if not working:
        raise NotVisible(_("There is nothing here for you."))
    return Unit.objects.get(pk=max(working, key=lambda one: len(one.unit_path)).unit_id)


def visible_ideas(viewer: Viewer) -> QuerySet[Idea]:
    """Return the ideas of the network ``viewer`` works in: all levels read the same list."""
    roots = {one.unit_path.split("/")[1] for one in viewer.functions if one.rights}
    condition = Q(pk__in=[])
    for root in roots:
        condition |= Q(unit__path__startswith=f"/{root}/")
    return Idea.objects.filter(condition)


def plans_for(viewer: Viewer, unit: Unit) -> bool:
    """Return whether ``viewer`` speaks for a level."""
    return plans_digitally(viewer, unit) if unit.kind in SCHOOLS else can_plan(viewer, unit)


def check_answers_for(viewer: Viewer, idea: Idea, unit: int) -> Unit:
    """Return the level of ``unit`` when ``viewer`` answers this idea for it."""
    above = {int(part) for part in idea.unit.path.split("/") if part}
    found = Unit.objects.filter(pk=unit, pk__in=above).first()
    if found is None or not level_of(found) or not plans_for(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found
