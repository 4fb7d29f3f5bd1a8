"""Whose cycles somebody takes part in, and whose it may read. Higher rooms make more kinds of owners known."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.rules import visible_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.practice.cycles.pack import Owner

PERSON = "people.person"
UNIT = "organisation.unit"


@dataclass(frozen=True)
class OwnerKind:
    """How owners of one kind are found: those ``viewer`` takes part in for a template, and whether it guides one."""

    taken_part_in: Callable[[Viewer, Owner], Collection[str]]
    is_guided: Callable[[Viewer, str], bool]
    is_colleague: Callable[[Viewer, str], bool]


_kinds: dict[str, OwnerKind] = {}


def register(kind: str, how: OwnerKind) -> None:
    """Make ``kind`` known; called once from the ``ready`` of the app that owns it."""
    _kinds[kind] = how


def kinds() -> list[str]:
    """Return the kinds of owners there are."""
    return [PERSON, UNIT, *_kinds]


def taken_part_in(viewer: Viewer, kind: str, owner: Owner) -> Collection[str]:
    """Return the ids of the things of ``kind`` in whose cycles for ``owner`` the viewer takes part."""
    if kind == PERSON:
        can = viewer.is_learner if owner == Owner.LEARNER else owner == Owner.TEACHER and has_profession(viewer)
        return [str(viewer.person_id)] if can else []
    if kind == UNIT:
        if owner not in (Owner.TEAM, Owner.SCHOOL):
            return []
        return [str(one.unit_id) for one in viewer.functions if one.rights is not None]
    return _kinds[kind].taken_part_in(viewer, owner) if kind in _kinds else []


def has_profession(viewer: Viewer) -> bool:
    """Whether ``viewer`` holds a function in a unit as an adult."""
    return any(one.rights is not None for one in viewer.functions)


def is_guided(viewer: Viewer, owner: Reference) -> bool:
    """Whether ``viewer`` guides the learner or the learners that ``owner`` is."""
    if owner.kind == PERSON:
        return visible_learners(viewer).filter(pk=owner.id).exists()
    return owner.kind in _kinds and _kinds[owner.kind].is_guided(viewer, owner.id)


def is_colleague(viewer: Viewer, owner: Reference) -> bool:
    """Whether ``viewer`` works in a unit in which the adult that ``owner`` is works too."""
    if owner.kind == PERSON:
        units = [one.unit_id for one in viewer.functions if one.rights is not None]
        shared = Membership.objects.filter(active(viewer.on), unit__in=units, person=owner.id)
        return shared.exclude(role=LEARNER).exists()
    return owner.kind in _kinds and _kinds[owner.kind].is_colleague(viewer, owner.id)
