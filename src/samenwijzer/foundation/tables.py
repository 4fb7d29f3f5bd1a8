"""Tables from outside, CSV or XLSX: a header and rows of text, each row with its line."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from samenwijzer.foundation.archives import Archive
from samenwijzer.foundation.problems import Problem, Problems, refuse

MAX_BYTES = 300 * 1024 * 1024
MAX_FIELD = 100_000
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Table:
    """A table that can be read once: ``rows`` yields (line, values), each row exactly as wide as ``header``.

    Values have no surrounding blanks. Lines that hold nothing are passed over; a ragged line is a problem and is left
    out: ``ragged`` names those met so far.
    """

    file: str
    header: tuple[str, ...]
    rows: Iterator[Row]
    ragged: list[int]


def open_table(path: Path, problems: Problems) -> Table:
    """Open the CSV or XLSX file at ``path``; which of the two shows in its first bytes, not in its name."""
    if path.stat().st_size > MAX_BYTES:
        raise refuse(
            path.name,
            _("The file is larger than %(size)s MB.") % {"size": MAX_BYTES // 1024 // 1024},
            _("Split it and bring the parts in one after another."),
        )
    return _table(path.name, raw_lines(path), problems)


def from_csv(file: str, data: bytes, problems: Problems) -> Table:
    """Read CSV: UTF-8 with or without byte order mark; comma, semicolon or tab, whichever the header has most of."""
    return _table(file, raw_csv(file, data), problems)


def raw_lines(path: Path) -> Iterator[Row]:
    """Return the lines of the CSV or XLSX file at ``path`` as they stand, the column names and ragged ones included."""
    data = path.read_bytes()
    return _xlsx_lines(path) if data.startswith(b"PK\x03\x04") else raw_csv(path.name, data)


def raw_csv(file: str, data: bytes) -> Iterator[Row]:
    """Return the lines of CSV as they stand, the column names and ragged ones included."""
    text = _decoded(file, data)
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return _csv_lines(file, text, delimiter)


def _decoded(file: str, data: bytes) -> str:
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refuse(
            file,
            _("The letters are not stored as UTF-8, so that names would be spoiled."),
            _("Save again and choose “CSV UTF-8” (in Excel) or character set UTF-8."),
            line=data.count(b"\n", 0, error.start) + 1,
        ) from error
    if "\0" in text:
        raise refuse(
            file,
            _("This is not a text file."),
            _("Export again as CSV, or choose another file."),
            line=text.count("\n", 0, text.index("\0")) + 1,
        )
    return text


def _csv_lines(file: str, text: str, delimiter: str) -> Iterator[Row]:
    csv.field_size_limit(MAX_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for values in reader:
            yield line, [value.strip() for value in values]
            line = reader.line_num + 1
    except csv.Error as error:
        raise refuse(
            file,
            _("From this line on the file cannot be read (%(why)s).") % {"why": error},
            _("Look for a quotation mark that is opened and not closed."),
            line=line,
        ) from error


def _xlsx_lines(path: Path) -> Iterator[Row]:
    Archive(path)  # the limits of a zip hold for a workbook too
    try:
        # From memory, because a workbook read lazily keeps its file open until nobody reads any more.
        workbook = load_workbook(BytesIO(path.read_bytes()), read_only=True, data_only=True)
        sheet = workbook.worksheets[0]
    except (InvalidFileException, BadZipFile, KeyError, IndexError, ValueError) as error:
        raise refuse(
            path.name, _("This is not a readable Excel workbook."), _("Save it again as .xlsx or as CSV UTF-8.")
        ) from error
    return ((number, [_cell(value) for value in row]) for number, row in enumerate(sheet.values, start=1))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


def _table(file: str, lines: Iterator[Row], problems: Problems) -> Table:
    header = next((values for _line, values in lines if any(values)), None)
    if header is None:
        raise refuse(file, _("The file is empty."), _("Export again; at least the column names must be there."))
    ragged: list[int] = []
    return Table(file, tuple(header), _even_rows(file, len(header), lines, problems, ragged), ragged)


def _even_rows(file: str, width: int, lines: Iterator[Row], problems: Problems, ragged: list[int]) -> Iterator[Row]:
    for line, values in lines:
        if len(values) == width:
            if any(values):
                yield line, values
        elif any(values):
            ragged.append(line)
            problems.add(
                Problem(
                    file,
                    _("This line has %(found)s fields; the line of column names has %(wanted)s.")
                    % {"found": len(values), "wanted": width},
                    _("Look for a missing or extra separator, or for text with a separator and no quotation marks."),
                    line,
                )
            )
