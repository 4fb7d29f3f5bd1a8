"""What the columns of a table mean: which must be there, which must be filled, and how their text is read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from samenwijzer.foundation.problems import Problem, Problems, refuse
from samenwijzer.foundation.tables import Table


class ReadingError(Exception):
    """A value is not of the kind its column asks: ``what`` is wrong, the ``remedy``, and which ``field`` if known."""

    def __init__(self, what: str, remedy: str, field: str = "") -> None:
        super().__init__(what)
        self.what, self.remedy, self.field = what, remedy, field


Parse = Callable[[str], Any]


@dataclass(frozen=True)
class Column:
    """One column we read. ``needed``: the column must be there and filled in every row; otherwise both may lack.

    ``empty`` is the value of a field that is not filled in.
    """

    name: str
    parse: Parse = str
    needed: bool = False
    longest: int = 200
    empty: Any = ""


@dataclass(frozen=True)
class Record:
    """One row: its line, the values by column name as parsed, and whether all of them could be read."""

    line: int
    values: dict[str, Any]
    is_sound: bool


class Records:
    """Reads ``table`` after ``columns``; iterate once, then ask which other columns hold something.

    Column names match whatever their case. A name that stands twice refuses the file; needed columns that are not there
    are ``lacking``, and then no row is sound.
    """

    def __init__(self, table: Table, columns: tuple[Column, ...], problems: Problems) -> None:
        self._table, self._problems = table, problems
        places: dict[str, int] = {}
        for place, name in enumerate(table.header):
            if name and name.casefold() in places:
                raise refuse(
                    table.file,
                    _("The column “%(name)s” stands twice.") % {"name": name},
                    _("Keep one of them."),
                    line=1,
                    field=name,
                )
            places[name.casefold()] = place
        self._columns = [(column, places.pop(column.name.casefold(), None)) for column in columns]
        self._others = {place: table.header[place] for name, place in places.items() if name}
        self._filled: set[int] = set()
        self.lacking = [column.name for column, place in self._columns if column.needed and place is None]
        self._tell_lacking()

    def __iter__(self) -> Iterator[Record]:
        for line, row in self._table.rows:
            self._filled.update(place for place in self._others if place not in self._filled and row[place])
            yield self._record(line, row)

    @property
    def unread(self) -> list[str]:
        """Names of columns that hold something and that nobody asked for; complete after the last row."""
        return [self._others[place] for place in sorted(self._filled)]

    def _tell_lacking(self) -> None:
        for name in self.lacking:
            self._problems.add(
                Problem(
                    self._table.file,
                    _("The column “%(name)s” is missing.") % {"name": name},
                    _("Add it to the export, with exactly this name on the first line."),
                    1,
                    name,
                )
            )

    def _record(self, line: int, row: list[str]) -> Record:
        values: dict[str, Any] = {}
        is_sound = not self.lacking
        for column, place in self._columns:
            text = row[place] if place is not None else ""
            try:
                values[column.name] = _read(column, text, column.needed and place is not None)
            except ReadingError as error:
                is_sound, values[column.name] = False, column.empty
                self._problems.add(Problem(self._table.file, error.what, error.remedy, line, column.name))
        return Record(line, values, is_sound)


def _read(column: Column, text: str, needed: bool) -> Any:
    if not text:
        if needed:
            raise ReadingError(_("This field is empty."), _("Fill it in; it is needed in every row."))
        return column.empty
    if len(text) > column.longest:
        raise ReadingError(
            _("This text is longer than %(longest)s characters.") % {"longest": column.longest}, _("Shorten it.")
        )
    return column.parse(text)


def day(text: str) -> date:
    """Read a date written as 2026-09-01; a time behind it is left off."""
    try:
        return date.fromisoformat(text[:10]) if len(text) == 10 or text[10:11] in ("T", " ") else _no_day(text)
    except ValueError:
        return _no_day(text)


def _no_day(text: str) -> date:
    remedy = _("Write it as year-month-day, for example 2026-09-01.")
    for form in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            found = datetime.strptime(text, form).date()
        except ValueError:
            continue
        remedy = _("Write it as %(day)s.") % {"day": found.isoformat()}
    raise ReadingError(_("“%(text)s” is not a date we can read.") % {"text": text}, remedy)


def boolean(text: str) -> bool:
    """Read true or false, in any case."""
    try:
        return {"true": True, "false": False}[text.casefold()]
    except KeyError:
        raise ReadingError(
            _("“%(text)s” is neither true nor false.") % {"text": text}, _("Write true or false.")
        ) from None


def whole(text: str) -> int:
    """Read a whole number; a spreadsheet's ``12.0`` is one too."""
    try:
        return int(text.removesuffix(".0"))
    except ValueError:
        raise ReadingError(
            _("“%(text)s” is not a whole number.") % {"text": text}, _("Write digits only, for example 12.")
        ) from None


def email(text: str) -> str:
    """Read an e-mail address."""
    try:
        validate_email(text)
    except ValidationError:
        raise ReadingError(
            _("“%(text)s” is not an e-mail address.") % {"text": text}, _("Correct it or leave the field empty.")
        ) from None
    return text


def listing(text: str) -> tuple[str, ...]:
    """Read several values with commas between them."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def one_of(*words: str) -> Parse:
    """Return how to read one of ``words``, in any case; the word as it stands in ``words`` comes out."""
    known = {word.casefold(): word for word in words}

    def parse(text: str) -> str:
        if text.casefold() not in known:
            raise ReadingError(
                _("“%(text)s” is not a word that may stand here.") % {"text": text},
                _("Choose one of: %(words)s.") % {"words": ", ".join(words)},
            )
        return known[text.casefold()]

    return parse
