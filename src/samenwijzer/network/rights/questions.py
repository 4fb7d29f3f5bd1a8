"""Questions of analysts to the lake, in SQL: over rows that may leave, and each one written down."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from typing import Any

import duckdb
import ibis
import pyarrow as pa
from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.lake.opening import IN_PROCESS, open_lake
from samenwijzer.foundation.lake.tables import LEARNER, LakeTable, all_tables
from samenwijzer.foundation.lake.work import lake_name
from samenwijzer.foundation.pseudonyms import pseudonym
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.rights.extracts import SMALLEST_GROUP, Taken, check_question, schools_below
from samenwijzer.network.rights.models import Extract
from samenwijzer.network.rights.rules import check_analyses

#: What an extract of the lake is called beside those of one table.
LAKE = "foundation_lake"
LONGEST = 4000


@dataclass(frozen=True)
class _Frame:
    """The names that learners and places have within one question, and how many learners were left out."""

    learners: pa.Table
    places: pa.Table
    withheld: int


@transaction.atomic
def ask_lake(*, sql: str, question: str, by: Viewer) -> Taken:
    """Answer a SELECT over the tables of the lake as CSV, and write down who asked what.

    In it stand the learners below the unit ``by`` analyses, in schools of at least :data:`SMALLEST_GROUP`; days are
    Mondays; names of learners, schools and groups hold for this one question. The SQL reads no file and changes
    nothing: it runs on copies in memory, in an engine that was locked before.
    """
    unit = check_analyses(by)
    check_question(question)
    if not sql.strip() or len(sql) > LONGEST:
        raise Refused(_("Ask in at most %(count)s characters of SQL.") % {"count": LONGEST})
    extract = Extract.objects.create(
        by_id=by.person_id, unit=unit, table=LAKE, question=question.strip()[:300], query=sql.strip(), rows=0,
        people=0, withheld=0,
    )  # fmt: skip
    frame = _frame(unit, schools_below(unit, by.on), scope=f"{by.person_id}/lake/{extract.pk}")
    names, rows = _answer(sql, frame)
    extract.rows, extract.people, extract.withheld = len(rows), frame.learners.num_rows, frame.withheld
    extract.save(update_fields=["rows", "people", "withheld"])
    record(verb="ask lake", on=Reference("rights.extract", str(extract.pk)), by=by.person_id, count=len(rows))
    out = io.StringIO()
    csv.writer(out).writerows([names, *rows])
    return Taken(out.getvalue(), extract)


def _frame(unit: Unit, schools: dict[int, int], *, scope: str) -> _Frame:
    size = Counter(schools.values())
    kept = [person for person, school in schools.items() if size[school] >= SMALLEST_GROUP]
    places = Unit.objects.filter(path__startswith=unit.path).order_by("pk").values_list("pk", flat=True)
    return _Frame(
        _names(LEARNER, {lake_name(person): pseudonym(person, scope=scope) for person in kept}, pa.string()),
        _names("place", {place: pseudonym(place, scope=f"{scope}/place") for place in places}, pa.int64()),
        len(schools) - len(kept),
    )


def _names(of: str, names: dict[Any, str], kind: pa.DataType) -> pa.Table:
    return pa.table({of: pa.array(names.keys(), kind), "name": pa.array(names.values(), pa.string())})


def _answer(sql: str, frame: _Frame) -> tuple[list[str], list[tuple[Any, ...]]]:
    engine = duckdb.connect(":memory:", config={"python_enable_replacements": False})
    try:
        with open_lake(IN_PROCESS) as lake:
            for table in all_tables():
                engine.register(table.name, _copy(lake[table.name], table, frame).to_pyarrow())
        engine.execute("SET enable_external_access = false; SET lock_configuration = true")
        asked = duckdb.extract_statements(sql)
        if len(asked) != 1 or asked[0].type != duckdb.StatementType.SELECT:
            raise Refused(_("Ask one thing, with SELECT."))
        found = engine.execute(asked[0])
        return [one[0] for one in found.description], found.fetchall()
    except duckdb.Error as error:
        raise Refused(_("This cannot be asked: %(why)s") % {"why": error}) from error
    finally:
        engine.close()


def _copy(rows: Any, table: LakeTable, frame: _Frame) -> Any:
    """Return the rows that may leave, as they may."""
    names = ibis.memtable(frame.learners).rename(alias="name")
    found = rows.join(names, LEARNER).mutate(**{LEARNER: ibis._["alias"]})
    for one in table.columns:
        column = found[one.name]
        if one.type == "day":
            found = found.mutate(**{one.name: column.truncate("W").cast("date")})
        elif one.type == "row":
            order = ibis.dense_rank().over(ibis.window(order_by=column))
            found = found.mutate(**{one.name: ibis.ifelse(column.notnull(), order, None)})
        elif one.type == "place":
            places = ibis.memtable(frame.places).rename(**{f"of_{one.name}": "place", f"name_of_{one.name}": "name"})
            found = found.left_join(places, found[one.name] == places[f"of_{one.name}"])
            found = found.mutate(**{one.name: found[f"name_of_{one.name}"]})
    return found.select(*(one.name for one in table.all_columns))
