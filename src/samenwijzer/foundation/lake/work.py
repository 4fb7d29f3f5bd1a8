"""Writing the lake once a day, and rewriting what holds somebody who may not be in it any more."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.utils import timezone

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.lake import store
from samenwijzer.foundation.lake.tables import LEARNER, LakeTable, Row, all_tables, left_out
from samenwijzer.foundation.pseudonyms import pseudonym
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.tasks.registry import Progress

SCOPE = "lake"
PORTION = 50_000
_KEY = re.compile(r"[A-Za-z0-9_.+-]{0,60}")


class NoKey(ValueError):
    """Code gave the lake something that is not a key: it might be what somebody wrote."""


def lake_name(person: int) -> str:
    """Return the pseudonym of ``person`` in every table of the lake."""
    return pseudonym(person, scope=SCOPE)


def refresh(*, progress: Progress) -> None:
    """Write every school year of every table of which something changed; safe to kill and to run again.

    Each school year is put in place by itself, so that a run after a kill changes only what is left.
    """
    with store.held(alone=True):
        store.sweep()
    wanted = [(table, year) for table in all_tables() for year in _years(table)]
    changed = 0
    for done, (table, year) in enumerate(wanted, start=1):
        with store.held(alone=True):
            changed += store.put(table.name, year, table.schema, _batches(table, year))
        progress(done, len(wanted))
    with store.held(alone=True):
        store.mark_refreshed()
    if changed:
        record(verb="refresh lake", on=Reference("foundation.lake", ""), by=None, count=changed)


def forget(*, progress: Progress, **about: int) -> None:
    """Rewrite every file that holds somebody who may not be in the lake; safe to kill and to run again.

    What may not be in it is read from the tombstones, which stand since the erasure itself. ``about`` only tells one
    asking for it from another.
    """
    with store.held(alone=True):
        store.sweep()
    gone = pa.array([lake_name(person) for person in sorted(left_out(timezone.localdate()))], pa.string())
    parts = list(store.manifest().parts())
    removed = 0
    for done, (table, year, _part) in enumerate(parts, start=1):
        with store.held(alone=True):
            removed += _without(table, year, gone)
        progress(done, len(parts))
    if removed:
        record(verb="forget in lake", on=Reference("foundation.lake", ""), by=None, count=removed)


def holds_left_out(on: date) -> int:
    """Return how many rows of the lake are about somebody who may not be in it."""
    gone = pa.array([lake_name(person) for person in left_out(on)], pa.string())
    with store.held(alone=False):
        files = [store.home() / part.file for _table, _year, part in store.manifest().parts()]
        return sum(_count(pq.ParquetFile(file), gone) for file in files)


def _years(table: LakeTable) -> list[int]:
    """Return the school years with rows, those that stand in the lake and have none any more included."""
    return sorted({*table.years(), *store.manifest().tables.get(table.name, {})})


def _batches(table: LakeTable, year: int) -> Iterator[pa.RecordBatch]:
    gone, name = left_out(timezone.localdate()), cache(lake_name)
    rows = (row for row in table.rows(year) if row[0] not in gone)
    while portion := list(islice(rows, PORTION)):
        yield _batch(table, [(name(person), *others) for person, *others in portion])


def _batch(table: LakeTable, rows: list[Row]) -> pa.RecordBatch:
    values, schema = list(zip(*rows, strict=True)), table.schema
    for column, content in zip(table.all_columns, values, strict=True):
        if column.type == "key":
            _check_keys(table, column.name, content)
    return pa.record_batch([pa.array(one, kind.type) for one, kind in zip(values, schema, strict=True)], schema=schema)


def _check_keys(table: LakeTable, column: str, values: Any) -> None:
    if any(one is not None and not _KEY.fullmatch(one) for one in set(values)):
        raise NoKey(f"{table.name}.{column} holds something that is no key")


def _without(table: str, year: int, gone: pa.Array) -> int:
    """Rewrite one file without the rows of these pseudonyms; return how many went."""
    part = store.manifest().tables.get(table, {}).get(year)
    if part is None:
        return 0
    with pq.ParquetFile(store.home() / part.file) as file:
        count = _count(file, gone)
        if count:
            kept = (one.filter(pc.invert(pc.is_in(one[LEARNER], gone))) for one in file.iter_batches(PORTION))
            store.put(table, year, file.schema_arrow, kept)
    return count


def _count(file: pq.ParquetFile, gone: pa.Array) -> int:
    found = (pc.sum(pc.is_in(one[LEARNER], gone)).as_py() for one in file.iter_batches(PORTION, columns=[LEARNER]))
    return sum(one or 0 for one in found)
