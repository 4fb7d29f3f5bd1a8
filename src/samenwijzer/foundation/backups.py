"""A backup in one file: every row and every kept file, the same from SQLite and from PostgreSQL.

A zip with ``tables/<model>.jsonl`` (the first line names the columns, each other line is a row), ``manifest.json`` and
``attachments/<digest>``. The manifest says which migrations had been carried out, and of each table how many rows it
has, the last id it gave out and the SHA-256 of its member. Sessions stay out of it, so that a backup signs nobody in
again, and tries at it; and so do the keys of the installation, which are kept apart from it.
"""

import base64
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from samenwijzer.foundation import vault
from samenwijzer.foundation.errors import Refused

FORM = 1
MANIFEST = "manifest.json"
ASIDE = {"sessions.Session", "usersessions.UserSession", "network_access.TryCount"}
PORTION = 2000


@dataclass(frozen=True)
class TableSummary:
    """What a backup says of one table: ``last`` is the last id that was given out, also to rows that are gone."""

    rows: int
    last: int | None
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself; ``migrations`` are those carried out, by app."""

    form: int
    product: str
    made_at: str
    migrations: dict[str, list[str]]
    tables: dict[str, TableSummary]
    files: int


def write_backup(path: Path) -> Manifest:
    """Write everything to ``path``, all as of one moment; killed halfway, nothing stands there.

    What is erased while the backup is made may be in it without its file.
    """
    if path.exists():
        raise Refused(f"{path} exists already; a backup never replaces another.")
    half = path.with_name(f"{path.name}.part")
    half.unlink(missing_ok=True)
    half.touch(mode=0o600)
    with _one_moment(), zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as out:
        tables = {model._meta.label: _write_table(out, model) for model in kept_models()}
        manifest = Manifest(
            FORM, version("samenwijzer"), timezone.now().isoformat(), _migrations(), tables, _files(out)
        )
        out.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    with half.open("rb") as written:
        os.fsync(written.fileno())
    half.replace(path)
    _last().write_text(manifest.made_at)
    return manifest


def made_at() -> datetime | None:
    """Return when this installation was last backed up with :func:`write_backup`, ``None`` when it never was."""
    return datetime.fromisoformat(_last().read_text()) if _last().exists() else None


def _last() -> Path:
    home: Path = settings.HOME
    return home / "last-backup.txt"


def kept_models() -> list[type[models.Model]]:
    """Return every model whose rows a backup holds, link tables included."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and model._meta.label not in ASIDE]


@contextmanager
def _one_moment() -> Iterator[None]:
    """See the database as it stands now while the block runs, and keep nobody from writing."""
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN DEFERRED"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _write_table(out: zipfile.ZipFile, model: type[models.Model]) -> TableSummary:
    columns = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*columns)
    count, code = 0, sha256()
    with out.open(f"tables/{model._meta.label}.jsonl", "w", force_zip64=True) as member:
        _write_line(member, code, columns)
        for row in rows.iterator(chunk_size=PORTION):
            _write_line(member, code, [_told(value) for value in row])
            count += 1
    return TableSummary(count, last_id(model), code.hexdigest())


def _write_line(member: Any, code: Any, values: list[Any]) -> None:
    line = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    code.update(line)
    member.write(line)


def _told(value: Any) -> Any:
    """Return a value as JSON can say it; its field reads it back."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return str(value) if isinstance(value, UUID | Decimal) else value


def last_id(model: type[models.Model]) -> int | None:
    """Return the last id that the table of ``model`` gave out, ``None`` where it gives none or gave none yet."""
    key = model._meta.pk
    if not isinstance(key, models.AutoField | models.BigAutoField | models.SmallAutoField):
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s))", [_quoted(model), key.column]
            )
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        found: int | None = (cursor.fetchone() or [None])[0]
    return found or None  # SQLite says 0 of a table that was made anew


def _quoted(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _migrations() -> dict[str, list[str]]:
    done: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        done.setdefault(app, []).append(name)
    return done


def _files(out: zipfile.ZipFile) -> int:
    count = 0
    for digest in sorted(vault.digests()):
        try:
            content = vault.path_of(digest).read_bytes()
        except FileNotFoundError:
            continue  # erased since the backup began
        out.writestr(zipfile.ZipInfo(f"attachments/{digest}"), content)
        count += 1
    return count
