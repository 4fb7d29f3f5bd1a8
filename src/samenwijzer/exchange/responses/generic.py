"""Five columns: user_id, item_id, timestamp (seconds), correct and skill_id, with or without a Q-matrix.

The layout in which Gervet, Koedinger, Schneider & Mitchell (2020) prepared public data. A zip may hold the table and
the matrix (``.npz``) together.
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TextIO
from zipfile import is_zipfile

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.exchange.formulas import restored_table
from samenwijzer.exchange.purposes import unused
from samenwijzer.exchange.responses.blanks import with_blanks
from samenwijzer.exchange.responses.content import Course, Response, Responses, dataset_of
from samenwijzer.exchange.responses.q_matrix import QMatrix
from samenwijzer.exchange.responses.rest import Rest, write_table
from samenwijzer.foundation.archives import Archive
from samenwijzer.foundation.columns import Column, Parse, ReadingError, Record, Records, one_of, whole
from samenwijzer.foundation.problems import Problem, Problems, refuse
from samenwijzer.foundation.tables import Row, Table, from_csv, open_table, raw_csv, raw_lines

LAYOUT = "generic"
# Fewer seconds than this since 1970 is no date of a response in a digital tool; more is not counted in seconds.
EARLIEST, LATEST = 3e8, 1e11


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < LATEST:
        raise ReadingError(
            _("“%(text)s” is not a number of seconds.") % {"text": text}, _("Write digits only, for example 12.")
        )
    return seconds


def _mark(text: str) -> float:
    parse: Parse = one_of("0", "1")
    return float(parse(text.removesuffix(".0")))


SKILL = Column("skill_id", lambda text: str(whole(text)))
COLUMNS = (
    Column("user_id", needed=True, longest=100),
    Column("item_id", needed=True, longest=80),
    Column("timestamp", _seconds, needed=True, empty=0.0),
    Column("correct", _mark, needed=True, empty=0.0),
)


def read(path: Path, problems: Problems | None = None, *, q_matrix: Path | None = None) -> Responses:
    """Return the responses in the table at ``path``; raise ``FileRefused`` with every mistake in it.

    With ``q_matrix``, or one beside the table in a zip, the skills are those of the item; without, ``skill_id`` is.
    """
    problems = problems if problems is not None else Problems()
    archive = _archive(path)
    matrix = _matrix(archive, q_matrix)
    table = _table(path, archive, problems)
    skill = with_blanks(SKILL, table) if matrix else Column(SKILL.name, SKILL.parse, needed=True)
    records = Records(table, (*COLUMNS, *([] if matrix and skill.needed else [skill])), problems)
    gathered = _Gathered(table.file, matrix, problems)
    for record in records:
        if record.is_sound:
            gathered.take(record)
    problems.refuse_if_any()
    if not gathered.responses:
        raise refuse(path.name, _("There are no responses in this file."), _("Choose another file."))
    dataset = dataset_of(path)
    rows = gathered.responses
    return Responses(
        layout=LAYOUT,
        file=path.name,
        digest=sha256(path.read_bytes()).hexdigest(),
        responses=tuple(rows),
        courses=(Course(dataset, dataset, (), tuple(dict.fromkeys(row.learner for row in rows))),),
        skills={id: id for id in sorted({id for row in rows for id in row.skills}, key=int)},
        unused=tuple(unused(table.file, column) for column in records.unread),
        dataset=dataset,
        remarks=gathered.remarks,
    )


def write_rest(path: Path, rest: Rest, out: TextIO) -> None:
    """Write the rows that were set aside."""
    write_table(_lines(path), rest, out)


def _archive(path: Path) -> Archive | None:
    """Return the zip of table and matrix; a workbook is a zip as well, but holds no table as text."""
    if not is_zipfile(path):
        return None
    archive = Archive(path)
    return archive if _named(archive, ".csv", ".tsv", ".txt") else None


def _named(archive: Archive, *endings: str) -> str:
    return next((name for name in archive.names if name.casefold().endswith(endings)), "")


def _table(path: Path, archive: Archive | None, problems: Problems) -> Table:
    if archive is None:
        return restored_table(open_table(path, problems))
    name = _named(archive, ".csv", ".tsv", ".txt")
    return from_csv(name, archive.read(name), problems)


def _lines(path: Path) -> Iterator[Row]:
    archive = _archive(path)
    if archive is None:
        return raw_lines(path)
    name = _named(archive, ".csv", ".tsv", ".txt")
    return raw_csv(name, archive.read(name))


def _matrix(archive: Archive | None, path: Path | None) -> QMatrix | None:
    if path:
        Archive(path)  # an npz is a zip, and the limits of one hold
        return QMatrix(path.name, path.read_bytes())
    name = _named(archive, ".npz") if archive else ""
    return QMatrix(name, archive.read(name)) if archive and name else None


class _Gathered:
    def __init__(self, file: str, matrix: QMatrix | None, problems: Problems) -> None:
        self._file, self._matrix, self._problems = file, matrix, problems
        self.responses: list[Response] = []
        self._lines: dict[str, int] = {}
        self._without = 0

    @property
    def remarks(self) -> tuple[str, ...]:
        sentence = ngettext(
            "%(count)s response is about no skill and is left out.",
            "%(count)s responses are about no skill and are left out.",
            self._without,
        )
        return (sentence % {"count": self._without},) if self._without else ()

    def take(self, record: Record) -> None:
        learner, item, seconds = (record.values[name] for name in ("user_id", "item_id", "timestamp"))
        key = f"{learner}:{item}:{seconds:.3f}"
        first = self._lines.setdefault(key, record.line)
        if first != record.line:
            what = _("This response of this learner stands on line %(first)s already.") % {"first": first}
            self._problems.add(Problem(self._file, what, _("Keep one of the two rows."), record.line, "timestamp"))
        elif (skills := self._skills(record, item)) is not None:
            self._without += not skills
            if skills:
                row = Response(record.line, key, learner, item, skills, record.values["correct"], _when(seconds))
                self.responses.append(row)

    def _skills(self, record: Record, item: str) -> tuple[str, ...] | None:
        """Return the skills of a row, or ``None`` where the item does not stand in the matrix."""
        if self._matrix is None:
            return (record.values[SKILL.name],)
        if item.isdecimal() and int(item) < self._matrix.items:
            return self._matrix.skills(int(item))
        self._problems.add(
            Problem(
                self._file,
                _("Item “%(item)s” does not stand in the matrix of skills.") % {"item": item},
                _("Choose the matrix that belongs to this file."),
                record.line,
                "item_id",
            )
        )
        return None


def _when(seconds: float) -> datetime | float:
    return datetime.fromtimestamp(seconds, timezone.get_current_timezone()) if seconds >= EARLIEST else seconds
