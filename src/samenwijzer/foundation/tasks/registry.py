"""The kinds of long work there are; each app registers its own at start-up, by dotted name."""

from collections.abc import Callable

from django.utils.module_loading import import_string

Progress = Callable[[int, int], None]
Body = Callable[..., None]

_bodies: dict[str, str] = {}


def register(name: str, body: str) -> None:
    """Make task ``name`` known; its body takes ``progress(done, total)`` and the task's arguments as keywords.

    A body must be safe to kill at any moment and to run again.
    """
    _bodies[name] = body


def body_of(name: str) -> Body:
    """Return the body of task ``name``; an unknown name is a :class:`KeyError`."""
    body: Body = import_string(_bodies[name])
    return body
