"""Reading the lake through Ibis: DuckDB in this process, or another engine by setting."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import Any

import ibis
from django.conf import settings

from samenwijzer.foundation.lake import store
from samenwijzer.foundation.lake.tables import LakeTable, all_tables

IN_PROCESS = "duckdb://"


@contextmanager
def open_lake(engine: str = "") -> Iterator[dict[str, Any]]:
    """Yield an Ibis table for each table of the lake, by name; nobody changes a file while the block runs.

    ``engine`` is an address as :func:`ibis.connect` takes it, that of the setting where none is given. Expressions are
    the same for each; only where they are carried out differs. A table that was never written has no rows.
    """
    connection = ibis.connect(engine or settings.LAKE_ENGINE)
    try:
        with store.held(alone=False):
            found = store.manifest().tables
            yield {
                table.name: _table(connection, table, [store.home() / part.file for part in found[table.name].values()])
                if found.get(table.name)
                else empty(table)
                for table in all_tables()
            }
    finally:
        connection.disconnect()


def empty(table: LakeTable) -> Any:
    """Return ``table`` as it is before anything was written."""
    return ibis.memtable(table.schema.empty_table())


def _table(connection: Any, table: LakeTable, files: list[Path]) -> Any:
    if connection.name == "duckdb":
        return connection.read_parquet([str(file) for file in sorted(files)], table_name=table.name)
    parts = [connection.read_parquet(str(file)) for file in sorted(files)]
    return reduce(lambda one, other: one.union(other), parts)
