"""Putting a backup back: checked whole before anything changes, and all of it or nothing.

A backup of an earlier release goes into the tables of that release, which are then brought up to date; so an old backup
is worth as much as a new one.
"""

import json
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import Value
from pydantic import TypeAdapter, ValidationError

from samenwijzer.foundation import vault
from samenwijzer.foundation.backups import FORM, MANIFEST, Manifest, TableSummary
from samenwijzer.foundation.bulk import insert_rows
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.lake import store as lake_files
from samenwijzer.foundation.migrating import rendering_models_alone
from samenwijzer.foundation.personal_data import own_models

PORTION = 5000
Node = tuple[str, str]


def checked(path: Path) -> Manifest:
    """Return what the backup at ``path`` says of itself; refuse one that is damaged, or made by a later release."""
    try:
        with zipfile.ZipFile(path) as backup:
            manifest = TypeAdapter(Manifest).validate_json(backup.read(MANIFEST))
            if manifest.form != FORM:
                raise Refused(f"This backup has form {manifest.form}; this release reads form {FORM}.")
            _check_members(backup, manifest)
    except (zipfile.BadZipFile, KeyError, ValidationError, OSError, EOFError) as error:
        raise Refused(f"This is no whole backup of Samenwijzer ({type(error).__name__}).") from error
    unknown = [f"{app}.{name}" for app, name in _nodes(manifest) if (app, name) not in _known()]
    if unknown:
        raise Refused(f"This backup was made by a later release; this one does not know {', '.join(unknown)}.")
    return manifest


def _check_members(backup: zipfile.ZipFile, manifest: Manifest) -> None:
    for label, table in manifest.tables.items():
        if _digest(backup, f"tables/{label}.jsonl") != table.sha256:
            raise Refused(f"This backup is damaged: table {label} is not what was written.")
    files = [name for name in backup.namelist() if name.startswith("attachments/")]
    if len(files) != manifest.files:
        raise Refused(f"This backup is damaged: {len(files)} files stand where {manifest.files} were written.")
    for name in files:
        if _digest(backup, name) != name.rpartition("/")[2]:
            raise Refused(f"This backup is damaged: {name} is not what was written.")


def _digest(backup: zipfile.ZipFile, name: str) -> str:
    code = sha256()
    with backup.open(name) as member:
        while part := member.read(1 << 20):
            code.update(part)
    return code.hexdigest()


def is_empty() -> bool:
    """Whether nothing was stored in this installation yet."""
    standing = set(connection.introspection.table_names())
    return not any(model._base_manager.exists() for model in own_models() if model._meta.db_table in standing)


def restore(path: Path, *, over: bool = False) -> Manifest:
    """Put the backup at ``path`` in the place of what stands here; refuse where something does, unless ``over``.

    Until all rows are in, nothing of them shows; killed before that, it is done again.
    """
    manifest = checked(path)
    if not over and not is_empty():
        raise Refused("This installation is not empty. Add --over to put the backup in its place.")
    lake_files.clear()
    _drop_tables()
    wanted = _leaves(manifest)
    executor = MigrationExecutor(connection)
    with rendering_models_alone():
        executor.migrate(wanted)
    of_then = executor.loader.project_state(wanted).apps
    with zipfile.ZipFile(path) as backup:
        for name in backup.namelist():
            if name.startswith("attachments/"):
                vault.put(backup.read(name))
        with transaction.atomic():
            for label, table in manifest.tables.items():
                _fill(backup, of_then.get_model(label), label, table)
    connection.check_constraints()
    call_command("migrate", interactive=False, verbosity=0)
    return manifest


def _nodes(manifest: Manifest) -> list[Node]:
    return [(app, name) for app, names in manifest.migrations.items() for name in names]


def _known() -> set[Node]:
    return set(MigrationLoader(None).disk_migrations)


def _leaves(manifest: Manifest) -> list[Node]:
    """Return the last migrations of each app that had been carried out."""
    nodes, graph = set(_nodes(manifest)), MigrationLoader(None).graph
    return sorted(
        node
        for node in nodes
        if not any(child.key in nodes and child.key[0] == node[0] for child in graph.node_map[node].children)
    )


def _drop_tables() -> None:
    names = [connection.ops.quote_name(name) for name in connection.introspection.table_names()]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            if names:
                cursor.execute(f"DROP TABLE {', '.join(names)} CASCADE")
            return
        cursor.execute("PRAGMA foreign_keys = OFF")
        for name in names:
            cursor.execute(f"DROP TABLE {name}")
        cursor.execute("PRAGMA foreign_keys = ON")


def _fill(backup: zipfile.ZipFile, model: type[models.Model], label: str, table: TableSummary) -> None:
    """Put the rows of one table in, in the place of those that a migration may have made."""
    model._base_manager.all()._raw_delete(using="default")
    with backup.open(f"tables/{label}.jsonl") as member:
        columns = json.loads(member.readline())
        fields = {field.attname: field for field in model._meta.concrete_fields}
        readers = [_reader(fields[name]) for name in columns]
        rows = _rows(member, readers)
        while portion := list(islice(rows, PORTION)):
            insert_rows(model, columns, portion)
    if table.last is not None:
        _go_on_after(model, table.last)


def _rows(member: Any, readers: list[Callable[[Any], Any]]) -> Iterator[list[Any]]:
    for line in member:
        yield [read(value) for read, value in zip(readers, json.loads(line), strict=True)]


def _reader(field: "models.Field[Any, Any]") -> Callable[[Any], Any]:
    """Return what makes a value of ``field`` of what JSON says."""
    if isinstance(field, models.JSONField):
        nothing = None if field.null else Value(None, field)
        return lambda value: nothing if value is None else value
    return lambda value: None if value is None else field.to_python(value)


def _go_on_after(model: type[models.Model], last: int) -> None:
    """Let the next id be the one after ``last``, so that no id is ever given out twice."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            name = connection.ops.quote_name(table)
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [name, key, last])
        else:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
