"""Who reads the indicators of a unit, which figures tell too much, and whose ambitions stand where (R11)."""

from collections.abc import Mapping

from django.db.models import Q
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.organisation.pack import Sees
from samenwijzer.practice.curriculum.rules import SCHOOLS, can_plan
from samenwijzer.practice.documents.rules import reads_from_inside
from samenwijzer.practice.instruments.scales.rules import GROUPS, NETWORKS, answers_for
from samenwijzer.quality.indicators.pack import central_set
from samenwijzer.science.statistics.disclosure import rounded, withheld

#: A count of people, and of how many.
Counts = tuple[int, int]


def reads_indicators(viewer: Viewer, unit: Unit) -> bool:
    """Whether ``viewer`` answers for this school, reads figures of its group, or those of this network."""
    above = viewer.functions_that_see(Sees.AGGREGATES)
    if unit.kind in SCHOOLS:
        of_group = any(one.unit_kind in GROUPS and unit.path.startswith(one.unit_path) for one in above)
        return of_group or answers_for(viewer, unit)
    if unit.kind in GROUPS:
        return any(one.unit_id == unit.pk for one in above)
    return any(one.unit_kind in NETWORKS and one.unit_path.startswith(unit.path) for one in above)


def check_reads_indicators(viewer: Viewer, unit: int) -> Unit:
    """Return the school, school group or network when ``viewer`` reads its indicators."""
    found = Unit.objects.filter(pk=unit, kind__in=(*SCHOOLS, *GROUPS, "network")).first()
    if found is None or not reads_indicators(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found


def steers(viewer: Viewer, unit: Unit) -> bool:
    """Whether ``viewer`` acts on the indicators of ``unit``: leads the level, or answers for the school."""
    return answers_for(viewer, unit) if unit.kind in SCHOOLS else can_plan(viewer, unit)


def check_steers(viewer: Viewer, unit: int) -> Unit:
    """Return the unit when ``viewer`` reads its indicators and acts on them."""
    found = check_reads_indicators(viewer, unit)
    if not steers(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found


def parts_of(unit: Unit) -> tuple[str, ...]:
    """Return the kinds of units whose figures add up to those of ``unit``; a school has no parts."""
    return () if unit.kind in SCHOOLS else SCHOOLS if unit.kind in GROUPS else GROUPS


def ambitions_in(viewer: Viewer, unit: Unit) -> Q:
    """Return which goals of plans stand beside the indicators of ``unit``: its own, and those of the units above it.

    Never of a unit below: own ambitions do not go up into a comparison (R11). Those of a school only for its people.
    """
    above = [one for one in unit.ancestor_ids if one != unit.pk]
    own = [unit.pk] if reads_from_inside(viewer, unit) else []
    return Q(document__unit__in=[*above, *own])


def told(counts: Counts) -> Counts:
    """Return counts as they are told outside the school: who does and who does not, each rounded, and their sum."""
    count, of = counts
    inside = rounded(count)
    return inside, inside + rounded(of - count)


def tells_too_much(counts: Counts, *, fewest: int) -> bool:
    """Whether a figure by itself is about too few people, in it or outside it."""
    count, of = counts
    return of < fewest or any(withheld([part])[0] for part in (count, of - count))


def hidden_among(parts: Mapping[int, Counts], *, fewest: int | None = None) -> set[int]:
    """Return which of the parts of one total are not shown, so that nobody works one out by subtraction either.

    Under ``fewest`` people (by default what the central set says) there is no figure.
    """
    keys, rows = list(parts), list(parts.values())
    marks = [
        withheld([count for count, _of in rows]),
        withheld([of - count for count, of in rows]),
        withheld([of for _count, of in rows], fewest=central_set().fewest if fewest is None else fewest),
    ]
    return {key for n, key in enumerate(keys) if any(mark[n] for mark in marks)}
