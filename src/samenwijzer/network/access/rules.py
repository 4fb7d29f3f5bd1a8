"""Who may see a person or a unit: stated here, once.

A learner is visible to itself and inside the relationship that needs it: an adult of the same class, core team or
group, a role that answers for the whole school, or somebody with a running involvement. A guardian acts for the own
child; a partner knows who is linked. Above the school nobody sees an individual.
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.models import Involvement
from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.organisation.pack import Sees, organisation
from samenwijzer.network.people.models import Guardianship, Person

ABOVE_SCHOOL = ("network", "school_group", "school_community")
#: The kind of unit in which learners of several schools come together, under a unit above the school.
SHARED = "course"


def _reach(viewer: Viewer, *, writing: bool = False, secrecy: bool = False) -> Q:
    """Return the condition on a learner's membership under which ``viewer`` sees that learner.

    Narrowed to the functions that may write, or to those held to professional secrecy.
    """
    condition = Q(pk__in=[])
    for function in viewer.functions_that_see(Sees.LEARNERS, Sees.SCHOOL_LEARNERS, Sees.INVOLVED):
        rights = function.rights
        if rights is None or (writing and not rights.writes) or (secrecy and not rights.secrecy):
            continue
        if rights.sees == Sees.INVOLVED:
            condition |= Q(Exists(_involvements(viewer, function, learner="person")))
        elif function.unit_kind in ABOVE_SCHOOL:
            continue
        elif rights.sees == Sees.SCHOOL_LEARNERS:
            condition |= Q(unit__path__startswith=function.unit_path)
        else:
            condition |= Q(unit_id=function.unit_id)
    return condition


def _involvements(viewer: Viewer, function: Function, *, learner: str) -> QuerySet[Involvement]:
    """Return the running involvements of ``viewer`` in ``function`` with the learner named in the outer query."""
    own = Involvement.objects.filter(active(viewer.on), person=viewer.person_id, learner=OuterRef(learner))
    return own.filter(unit=function.unit_id, role=function.role)


def _learners(viewer: Viewer, reach: Q) -> QuerySet[Person]:
    current = Membership.objects.filter(active(viewer.on), reach, person=OuterRef("pk"), role=LEARNER)
    return Person.objects.filter(Exists(current))


def visible_learners(viewer: Viewer) -> QuerySet[Person]:
    """Return the learners whose individual data ``viewer`` may see as an adult who guides them."""
    return _learners(viewer, _reach(viewer))


def secret_learners(viewer: Viewer) -> QuerySet[Person]:
    """Return the learners about whom ``viewer`` may read what is kept under professional secrecy."""
    return _learners(viewer, _reach(viewer, secrecy=True))


def linked_learners(viewer: Viewer) -> QuerySet[Person]:
    """Return the learners linked to ``viewer`` as a partner: their name and what they chose to share, nothing else."""
    condition = Q(pk__in=[])
    for function in viewer.functions_that_see(Sees.LINKED):
        condition |= Q(Exists(_involvements(viewer, function, learner="person")))
    return _learners(viewer, condition)


def wards(viewer: Viewer) -> QuerySet[Person]:
    """Return the learners ``viewer`` is a guardian of today."""
    own = Guardianship.objects.filter(active(viewer.on), guardian=viewer.person_id, learner=OuterRef("pk"))
    return Person.objects.filter(Exists(own))


def writable_learners(viewer: Viewer) -> QuerySet[Person]:
    """Return the learners about whom ``viewer`` may record evidence."""
    return _learners(viewer, _reach(viewer, writing=True))


def check_sees_learner(viewer: Viewer, learner_id: int) -> Person:
    """Return the learner, visible to ``viewer`` as a guide or because it is ``viewer``; otherwise as if unknown."""
    learner = Person.objects.filter(Q(pk__in=visible_learners(viewer)) | Q(pk=viewer.person_id), pk=learner_id).first()
    if learner is None:
        raise NotVisible(_("There is nothing here for you."))
    return learner


def check_guides_learner(viewer: Viewer, learner_id: int) -> Person:
    """Return the learner when ``viewer`` guides it; a learner's own view does not count."""
    learner = visible_learners(viewer).filter(pk=learner_id).first()
    if learner is None:
        raise NotVisible(_("There is nothing here for you."))
    return learner


def whole_school_functions(viewer: Viewer) -> list[Function]:
    """Return the functions in which ``viewer`` answers for a whole school; one that was lent for a while is none."""
    seeing = viewer.functions_that_see(Sees.SCHOOL_LEARNERS)
    return [one for one in seeing if one.lent is None and one.unit_kind not in ABOVE_SCHOOL]


