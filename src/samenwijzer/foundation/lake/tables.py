"""The tables of the lake; each app registers its own at start-up, by dotted name. The lake does not know them.

A table is written a school year at a time. Its first column is who a row is about; the lake puts the pseudonym there.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
from django.apps import apps
from django.db import models
from django.utils.module_loading import import_string

from samenwijzer.foundation.personal_data import NoPersonalData, PersonalData

LEARNER = "learner"
Row = tuple[Any, ...]
#: What a column may hold. There is no text: ``key`` is one of few words that stand in code or pack. ``row`` numbers a
#: row of the product and ``place`` a unit: neither number leaves the lake as it is.
TYPES = {
    "row": pa.int64(), "place": pa.int64(),
    "number": pa.int64(), "figure": pa.float64(), "yes_or_no": pa.bool_(), "day": pa.date32(), "key": pa.string(),
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column: its type of :data:`TYPES`, and the declared field it comes from (``app.Model.field``)."""

    name: str
    type: str
    source: str

    @property
    def declaration(self) -> PersonalData | NoPersonalData | None:
        """Under which declaration it is held; ``None`` where its field is not declared, secret or holds text."""
        label, _dot, name = self.source.rpartition(".")
        model = apps.get_model(label)
        what: PersonalData | NoPersonalData | None = getattr(model, "personal_data", None)
        if _is_text(model._meta.get_field(name), self.type):
            return None
        if isinstance(what, PersonalData) and (name not in _declared(model, what) or name in what.secrets):
            return None
        return what


def _declared(model: type[models.Model], what: PersonalData) -> set[str]:
    return {*what.fields, *what.impersonal, model._meta.pk.name}


def _is_text(field: "models.Field[Any, Any]", column_type: str) -> bool:
    """Whether a field holds what somebody typed; a short field without choices may hold keys of the pack."""
    if isinstance(field, models.TextField | models.JSONField | models.BinaryField | models.FileField):
        return True
    return isinstance(field, models.CharField) and (column_type != "key" or not (field.choices or _is_key(field)))


def _is_key(field: "models.CharField[Any, Any]") -> bool:
    return field.name in {"role", "kind", "level"}


@dataclass(frozen=True)
class LakeTable:
    """A table of the lake: its columns after the learner, and where its rows come from.

    ``subject`` is the declared field that says who a row is about. ``years`` returns the school years there are rows
    of, by the calendar year they begin in; ``rows`` yields, for such a year and always in the same order, the id of
    the person and then a value a column.
    """

    name: str
    subject: str
    columns: tuple[Column, ...]
    years: Callable[[], set[int]]
    rows: Callable[[int], Iterator[Row]]

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """The pseudonym, then the others."""
        return (Column(LEARNER, "key", self.subject), *self.columns)

    @property
    def schema(self) -> pa.Schema:
        """The columns as Parquet knows them."""
        return pa.schema([(one.name, TYPES[one.type]) for one in self.all_columns])


_tables: list[str] = []
_left_out: list[str] = []


def register(table: str) -> None:
    """Let the :class:`LakeTable` of this dotted name be written to the lake; called from the owning app's ``ready``."""
    _tables.append(table)


def all_tables() -> list[LakeTable]:
    """Return the tables in the order they were registered."""
    return [import_string(name) for name in _tables]


def leave_out(people: str) -> None:
    """Keep whoever the function of this dotted name returns out of the lake: ``(on: date) -> set[int]``."""
    _left_out.append(people)


def left_out(on: date) -> set[int]:
    """Return the ids of everybody who may not be in the lake on day ``on``."""
    found: set[int] = set()
    for name in _left_out:
        read: Callable[[date], set[int]] = import_string(name)
        found |= read(on)
    return found
