"""Carrying out steps in a process of their own that is killed at a chosen point, and reading what is left."""

import json
import os
import signal
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, connections, models
from django.db.backends.base.base import BaseDatabaseWrapper

from samenwijzer.foundation import vault
from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.lake import store

WRITES = ("INSERT", "UPDATE", "DELETE")
#: Signs of life of the worker and of browsers: they say nothing of what was stored.
ASIDE = {
    "sessions.Session", "usersessions.UserSession", "network_access.TryCount", "foundation_tasks.Task",
    "foundation_tasks.Heartbeat",
}  # fmt: skip
#: Drawn anew each time, or the number of a row.
DRAWN = {
    "object_id", "thing_id", "about_id", "owner_id", "path", "password", "last_evidence", "last_id", "content",
    "digest",
}  # fmt: skip
NOT_NAMED = "is there and not named"
#: What work on the lake says of itself: how many files it changed, which a kill divides over two runs.
OF_THE_LAKE = ("refresh lake", "forget in lake")
State = tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """Something that is acknowledged when it is done, in ``states`` states that others may see, the last one whole.

    A step that is not ``again`` is not sent a second time by its person when it shows already.
    """

    name: str
    do: Callable[[], None]
    states: int = 1
    again: bool = True


@dataclass(frozen=True)
class Run:
    """What became of a process: how many steps it acknowledged, and whether it came to its end."""

    acknowledged: int
    is_whole: bool
    told: dict[str, Any]


class Points:
    """Counts the points at which a process can be stopped: before and after each statement, commit and file."""

    def __init__(self, stop_at: int | None, after_change: Callable[[], None] | None = None) -> None:
        self.count, self.stop_at, self.after_change = 0, stop_at, after_change
        self._looking = False

    def here(self) -> None:
        """Count this point, and be killed at it where that was chosen."""
        if not self._looking:
            self.count += 1
            if self.count == self.stop_at:
                os.kill(os.getpid(), signal.SIGKILL)

    def changed(self) -> None:
        """Look at what others see now."""
        if self.after_change and not self._looking:
            self._looking = True
            self.after_change()
            self._looking = False

    @contextmanager
    def watching(self):
        """Count while the block runs."""
        commit, replace = BaseDatabaseWrapper._commit, Path.replace

        def committing(wrapper):
            self.here()
            commit(wrapper)
            self.here()
            self.changed()

        def replacing(path, target):
            self.here()
            done = replace(path, target)
            self.here()
            return done

        BaseDatabaseWrapper._commit, Path.replace = committing, replacing
        try:
            with connection.execute_wrapper(self._around):
                yield
        finally:
            BaseDatabaseWrapper._commit, Path.replace = commit, replace

    def _around(self, execute, sql, params, many, context):
        self.here()
        done = execute(sql, params, many, context)
        self.here()
        if not connection.in_atomic_block and sql.startswith(WRITES):
            self.changed()
        return done


def carried_out(steps: Sequence[Step], *, stop_at: int | None = None, stop_after: float | None = None) -> Run:
    """Carry out ``steps`` in a process of their own, killed at point ``stop_at`` or after so many seconds."""
    connections.close_all()
    acks, told = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        _be_the_child(steps, stop_at, acks[1], told[1])
    os.close(acks[1])
    os.close(told[1])
    timer = threading.Timer(stop_after, os.kill, (child, signal.SIGKILL)) if stop_after is not None else None
    if timer:
        timer.start()
    said = b"".join(iter(lambda: os.read(told[0], 65536), b""))
    _pid, status = os.waitpid(child, 0)
    if timer:
        timer.cancel()
    count = len(os.read(acks[0], 1000))
    os.close(acks[0])
    os.close(told[0])
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("a step failed by itself; see above")
    return Run(count, os.WIFEXITED(status), json.loads(said) if said else {})


def _be_the_child(steps: Sequence[Step], stop_at: int | None, acks: int, told: int) -> None:
    """Do the steps, acknowledge each, tell how many points there were, and leave without cleaning up."""
    code = 1
    try:
        points = Points(stop_at)
        with points.watching():
            started = time.monotonic()
            for step in steps:
                step.do()
                os.write(acks, b".")
        os.write(told, json.dumps({"points": points.count, "seconds": time.monotonic() - started}).encode())
        code = 0
    except BaseException:
        traceback.print_exc(file=sys.stderr)
    finally:
        sys.stderr.flush()
        os._exit(code)


def states_of(steps: Sequence[Step]) -> list[list[State]]:
    """Carry out ``steps`` here and return, for the start and for each step, the states that others could see."""
    found: list[list[State]] = [[seen_now()]]

    def look() -> None:
        state = seen_now()
        if connection.vendor == "postgresql" and not connection.in_atomic_block:
            connection.connection.rollback()
        if state != last[-1]:
            last.append(state)
            found[-1].append(state)

    last = [found[0][0]]
    with Points(None, look).watching():
        for step in steps:
            found.append([])
            step.do()
            if len(found[-1]) != step.states:
                raise AssertionError(f"{step.name}: others see {len(found[-1])} states of it instead of {step.states}")
    return found


def seen_now() -> State:
    """Return what the database says, table by table and without what is drawn anew each time, and the files kept."""
    tables = [
        f"{model._meta.label} {len(rows)} {sha256(repr(sorted(rows)).encode()).hexdigest()[:16]}"
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in ASIDE
        for rows in [_rows(model)]
    ]
    return tuple(tables)


def _rows(model: type[models.Model]) -> list[str]:
    fields = [field for field in model._meta.concrete_fields if _tells(field)]
    found = model._base_manager.values_list(*[field.attname for field in fields])
    if model is AuditEvent:
        found = found.exclude(verb__in=OF_THE_LAKE)
    return [repr([_plain(value) for value in row]) for row in (found if fields else [()] * model._base_manager.count())]


def _tells(field: models.Field) -> bool:
    drawn = (models.AutoField, models.ForeignKey, models.DateTimeField, models.UUIDField, models.BinaryField)
    return not isinstance(field, drawn) and field.name not in DRAWN


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 2)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in sorted(value.items())}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def unsound() -> list[str]:
    """Return what does not hold: a row that points nowhere, a file that is named and not there or not whole.

    A file of the lake that its manifest does not name is no fault yet: the next work on the lake sweeps it.
    """
    connection.check_constraints()
    named = Counter(apps.get_model("learning_evidence.Attachment").objects.values_list("digest", flat=True))
    wrong = [one for one in named if not vault.path_of(one).exists()]
    wrong += [one for one in store.problems() if not one.endswith(NOT_NAMED)]
    return wrong + [one for one in vault.digests() if sha256(vault.path_of(one).read_bytes()).hexdigest() != one]


def lake_now() -> State:
    """Return what the lake says: every file with its rows and what is in it, and what is wrong with it."""
    parts = [f"{table} {year}: {part.rows} rows, {part.sha256[:16]}" for table, year, part in store.manifest().parts()]
    return (*sorted(parts), *store.problems())