def guides_whole_school(viewer: Viewer, groups: Iterable[Unit]) -> bool:
    """Whether ``viewer`` answers for the whole school of who is in one of ``groups``; no query."""
    return any(_is_below(group, one) for one in whole_school_functions(viewer) for group in groups)


def headed_schools(viewer: Viewer) -> list[Function]:
    """Return the functions of ``viewer`` as head of a school."""
    return [one for one in viewer.functions if one.role == "head" and one.unit_kind not in ABOVE_SCHOOL]


def check_guides_whole_school(viewer: Viewer, learner_id: int) -> None:
    """Refuse unless ``viewer`` answers for the whole school of the learner, as a head or care coordinator does."""
    condition = Q(pk__in=[])
    for one in whole_school_functions(viewer):
        condition |= Q(unit__path__startswith=one.unit_path)
    if not _learners(viewer, condition).filter(pk=learner_id).exists():
        raise NotVisible(_("There is nothing here for you."))


def guided_units(viewer: Viewer, *, writing: bool = False) -> QuerySet[Unit]:
    """Return the units that hold learners whose individual data ``viewer`` may see, or write, as a group."""
    condition = Q(pk__in=[])
    for function in viewer.functions_that_see(Sees.LEARNERS, Sees.SCHOOL_LEARNERS):
        if function.rights is None or (writing and not function.rights.writes):
            continue
        if function.rights.sees == Sees.LEARNERS:
            condition |= Q(pk=function.unit_id)
        elif function.unit_kind not in ABOVE_SCHOOL:
            condition |= Q(path__startswith=function.unit_path)
    current = Membership.objects.filter(active(viewer.on), unit=OuterRef("pk"), role=LEARNER)
    return Unit.objects.filter(condition, Exists(current))


def check_guides_unit(viewer: Viewer, unit_id: int, *, writing: bool = False) -> Unit:
    """Return the unit when ``viewer`` guides its learners, and where ``writing`` may record evidence about them."""
    unit = guided_units(viewer, writing=writing).filter(pk=unit_id).first()
    if unit is None:
        raise NotVisible(_("There is nothing here for you."))
    return unit


def own_groups(viewer: Viewer) -> list[Function]:
    """Return the function of ``viewer`` in each group of learners guided from within, in order of name; no query."""
    holds_learners = {kind.key for kind in organisation().kinds if kind.holds_learners}
    inside = [one for one in viewer.functions_that_see(Sees.LEARNERS) if one.unit_kind in holds_learners]
    return list({one.unit_id: one for one in inside}.values())


def check_own_group(viewer: Viewer, unit_id: int) -> Function:
    """Return the function in which ``viewer`` guides this group from within."""
    found = [one for one in own_groups(viewer) if one.unit_id == unit_id]
    if not found:
        raise NotVisible(_("There is nothing here for you."))
    return found[0]


def check_guided_path(viewer: Viewer, unit_id: int) -> str:
    """Return the path of a unit whose learners ``viewer`` guides, from within or for the whole school.

    No query for who has that function in the unit itself, as a care coordinator in a core team has.
    """
    for one in viewer.functions_that_see(Sees.LEARNERS, Sees.SCHOOL_LEARNERS):
        if one.unit_id == unit_id and one.unit_kind not in ABOVE_SCHOOL:
            return one.unit_path
    return check_guides_unit(viewer, unit_id).path


def managed_units(viewer: Viewer) -> QuerySet[Unit]:
    """Return the units whose rosters ``viewer`` keeps."""
    condition = Q(pk__in=[])
    for function in viewer.manages:
        condition |= Q(path__startswith=function.unit_path)
    return Unit.objects.filter(condition)


def keeps_roster_of(viewer: Viewer, unit: Unit) -> bool:
    """Whether ``viewer`` keeps the roster of ``unit``; no query."""
    return any(_is_below(unit, one) for one in viewer.manages)


def check_manages(viewer: Viewer) -> list[Function]:
    """Return the managing functions of ``viewer``; without one, the screens of rosters do not exist."""
    if not viewer.manages:
        raise NotVisible(_("There is nothing here for you."))
    return viewer.manages


def visible_units(viewer: Viewer) -> QuerySet[Unit]:
    """Return the units that ``viewer`` may know of: own ones, all above them, and all below those of an adult.

    Who answers for a school, or keeps its roster, also knows of the courses it shares with other schools (D-137).
    """
    above = {int(part) for function in viewer.functions for part in function.unit_path.split("/") if part}
    condition = Q(pk__in=above)
    for function in viewer.functions:
        if function.rights and (function.rights.sees != Sees.NOTHING or function.rights.manages):
            condition |= Q(path__startswith=function.unit_path)
    if _school_functions(viewer):
        condition |= Q(kind=SHARED, parent__in=above, parent__kind__in=ABOVE_SCHOOL)
    return Unit.objects.filter(condition)


