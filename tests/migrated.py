"""The empty database as the migrations leave it, kept between runs.

A hundred migrations cost SQLite half a minute of processor time, in every process that wants a database. The first one
keeps what came out beside the test cache, under a digest of all migrations; the next ones begin from there, and Django
still asks for every migration that is missing.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import django
from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created


def digest() -> str:
    """Return a digest of every migration of every app, and of the version of Django that runs them."""
    made = sha256(repr(django.VERSION).encode())
    for config in sorted(apps.get_app_configs(), key=lambda one: one.label):
        for file in sorted(Path(config.path).glob("migrations/*.py")):
            made.update(f"{config.label}/{file.name}".encode() + file.read_bytes())
    return made.hexdigest()[:16]


@contextmanager
def beginning_from(file: Path) -> Iterator[None]:
    """Fill the first database that is opened with what ``file`` holds, or keep there what is migrated meanwhile.

    Of several processes that start together one migrates; the others wait for it.
    """
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if file.exists():
            fcntl.flock(lock, fcntl.LOCK_UN)
            with _filled_from(file):
                yield
        else:
            yield
            _keep(file)


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


def _keep(file: Path) -> None:
    """Write the database to ``file`` at once, and throw away what earlier migrations made."""
    connection.ensure_connection()
    half = file.with_suffix(f".{os.getpid()}")
    with sqlite3.connect(half) as kept:
        connection.connection.backup(kept)
    for older in file.parent.glob("*.sqlite3"):
        older.unlink()
    half.replace(file)
