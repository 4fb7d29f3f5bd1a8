"""Read files of responses in the layout of the trade: TAB-separated, one answer a line."""

import re
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path

import click
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv
from scipy import sparse

from samenwijzer.science.mastery.responses import NO_ITEM, Floats, Ints, ResponseLog, gather

COLUMNS = ("user_id", "item_id", "timestamp", "correct", "skill_id")
NEEDED = ("user_id", "correct", "skill_id")
NOTHING = ["", "NA", "N/A", "nan", "NaN", "None", "null", "NULL"]
WHOLE = re.compile(r"(-?\d{1,18})(?:\.0+)?")
SEVERAL = re.compile(r"\d+(?:[_,;]\d+)+")
#: As seconds, a time beyond this lies after the year 5000: it is in milliseconds.
LATEST_SECOND = 1e11
#: Hashes of names stay below the keys of sets of goals.
NAME_BITS = 60


def read_responses(path: Path, qmatrix: Path | None = None) -> ResponseLog:
    """Read a file of `COLUMNS`; rows of a learner at equal times stay in the order of the file.

    An answer may carry several skills: joined by `~` (or `_`, `,`, `;` between numbers), on lines of their own for one
    answer, or through a q-matrix (items × skills, `.npz`; a line whose item it does not know keeps its own skills).
    Items, times and skills may be missing; ids may be names. Raises `click.ClickException` naming file and column.
    """
    table = _table(path)
    learner, item = _ids(table["user_id"]), _optional_ids(table, "item_id")
    outcome, time = _numbers(table, "correct", path), _times(table, learner, path)
    skills = _skills(table["skill_id"])
    if qmatrix is None:
        keep, goals = _one_row_an_answer(learner, item, time, outcome, skills)
    else:
        keep, goals = np.arange(len(item)), _with_matrix(sparse.csr_array(sparse.load_npz(qmatrix)), item, skills)
    try:
        return gather(learner[keep], item[keep], time[keep], outcome[keep], goals)
    except ValueError as error:
        raise click.ClickException(f"{path}: {error}") from error


def write_responses(path: Path, log: ResponseLog) -> None:
    """Write `log` in `COLUMNS`, in its own order, each set of goals as one skill."""
    values = (log.learner, log.item, log.time, log.outcome, log.goal_set)
    table = pa.table(dict(zip(COLUMNS, values, strict=True)))
    arrow_csv.write_csv(table, path, arrow_csv.WriteOptions(delimiter="\t", quoting_style="none"))


def _table(path: Path) -> pa.Table:
    with path.open(encoding="utf-8", errors="replace") as file:
        delimiter = "\t" if "\t" in file.readline() else ","
    text = {name: pa.string() for name in ("user_id", "item_id", "skill_id")}
    try:
        table = arrow_csv.read_csv(
            path,
            parse_options=arrow_csv.ParseOptions(delimiter=delimiter),
            convert_options=arrow_csv.ConvertOptions(column_types=text, null_values=NOTHING, strings_can_be_null=True),
        )
    except pa.ArrowInvalid as error:
        raise click.ClickException(f"{path}: {error}") from error
    missing = [name for name in NEEDED if name not in table.column_names]
    if missing:
        raise click.ClickException(f"{path}: missing column {', '.join(missing)}")
    for name in ("user_id", "correct"):
        if table[name].null_count:
            line = int(np.argmax(table[name].is_null().to_numpy())) + 2
            raise click.ClickException(f"{path}: line {line} has no {name}")
    return table


def _number_of(text: str) -> int:
    """Return the id a text stands for: itself when a whole number, else a hash that is the same in every file."""
    whole = WHOLE.fullmatch(text.strip())
    if whole:
        return int(whole[1])
    return int.from_bytes(blake2b(text.strip().encode(), digest_size=8).digest()) >> (64 - NAME_BITS)


def _ids(column: pa.ChunkedArray) -> Ints:
    coded = pc.dictionary_encode(column.combine_chunks())
    known = np.array([_number_of(one) for one in coded.dictionary.to_pylist()] + [NO_ITEM], dtype=np.int64)
    return np.asarray(known[pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False)], dtype=np.int64)


def _optional_ids(table: pa.Table, name: str) -> Ints:
    if name not in table.column_names:
        return np.full(table.num_rows, NO_ITEM, np.int64)
    return np.maximum(_ids(table[name]), NO_ITEM)