def _school_functions(viewer: Viewer) -> list[Function]:
    """Return the functions in which ``viewer`` reads who learns in a whole school, widest right first."""
    seeing = viewer.functions_that_see(Sees.SCHOOL_LEARNERS)
    return [one for one in [*seeing, *viewer.manages] if one.unit_kind not in ABOVE_SCHOOL]


def function_in_shared(viewer: Viewer, unit: Unit) -> str:
    """Return the role in which ``viewer`` reads which learners of the own school follow this shared course."""
    is_shared = unit.kind == SHARED and unit.parent is not None and unit.parent.kind in ABOVE_SCHOOL
    under = [
        one.role for one in _school_functions(viewer) if unit.parent and one.unit_path.startswith(unit.parent.path)
    ]
    return next(iter(under), "") if is_shared else ""


def own_learners_in(viewer: Viewer, unit: Unit) -> QuerySet[Person]:
    """Return the learners of ``unit`` who are in a school for which ``viewer`` answers or keeps the roster."""
    condition = Q(pk__in=[])
    for one in _school_functions(viewer):
        condition |= Q(unit__path__startswith=one.unit_path)
    inside = Membership.objects.filter(active(viewer.on), unit=unit, person=OuterRef("pk"), role=LEARNER)
    return _learners(viewer, condition).filter(Exists(inside))


def check_knows_unit(viewer: Viewer, unit_id: int) -> Unit:
    """Return the unit when ``viewer`` may know of it."""
    unit = visible_units(viewer).filter(pk=unit_id).first()
    if unit is None:
        raise NotVisible(_("There is nothing here for you."))
    return unit


def function_for_roster(viewer: Viewer, unit: Unit) -> str:
    """Return the role in which ``viewer`` reads which learners are in ``unit``: guiding them or keeping the roster.

    Empty where there is none: who keeps rosters above the school reads counts only.
    """
    keeping = [one.role for one in viewer.manages if one.unit_kind not in ABOVE_SCHOOL and _is_below(unit, one)]
    return function_in(viewer, unit) or next(iter(keeping), "")


def can_see_adults(viewer: Viewer, unit: Unit) -> bool:
    """Return whether ``viewer`` reads which adults are in ``unit``: an adult in it, or one who keeps or guides it."""
    inside = any(one.unit_id == unit.pk and one.rights for one in viewer.functions)
    return inside or any(_is_below(unit, one) for one in viewer.manages) or bool(function_in(viewer, unit))


def _is_below(unit: Unit, function: Function) -> bool:
    return unit.path.startswith(function.unit_path)


def function_towards(viewer: Viewer, learner_id: int, *, groups: Iterable[Unit] | None = None) -> str:
    """Return the role in which ``viewer`` sees the learner, nearest relationship first; empty when it is itself.

    ``groups`` are those the learner is in, for who knows them already.
    """
    if learner_id == viewer.person_id:
        return ""
    if groups is None:
        places = Membership.objects.filter(active(viewer.on), person=learner_id, role=LEARNER)
        paths = list(places.values_list("unit__path", flat=True))
    else:
        paths = [one.path for one in groups]
    seeing = viewer.functions_that_see(Sees.LEARNERS, Sees.SCHOOL_LEARNERS)
    shared = [function for function in seeing if any(path.startswith(function.unit_path) for path in paths)]
    if shared:
        return max(shared, key=lambda function: len(function.unit_path)).role
    involved = Involvement.objects.filter(active(viewer.on), person=viewer.person_id, learner=learner_id)
    held = {(one.unit_id, one.role) for one in viewer.functions_that_see(Sees.INVOLVED)}
    return next((role for unit, role in involved.values_list("unit", "role") if (unit, role) in held), "")


def _functions_in(viewer: Viewer, unit: Unit) -> list[Function]:
    """Return the functions in which ``viewer`` sees the learners of ``unit``, nearest relationship first."""
    inside = [one for one in viewer.functions_that_see(Sees.LEARNERS) if one.unit_id == unit.pk]
    above = [one for one in viewer.functions_that_see(Sees.SCHOOL_LEARNERS) if unit.path.startswith(one.unit_path)]
    return inside + sorted(above, key=lambda one: -len(one.unit_path))


def function_in(viewer: Viewer, unit: Unit) -> str:
    """Return the role in which ``viewer`` sees the learners of ``unit``, nearest relationship first; empty: none."""
    return next((one.role for one in _functions_in(viewer, unit)), "")


def can_write_in(viewer: Viewer, unit: Unit) -> bool:
    """Whether ``viewer`` may record evidence about the learners of ``unit``."""
    return any(one.rights is not None and one.rights.writes for one in _functions_in(viewer, unit))
