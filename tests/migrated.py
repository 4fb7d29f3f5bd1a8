"""The empty database as the migrations leave it, kept between runs.

A hundred migrations cost SQLite half a minute of processor time, in every process that wants a database. The first one
keeps what came out beside the test cache, under a digest of all migrations; the next ones begin from there, and Django
still asks for every migration that is missing. So a new migration costs only itself: what was kept before it is begun
from too, as long as every migration it was made with still stands there unchanged.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import django
from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

#: So many kept databases stay: of a few branches, and from before the newest migrations.
KEPT = 6


class Migrations(NamedTuple):
    """Every migration of every app with the digest of its text, a line each; the first names Django's version."""

    lines: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name under which what they leave is kept."""
        return sha256("\n".join(self.lines).encode()).hexdigest()[:16]

    def kept_in(self, folder: Path) -> Path | None:
        """Return the database in ``folder`` that lacks the fewest of these migrations and had no others."""
        wanted, found = set(self.lines), list[tuple[int, Path]]()
        for file in folder.glob("*.lines"):
            lines = file.read_text().splitlines()
            if lines[:1] == list(self.lines[:1]) and wanted.issuperset(lines):
                found.append((len(lines), file.with_suffix(".sqlite3")))
        return max(found, default=(0, None))[1]


def migrations() -> Migrations:
    """Return the migrations as they stand in the code."""
    lines = [
        f"{config.label}/{file.name} {sha256(file.read_bytes()).hexdigest()}"
        for config in sorted(apps.get_app_configs(), key=lambda one: one.label)
        for file in sorted(Path(config.path).glob("migrations/*.py"))
    ]
    return Migrations((f"Django {django.VERSION}", *lines))


@contextmanager
def beginning_from(folder: Path, made: Migrations) -> Iterator[None]:
    """Fill the first database that is opened with what ``folder`` holds, and keep there what is migrated meanwhile.

    Of several processes that start together one migrates; the others wait for it.
    """
    whole = folder / f"{made.name}.lines"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        nearest = made.kept_in(folder)
        if whole.exists():
            whole.touch()  # the last used stay longest
            fcntl.flock(lock, fcntl.LOCK_UN)
        with _filled_from(nearest) if nearest else nullcontext():
            yield
        if not whole.exists() and migrations() == made:
            _keep(whole, made)


@contextmanager
def _filled_from(file: Path) -> Iterator[None]:
    """Fill the first database that is opened."""
    filled: list[BaseDatabaseWrapper] = []

    def fill(connection: BaseDatabaseWrapper, **given: object) -> None:
        if not filled:
            filled.append(connection)
            with sqlite3.connect(file) as kept:
                kept.backup(connection.connection)

    connection_created.connect(fill)
    yield
    connection_created.disconnect(fill)


def _keep(whole: Path, made: Migrations) -> None:
    """Write the database beside ``whole`` at once, and throw away the oldest of what was kept."""
    connection.ensure_connection()
    half = whole.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(half) as kept:
        connection.connection.backup(kept)
    half.replace(whole.with_suffix(".sqlite3"))
    half.write_text("\n".join(made.lines))
    half.replace(whole)
    for older in sorted(whole.parent.glob("*.lines"), key=lambda one: one.stat().st_mtime)[:-KEPT]:
        older.unlink()
        older.with_suffix(".sqlite3").unlink()
