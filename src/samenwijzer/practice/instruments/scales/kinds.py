"""What higher rooms make known at start-up: evidence they hold, and things with a place in R-OK. No database here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from samenwijzer.network.organisation.models import Unit

SOURCES, THINGS = "sources", "things"
_modules: dict[str, list[str]] = {SOURCES: [], THINGS: []}


@dataclass(frozen=True)
class Found:
    """Something that supports ``indicator``: where it stands (kind and id of a reference), what it says, and when.

    ``title`` and ``words`` name no person.
    """

    indicator: str
    kind: str
    id: str
    title: str
    words: str
    on: date


class Source(Protocol):
    """What the module of a source of evidence answers."""

    def found(self, school: "Unit") -> Iterable[Found]:
        """Return what the school has already."""


@dataclass(frozen=True)
class Placed:
    """Something that says or does something about an expectation: what kind of thing it is, and its title."""

    place: str
    kind: str
    title: str


class Placing(Protocol):
    """What the module of a kind of thing with a place in R-OK answers."""

    def placed(self, school: "Unit | None") -> Iterable[Placed]:
        """Return the things with their place; those of a school where it is given."""


def register(what: str, module: str) -> None:
    """Let ``module`` (by its dotted name, imported when first asked) answer for :data:`SOURCES` or :data:`THINGS`."""
    if module not in _modules[what]:
        _modules[what].append(module)


def modules(what: str) -> list[ModuleType]:
    """Return the modules that were made known."""
    return [import_module(one) for one in _modules[what]]
