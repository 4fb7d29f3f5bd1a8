"""More kinds of owners of cycles, made known by the rooms above that hold them. Nothing here needs the database."""

from collections.abc import Collection
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from samenwijzer.network.access.viewer import Viewer
    from samenwijzer.practice.cycles.pack import Owner


class OwnerKind(Protocol):
    """What the module of a kind of owner answers."""

    def taken_part_in(self, viewer: "Viewer", owner: "Owner") -> "Collection[str] | QuerySet[Any, str]":
        """Return the ids of the things in whose cycles for ``owner`` the viewer takes part, or the query for them."""


_modules: dict[str, str] = {}


def register(kind: str, module: str) -> None:
    """Make a kind of reference an owner; ``module`` (by its dotted name) is imported when first asked."""
    _modules[kind] = module


def owner_kinds() -> dict[str, OwnerKind]:
    """Return the modules of the kinds that were made known."""
    return {kind: cast(OwnerKind, import_module(module)) for kind, module in _modules.items()}
