"""What can carry a goal of a framework such as PPGO! as a tag: registered at start-up by the app that owns it.

Apps give dotted names, because models are not there yet at start-up (so a viewer is any object here); goals does not
know the apps above it.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.module_loading import import_string

from samenwijzer.foundation.references import Reference


@dataclass(frozen=True)
class Carrier:
    """A thing that carries a tag, as a viewer may read it; ``address`` is empty where it has no page."""

    reference: Reference
    title: str
    address: str


#: Called with the viewer and an id; raises where the viewer may not put a tag on the thing with this id.
Check = Callable[[Any, int], object]
#: Called with the viewer and ids; returns what the viewer may know of the things with these ids.
Show = Callable[[Any, Collection[int]], Iterable[Carrier]]

_kinds: dict[str, tuple[str, str]] = {}


def let_carry(kind: str, *, check: str, show: str) -> None:
    """Let things of ``kind`` carry tags; ``check`` and ``show`` name a :data:`Check` and a :data:`Show`."""
    _kinds[kind] = (check, show)


def kinds() -> list[str]:
    """Return the kinds of things that can carry tags."""
    return list(_kinds)


def check_of(kind: str) -> Check:
    """Return what checks who may put a tag on a thing of this ``kind``."""
    check: Check = import_string(_kinds[kind][0])
    return check


def show_of(kind: str) -> Show:
    """Return what shows things of this ``kind``."""
    show: Show = import_string(_kinds[kind][1])
    return show
