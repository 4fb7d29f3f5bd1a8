"""Figures of schools: the same as counted one by one, on DuckDB and in the words of Spark; of few people nothing."""

from collections import defaultdict
from datetime import date, timedelta
from functools import cache

import duckdb
import ibis
import pyarrow as pa
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st
from ibis.backends.sql.compilers import PySparkCompiler

from samenwijzer.science.pipeline.shares import school_figures, without_few
from samenwijzer.science.statistics.disclosure import withheld

TODAY = date(2026, 11, 22)
SINCE = date(2026, 9, 1)
days = st.integers(-200, 20).map(lambda n: TODAY + timedelta(days=n))
learners = st.sampled_from([f"p{n}" for n in range(14)])
stays = st.lists(
    st.tuples(learners, st.integers(1, 4), days, st.one_of(st.none(), days)).filter(lambda r: not r[3] or r[3] >= r[2]),
    max_size=40,
)
pieces = st.lists(st.tuples(learners, st.integers(1, 30), days, st.booleans()), max_size=40)
standings = st.lists(st.tuples(learners, st.integers(1, 3), st.integers(0, 4)), max_size=40, unique_by=lambda r: r[:2])
SCHEMAS = {
    "memberships": {"learner": pa.string(), "school": pa.int64(), "starts": pa.date32(), "ends": pa.date32()},
    "evidence": {"learner": pa.string(), "piece": pa.int64(), "day": pa.date32(), "is_draft": pa.bool_()},
    "estimates": {"learner": pa.string(), "goal": pa.int64(), "step": pa.int64()},
}


def tables(**rows: list[tuple]) -> dict[str, pa.Table]:
    return {
        name: pa.Table.from_pylist(
            [dict(zip(SCHEMAS[name], row, strict=True)) for row in content], pa.schema(SCHEMAS[name])
        )
        for name, content in rows.items()
    }


def by_hand(memberships: list[tuple], evidence: list[tuple], estimates: list[tuple]) -> list[dict]:
    """Count one learner at a time, and withhold by the rule for plain counts."""
    schools = defaultdict(set)
    for learner, school, starts, ends in memberships:
        if starts <= TODAY and (ends is None or ends >= TODAY):
            schools[school].add(learner)
    order = sorted(schools)
    seen = {s: {(who, piece) for who, piece, day, draft in evidence if who in schools[s] and day >= SINCE and not draft}
            for s in order}  # fmt: skip
    stands = {s: [(who, step) for who, _goal, step in estimates if who in schools[s] and step > 0] for s in order}
    hide = {
        name: dict(zip(order, withheld([len(people[s]) for s in order]), strict=True))
        for name, people in (
            ("learners", schools),
            ("seen", {s: {who for who, _piece in seen[s]} for s in order}),
            ("standing", {s: {who for who, _step in stands[s]} for s in order}),
        )
    }
    lines = []
    for school in order:
        reached = sum(step >= 3 for _who, step in stands[school])
        no_pieces, no_standings = hide["seen"][school] or not seen[school], hide["standing"][school]
        no_standings = no_standings or not stands[school]
        lines.append(
            {
                "school": school,
                "learners": None if hide["learners"][school] else len(schools[school]),
                "pieces": None if no_pieces else len({piece for _who, piece in seen[school]}),
                "standings": None if no_standings else len(stands[school]),
                "share": None if no_standings else reached / len(stands[school]),
            }
        )
    return lines


@cache
def sql() -> dict[str, str]:
    """Return the expression in the SQL of DuckDB, and in that of Spark translated: there is no Spark here."""
    unbound = {name: ibis.table(ibis.schema(pa.schema(schema)), name=name) for name, schema in SCHEMAS.items()}
    found = school_figures(**unbound, since=SINCE, on=TODAY)
    found = found.select("school", "learners", "pieces", "standings", "share")
    spark = PySparkCompiler().to_sqlglot(found).sql("spark")
    return {"duckdb": ibis.to_sql(found, dialect="duckdb"), "spark": sqlglot.transpile(spark, "spark", "duckdb")[0]}


@cache
def sql_without_few() -> str:
    counted = ibis.table({"school": "int64", "people": "int64"}, name="counted")
    return ibis.to_sql(without_few(counted, of="people", figures=()).order_by("school"), dialect="duckdb")


@cache
def engine() -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"threads": 1})


def carried_out(asked: str, **tables: pa.Table) -> list[dict]:
    for name, one in tables.items():
        engine().register(name, one)
    return engine().sql(asked).to_arrow_table().to_pylist()


@settings(max_examples=20)
@given(stays, pieces, standings)
def test_figures_are_those_counted_by_hand_and_the_same_in_the_words_of_spark(
    memberships: list[tuple], evidence: list[tuple], estimates: list[tuple]
) -> None:
    given = tables(memberships=memberships, evidence=evidence, estimates=estimates)
    counted = by_hand(memberships, evidence, estimates)
    for words, asked in sql().items():
        assert carried_out(asked, **given) == counted, words


@settings(max_examples=60)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=8))
def test_nobody_is_found_in_what_is_shown(counts: list[int]) -> None:
    hidden = withheld(counts)
    shown = [count for count, out in zip(counts, hidden, strict=True) if not out]
    gone = [count for count, out in zip(counts, hidden, strict=True) if out]
    assert all(count == 0 or count >= 5 for count in shown)
    if gone and any(shown):
        assert len(gone) > 1 and sum(gone) >= 5, "a total minus what is shown tells of nobody"
    table = pa.table({"school": list(range(len(counts))), "people": counts})
    assert [row["people"] is None for row in carried_out(sql_without_few(), counted=table)] == hidden
