"""The organisation as one viewer may know it: the tree of units with how many are in them, and who is in one."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language

from samenwijzer.network.access.rules import (
    can_see_adults,
    function_for_roster,
    function_in_shared,
    own_learners_in,
    visible_units,
)
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.organisation.pack import organisation
from samenwijzer.network.people.models import Person


@dataclass(frozen=True)
class Branch:
    """One unit in a list: ``depth`` in the tree shown, what stands right below it, and who is in it itself.

    ``below`` pairs a count with the word of the kind; ``is_own`` says that the viewer is in it.
    """

    unit: Unit
    kind: str
    depth: int
    below: tuple[tuple[int, str], ...]
    learners: int
    adults: int
    is_own: bool


@dataclass(frozen=True)
class Adult:
    """Who is in a unit as what; several functions at once are one line."""

    person: Person
    roles: tuple[str, ...]
    since: date
    until: date | None


@dataclass(frozen=True)
class Contents:
    """What ``viewer`` reads of one unit.

    ``adults`` and ``learners`` are ``None`` where only their number may be read; ``function`` is the role in which the
    learners are read. ``is_part`` says that others learn here too, of schools the viewer is not of.
    """

    branch: Branch
    above: tuple[Unit, ...]
    below: tuple[Branch, ...]
    adults: tuple[Adult, ...] | None
    learners: tuple[Person, ...] | None
    function: str
    is_part: bool = False


def tree(*, viewer: Viewer) -> list[Branch]:
    """Return the units from the top down to those of ``viewer``, and one level below them; three queries."""
    opened = {int(part) for one in viewer.functions for part in one.unit_path.split("/") if part}
    units = list(_current(viewer).filter(Q(pk__in=opened) | Q(parent__in=opened)))
    children: dict[int | None, list[Unit]] = defaultdict(list)
    shown = {unit.pk for unit in units}
    for unit in units:
        children[unit.parent_id if unit.parent_id in shown else None].append(unit)
    return _branches(viewer, _walk(children))


def contents(*, viewer: Viewer, unit: Unit) -> Contents:
    """Return what ``viewer``, who may know of ``unit``, reads of it; at most seven queries.

    Of a course that schools share, each school reads its own learners only (D-137).
    """
    above = Unit.objects.in_bulk(unit.ancestor_ids[:-1])
    children = list(_current(viewer).filter(parent=unit))
    branch, *below = _branches(viewer, [(unit, 0), *((child, 1) for child in sorted(children, key=_order))])
    function = function_for_roster(viewer, unit)
    rows = Membership.objects.filter(active(viewer.on), unit=unit).select_related("person")
    ordered = list(rows.order_by("person__given_name", "person__family_name", "person_id", "starts"))
    learners = dict.fromkeys(row.person for row in ordered if row.role == LEARNER)
    everybody = len(learners)
    if not function and learners and (function := function_in_shared(viewer, unit)):
        own = set(own_learners_in(viewer, unit).values_list("pk", flat=True))
        learners = {person: None for person in learners if person.pk in own}
    return Contents(
        branch=branch,
        above=tuple(above[id] for id in unit.ancestor_ids[:-1]),
        below=tuple(below),
        adults=_adults(row for row in ordered if row.role != LEARNER) if can_see_adults(viewer, unit) else None,
        learners=tuple(learners) if function else None,
        function=function,
        is_part=len(learners) < everybody,
    )


def _current(viewer: Viewer) -> QuerySet[Unit]:
    started = Q(starts=None) | Q(starts__lte=viewer.on)
    return visible_units(viewer).filter(started, Q(ends=None) | Q(ends__gte=viewer.on))


def _order(unit: Unit) -> tuple[int, str, int]:
    kinds = [kind.key for kind in organisation().kinds]
    return (kinds.index(unit.kind) if unit.kind in kinds else len(kinds), unit.name.casefold(), unit.pk)


def _walk(children: dict[int | None, list[Unit]]) -> list[tuple[Unit, int]]:
    found: list[tuple[Unit, int]] = []
    waiting = [(unit, 0) for unit in sorted(children[None], key=_order, reverse=True)]
    while waiting:
        unit, depth = waiting.pop()
        found.append((unit, depth))
        waiting += [(child, depth + 1) for child in sorted(children.get(unit.pk, ()), key=_order, reverse=True)]
    return found


def _branches(viewer: Viewer, units: list[tuple[Unit, int]]) -> list[Branch]:
    ids = [unit.pk for unit, _depth in units]
    people = _sizes(viewer, ids)
    below: dict[int | None, list[tuple[int, str]]] = defaultdict(list)
    kinds = _current(viewer).filter(parent__in=ids).order_by().values_list("parent", "kind").annotate(Count("pk"))
    for parent, kind, count in sorted(kinds, key=itemgetter(2), reverse=True):
        below[parent].append((count, _word(kind, count)))
    own = {function.unit_id for function in viewer.functions}
    return [
        Branch(
            unit=unit,
            kind=_word(unit.kind, 1),
            depth=depth,
            below=tuple(below[unit.pk]),
            learners=people.get(unit.pk, (0, 0))[0],
            adults=people.get(unit.pk, (0, 0))[1],
            is_own=unit.pk in own,
        )
        for unit, depth in units
    ]


def _sizes(viewer: Viewer, units: list[int]) -> dict[int, tuple[int, int]]:
    """Return how many learners and how many adults are in each of ``units`` itself."""
    rows = Membership.objects.filter(active(viewer.on), unit__in=units).values_list("unit").order_by()
    counted = rows.annotate(
        learners=Count("person", filter=Q(role=LEARNER), distinct=True),
        adults=Count("person", filter=~Q(role=LEARNER), distinct=True),
    )
    return {unit: (learners, adults) for unit, learners, adults in counted}


def _word(kind: str, count: int) -> str:
    found = next((each for each in organisation().kinds if each.key == kind), None)
    if found is None:
        return kind
    return (found.title if count == 1 else found.plural).in_language(get_language() or "nl")


def _adults(rows: Iterable[Membership]) -> tuple[Adult, ...]:
    language = get_language() or "nl"
    titles = {role.key: role.title.in_language(language) for role in organisation().roles}
    return tuple(
        Adult(
            person=held[0].person,
            roles=tuple(dict.fromkeys(titles.get(row.role, row.role) for row in held)),
            since=min(row.starts for row in held),
            until=None if any(row.ends is None for row in held) else max(row.ends for row in held if row.ends),
        )
        for held in (list(group) for _person, group in groupby(rows, key=lambda row: row.person_id))
    )
