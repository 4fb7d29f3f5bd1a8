"""References: how a lower room points at a thing of a higher one.

A reference is a kind and an id, stored as two plain columns. The room that owns the kind registers at start-up how
such a thing is titled and where it is read; the lower room never imports it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Reference:
    """A pointer to one thing: its kind (``"people.person"``) and its primary key as text."""

    kind: str
    id: str


@dataclass(frozen=True)
class ReferenceKind:
    """How things of one kind are titled (one query for many ids) and which named URL opens them."""

    title_many: Callable[[list[str]], dict[str, str]]
    url_name: str | None = None


_kinds: dict[str, ReferenceKind] = {}


def register(kind: str, how: ReferenceKind) -> None:
    """Make ``kind`` known; called once from the owning app's ``ready``."""
    _kinds[kind] = how


def titles(references: list[Reference]) -> dict[Reference, str]:
    """Return a title for each reference whose kind is registered and whose thing still exists."""
    found: dict[Reference, str] = {}
    for kind in {reference.kind for reference in references} & _kinds.keys():
        ids = [reference.id for reference in references if reference.kind == kind]
        found |= {Reference(kind, id): title for id, title in _kinds[kind].title_many(ids).items()}
    return found


def link(reference: Reference) -> str | None:
    """Return the address where the thing is read, or ``None`` where its kind has no screen."""
    how = _kinds.get(reference.kind)
    return reverse(how.url_name, args=[reference.id]) if how and how.url_name else None
