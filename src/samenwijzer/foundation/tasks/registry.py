"""The kinds of long work there are; each app registers its own at start-up, by dotted name."""

from collections.abc import Callable
from datetime import timedelta

from django.utils.module_loading import import_string

Progress = Callable[[int, int], None]
Body = Callable[..., None]

_bodies: dict[str, str] = {}
_every: dict[str, timedelta] = {}


def register(name: str, body: str, *, every: timedelta | None = None) -> None:
    """Make task ``name`` known; its body takes ``progress(done, total)`` and the task's arguments as keywords.

    A body must be safe to kill at any moment and to run again. With ``every`` the worker asks for it by itself, that
    long after it was last begun.
    """
    _bodies[name] = body
    if every is not None:
        _every[name] = every


def body_of(name: str) -> Body:
    """Return the body of task ``name``; an unknown name is a :class:`KeyError`."""
    body: Body = import_string(_bodies[name])
    return body


def recurring() -> dict[str, timedelta]:
    """Return how long after its last beginning each recurring task is due again."""
    return dict(_every)