def _numbers(table: pa.Table, name: str, path: Path) -> Floats:
    try:
        column = table[name].cast(pa.float64())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        raise click.ClickException(f"{path}: {name} is not a number") from error
    return np.asarray(column.to_numpy(), dtype=np.float64)


def _times(table: pa.Table, learner: Ints, path: Path) -> Floats:
    """Return seconds; a line without a time takes that of the learner's line before it."""
    if "timestamp" not in table.column_names:
        return np.zeros(table.num_rows)
    if pa.types.is_timestamp(table["timestamp"].type):
        whole = table["timestamp"].cast(pa.timestamp("s"), safe=False)
        table = table.set_column(table.column_names.index("timestamp"), "timestamp", whole.cast(pa.int64()))
    time = _numbers(table, "timestamp", path)
    if np.nanmax(np.abs(time), initial=0.0) > LATEST_SECOND:
        time = time / 1000
    if not np.isnan(time).any():
        return time
    order = np.argsort(learner, kind="stable")
    place = np.where(np.isnan(time[order]), -1, np.arange(len(order)))
    place = np.maximum.accumulate(place)
    known = (place >= 0) & (learner[order][place] == learner[order])
    filled = np.empty(len(time))
    filled[order] = np.where(known, time[order][place], np.nanmin(time) if not np.isnan(time).all() else 0.0)
    return filled


def _skills(column: pa.ChunkedArray) -> tuple[Ints, Ints]:
    """Return the skills of every line: those of line r are `goal[start[r]:start[r + 1]]`."""
    coded = pc.dictionary_encode(column.combine_chunks())
    lists = [np.unique([_number_of(one) for one in _split(text)]) for text in coded.dictionary.to_pylist()]
    lists.append(np.zeros(0, np.int64))
    at = pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False)
    start = np.concatenate(([0], np.cumsum(np.array([len(one) for one in lists])[at]))).astype(np.int64)
    goal = np.concatenate([lists[one] for one in at]) if len(at) else np.zeros(0)
    return start, goal.astype(np.int64)


def _split(text: str) -> list[str]:
    if "~" in text:
        return [one for one in text.split("~") if one.strip()]
    return re.split("[_,;]", text) if SEVERAL.fullmatch(text.strip()) else [text]


def _one_row_an_answer(
    learner: Ints, item: Ints, time: Floats, outcome: Floats, skills: tuple[Ints, Ints]
) -> tuple[Ints, tuple[Ints, Ints]]:
    """Join the lines that repeat one answer for each of its skills; return the lines kept and their skills."""
    start, goal = skills
    again = item != NO_ITEM
    again[:1] = False
    for column in (learner, item, time, outcome):
        again[1:] &= column[1:] == column[:-1]
    for line in np.flatnonzero(again).tolist():
        # The same skills again are another try, not another skill.
        mine, before = goal[start[line] : start[line + 1]], goal[start[line - 1] : start[line]]
        again[line] = not np.array_equal(mine, before)
    if not again.any():
        return np.arange(len(item)), skills
    keep = np.flatnonzero(~again)
    bounds = np.append(start[keep], start[-1]).tolist()
    lists = [np.unique(goal[first:last]) for first, last in pairwise(bounds)]
    return keep, (np.concatenate(([0], np.cumsum([len(one) for one in lists]))).astype(np.int64), np.concatenate(lists))


def _with_matrix(matrix: sparse.csr_array, item: Ints, skills: tuple[Ints, Ints]) -> tuple[Ints, Ints]:
    """Return the skills by the matrix, and the line's own (numbered after those of the matrix) where it knows none."""
    matrix.eliminate_zeros()
    matrix.sort_indices()
    begin = np.append(matrix.indptr.astype(np.int64), matrix.indptr[-1])
    place = np.where((item >= 0) & (item < matrix.shape[0]), item, matrix.shape[0])
    counts = begin[np.minimum(place + 1, matrix.shape[0])] - begin[place]
    own_start, own = skills
    first, source = begin[place], np.concatenate((matrix.indices.astype(np.int64), own + matrix.shape[1]))
    unknown = counts == 0
    first = np.where(unknown, own_start[:-1] + len(matrix.indices), first)
    counts = np.where(unknown, np.diff(own_start), counts)
    start = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    within = np.arange(start[-1]) - np.repeat(start[:-1], counts)
    return start, source[np.repeat(first, counts) + within]
