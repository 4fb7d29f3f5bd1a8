"""Whose cycles somebody takes part in, and whose it may read."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from samenwijzer.network.access.rules import visible_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.practice.cycles.owner_kinds import owner_kinds
from samenwijzer.practice.cycles.pack import Owner

PERSON = "people.person"
UNIT = "organisation.unit"


def kinds() -> list[str]:
    """Return the kinds of owners there are."""
    return [PERSON, UNIT, *owner_kinds()]


def taken_part_in(viewer: Viewer, kind: str, owner: Owner) -> Collection[str] | QuerySet[Any, str]:
    """Return the ids of the things of ``kind`` in whose cycles for ``owner`` the viewer takes part."""
    if kind == PERSON:
        can = viewer.is_learner if owner == Owner.LEARNER else owner == Owner.TEACHER and has_profession(viewer)
        return [str(viewer.person_id)] if can else []
    if kind == UNIT:
        if owner not in (Owner.TEAM, Owner.SCHOOL):
            return []
        working = [one for one in viewer.functions if one.rights is not None and one.lent is None]
        return [str(one.unit_id) for one in working if owner == Owner.TEAM or one.unit_kind == "school"]
    known = owner_kinds()
    return known[kind].taken_part_in(viewer, owner) if kind in known else []


def has_profession(viewer: Viewer) -> bool:
    """Whether ``viewer`` holds a function in a unit as an adult."""
    return any(one.rights is not None for one in viewer.functions)


def guided_of(viewer: Viewer, people: Collection[int]) -> set[int]:
    """Return which of ``people`` are learners that ``viewer`` guides."""
    return set(visible_learners(viewer).filter(pk__in=people).values_list("pk", flat=True))


def colleagues_of(viewer: Viewer) -> set[int]:
    """Return the adults who work in a unit in which ``viewer`` works too."""
    units = [one.unit_id for one in viewer.functions if one.rights is not None]
    rows = Membership.objects.filter(active(viewer.on), unit__in=units).exclude(role=LEARNER)
    return set(rows.values_list("person_id", flat=True))


def teachers_of(viewer: Viewer) -> set[int]:
    """Return the adults who work in a group in which ``viewer`` learns."""
    units = [one.unit_id for one in viewer.functions if one.role == LEARNER]
    rows = Membership.objects.filter(active(viewer.on), unit__in=units).exclude(role=LEARNER)
    return set(rows.values_list("person_id", flat=True))
