"""Days on which something is due: every app that knows of some makes its source known, and one list gathers them.

A source is a module, by its dotted name, with ``deadlines(*, viewer, first, last, unit=None)``. It answers what
``viewer`` may know of between two days (both included), of one unit only where ``unit`` (an id) is given.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from samenwijzer.network.access.viewer import Viewer

#: How far ahead, and how far back, one looks when nothing else is asked.
AHEAD, BACK = timedelta(days=60), timedelta(days=30)


@dataclass(frozen=True, order=True)
class Deadline:
    """On day ``on`` something is due: in words, of which kind, where it is read, whose it is, and how it stands."""

    on: date
    title: str
    kind: str
    address: str = ""
    owner: str = ""
    owner_id: int | None = None
    at: str = ""
    state: str = ""


class Source(Protocol):
    """What the module of a source answers."""

    def deadlines(self, *, viewer: "Viewer", first: date, last: date, unit: int | None = None) -> Iterable[Deadline]:
        """Return what is due between two days, both included."""


_sources: list[str] = []


def register(module: str) -> None:
    """Make a source known; called once from an app's ``ready``, imported when first asked."""
    if module not in _sources:
        _sources.append(module)


def deadlines_of(
    *, viewer: "Viewer", first: date | None = None, last: date | None = None, unit: int | None = None
) -> list[Deadline]:
    """Return everything due between two days that ``viewer`` may know of, soonest first."""
    begins, ends = first or viewer.on - BACK, last or viewer.on + AHEAD
    found = [
        one
        for module in _sources
        for one in cast(Source, import_module(module)).deadlines(viewer=viewer, first=begins, last=ends, unit=unit)
    ]
    return sorted(found, key=lambda one: (one.on, one.at, one.title))
