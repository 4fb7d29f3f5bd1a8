"""From a curriculum kept as a spreadsheet to a framework of goals: domains above, goals below, examples beside them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext as _

from samenwijzer.exchange.goal_sheets.mapping import Columns, Field, guess
from samenwijzer.foundation.problems import Problem, Problems
from samenwijzer.foundation.tables import Table, open_table
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent
from samenwijzer.practice.goals.models import Framework
from samenwijzer.practice.goals.words import fold

LONGEST = {Field.CODE: 60, Field.KIND: 40, Field.LEVEL: 40}
SAMPLES = 3
LOOKED_AT = 200
CARRIED = (Field.DOMAIN, Field.SUBDOMAIN)


@dataclass(frozen=True)
class About:
    """What a sheet does not say of itself: how the framework is called, and in which language it is written."""

    identifier: str
    title: str
    version: str
    language: str = "nl"
    status: str = Framework.Status.DRAFT
    publisher: str = ""
    source: str = ""


@dataclass(frozen=True)
class Sheet:
    """A framework as a sheet gives it; how its columns were read, with a few values of each; how many rows it had.

    ``carried`` counts the rows whose domain was left blank because it stands in the row above.
    """

    framework: FrameworkContent
    columns: Columns
    samples: Mapping[str, tuple[str, ...]]
    rows: int
    carried: int


@dataclass(frozen=True)
class _Row:
    line: int
    values: Mapping[Field, str]


@dataclass(frozen=True)
class Look:
    """One column of a sheet as it would be read: what it holds, if anything, and a few of its values."""

    column: str
    field: Field | None
    samples: tuple[str, ...]


def columns_of(path: Path, *, chosen: Mapping[Field, str]) -> list[Look]:
    """Return how each column of the sheet at ``path`` would be read, from its first rows, complete or not."""
    table = open_table(path, Problems())
    columns = guess(table.header, chosen, is_complete=False)
    fields = {name: field for field, name in columns.by_field.items()}
    samples: dict[str, dict[str, None]] = {name: {} for name in table.header if name}
    for _line, values in islice(table.rows, LOOKED_AT):
        for name, value in zip(table.header, values, strict=True):
            if name and value and len(samples[name]) < SAMPLES:
                samples[name][value] = None
    return [Look(name, fields.get(name), tuple(values)) for name, values in samples.items()]


def read(path: Path, *, about: About, chosen: Mapping[Field, str]) -> Sheet:
    """Return the framework in the CSV or XLSX file at ``path``; raise ``FileRefused`` with every mistake.

    ``chosen`` says which column holds a field where guessing is not good enough.
    """
    problems = Problems()
    table = open_table(path, problems)
    columns = guess(table.header, chosen)
    rows, samples = _rows(table, columns)
    carried = _carry(rows)
    for row in rows:
        _check(table.file, row, columns, problems)
    _check_doubles(table.file, rows, columns, problems)
    if not rows and not problems.total:
        problems.add(
            Problem(table.file, _("There are no rows below the column names."), _("Export the sheet again."), 1)
        )
    problems.refuse_if_any()
    framework = FrameworkContent(
        identifier=about.identifier,
        version=about.version,
        title={about.language: about.title},
        kind="curriculum",
        status=about.status,
        goals=tuple(_goals(rows, about)),
        publisher=about.publisher,
        source=about.source,
    )
    return Sheet(framework, columns, samples, len(rows), carried)


def _rows(table: Table, columns: Columns) -> tuple[list[_Row], dict[str, tuple[str, ...]]]:
    places = {field: table.header.index(name) for field, name in columns.by_field.items()}
    rows: list[_Row] = []
    seen: dict[str, dict[str, None]] = {name: {} for name in table.header if name}
    for line, values in table.rows:
        rows.append(_Row(line, {field: " ".join(values[place].split()) for field, place in places.items()}))
        for name, value in zip(table.header, values, strict=True):
            if name and value and len(seen[name]) < SAMPLES:
                seen[name][value] = None
    return rows, {name: tuple(values) for name, values in seen.items()}


def _carry(rows: list[_Row]) -> int:
    """Give a row without a domain that of the row above, as sheets leave it blank below the first; return how many.

    A subdomain is carried only within one domain.
    """
    carried, last = 0, dict.fromkeys(CARRIED, "")
    for number, row in enumerate(rows):
        values = dict(row.values)
        if values.get(Field.DOMAIN) and values[Field.DOMAIN] != last[Field.DOMAIN]:
            last[Field.SUBDOMAIN] = ""
        for field in CARRIED:
            if field in values and not values[field] and last[field]:
                values[field] = last[field]
                carried += field == Field.DOMAIN
            last[field] = values.get(field, "")
        rows[number] = _Row(row.line, values)
    return carried


def _check(file: str, row: _Row, columns: Columns, problems: Problems) -> None:
    if not row.values[Field.TEXT]:
        what, remedy = _("The goal has no text."), _("Write the goal, or remove this row.")
        problems.add(Problem(file, what, remedy, row.line, columns.by_field[Field.TEXT]))
    for field, longest in LONGEST.items():
        if len(row.values.get(field, "")) > longest:
            what = _("This text is longer than %(longest)s characters.") % {"longest": longest}
            remedy = _("Shorten it, or choose another column for this.")
            problems.add(Problem(file, what, remedy, row.line, columns.by_field[field]))


def _check_doubles(file: str, rows: Iterable[_Row], columns: Columns, problems: Problems) -> None:
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(fold(row.values.get(field, "")) for field in Field if field != Field.EXAMPLES)
        if key in first and row.values[Field.TEXT]:
            what = _("This goal stands on line %(line)s already.") % {"line": first[key]}
            remedy = _("Remove one of both, or give them another code or phase.")
            problems.add(Problem(file, what, remedy, row.line, columns.by_field[Field.TEXT]))
        first.setdefault(key, row.line)


def _goals(rows: Iterable[_Row], about: About) -> Iterable[GoalContent]:
    """Yield every domain before its goals, in the order in which the sheet first names them."""
    rows = list(rows)
    tree: dict[tuple[str, ...], list[_Row]] = {}
    for row in rows:
        path = tuple(part for part in (row.values.get(field, "") for field in CARRIED) if part)
        tree.setdefault(path, []).append(row)
    names = _names(rows)
    known: set[tuple[str, ...]] = set()
    for path in _together(tree):
        for depth in range(1, len(path) + 1):
            place = path[:depth]
            if place not in known:
                known.add(place)
                above = _id(about, *place[:-1]) if depth > 1 else None
                yield GoalContent(_id(about, *place), above, {about.language: place[-1]}, kind="domain")
        for row in tree[path]:
            yield _goal(row, names[row.line], _id(about, *path) if path else None, about)


def _together(tree: Mapping[tuple[str, ...], list[_Row]]) -> list[tuple[str, ...]]:
    """Return the paths with those of one domain after each other."""
    domains = list(dict.fromkeys(path[:1] for path in tree))
    return sorted(tree, key=lambda path: (domains.index(path[:1]), len(path) > 1))


def _goal(row: _Row, name: tuple[str, ...], above: str | None, about: About) -> GoalContent:
    def said(field: Field) -> dict[str, str]:
        return {about.language: row.values[field]} if row.values.get(field) else {}

    return GoalContent(
        identifier=_id(about, "goal", *name),
        parent=above,
        statement=said(Field.TEXT),
        code=row.values.get(Field.CODE, ""),
        kind=row.values.get(Field.KIND, "") or "goal",
        level=row.values.get(Field.LEVEL, ""),
        learner_wording=said(Field.LEARNER),
        notes=said(Field.EXAMPLES),
    )


def _names(rows: Iterable[_Row]) -> dict[int, tuple[str, ...]]:
    """Return by line what a goal is known by when the sheet comes in again: its code, else also its phase, its text.

    A goal with a code of its own stays the same goal when its text changes.
    """
    rows = list(rows)
    by_code = Counter(row.values.get(Field.CODE, "") for row in rows)
    pairs = Counter((row.values.get(Field.CODE, ""), row.values.get(Field.LEVEL, "")) for row in rows)
    found: dict[int, tuple[str, ...]] = {}
    for row in rows:
        code, level = row.values.get(Field.CODE, ""), row.values.get(Field.LEVEL, "")
        if code and by_code[code] == 1:
            found[row.line] = (code,)
        elif code and pairs[code, level] == 1:
            found[row.line] = (code, level)
        else:
            path = (
                row.values.get(Field.DOMAIN, ""),
                row.values.get(Field.SUBDOMAIN, ""),
                row.values.get(Field.KIND, ""),
            )
            found[row.line] = (code, level, *path, fold(row.values[Field.TEXT]), row.values.get(Field.LEARNER, ""))
    return found


def _id(about: About, *parts: str) -> str:
    """Return an identifier that is the same each time the sheet comes in, and that CASE accepts."""
    return str(uuid5(NAMESPACE_URL, "\n".join((about.identifier, *parts))))
