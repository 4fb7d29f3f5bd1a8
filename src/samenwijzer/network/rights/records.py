"""All that is held about one person, found through the declarations."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from samenwijzer.foundation.personal_data import PersonalData, declared
from samenwijzer.network.organisation.models import LEARNER, Membership
from samenwijzer.network.people.models import Person


@dataclass(frozen=True)
class Table:
    """The rows of one table about a person: the value of each personal field, ready to be written down."""

    label: str
    declaration: PersonalData
    fields: tuple[str, ...]
    rows: list[dict[str, Any]]


def rows_about(model: type[models.Model], declaration: PersonalData, person: int) -> models.QuerySet[models.Model]:
    """Return the rows of ``model`` that are about ``person``."""
    about = {**declaration.only, declaration.subject: person}
    return model._default_manager.filter(**about).order_by("pk")


def shown_about(model: type[models.Model], declaration: PersonalData, person: int) -> models.QuerySet[models.Model]:
    """Return the rows of ``model`` about ``person`` that a copy shows: without what is kept under secrecy."""
    rows = rows_about(model, declaration, person)
    return rows.exclude(**declaration.withheld) if declaration.withheld else rows


def record_of(person: int) -> list[Table]:
    """Return every row about ``person`` in every table, without secrets and without the names of other learners.

    Two queries a table, and one for each other table its rows point to.
    """
    tables = []
    for model, declaration in declared():
        shown = tuple(name for name in declaration.fields if name not in declaration.secrets)
        rows = list(shown_about(model, declaration, person).values(*shown))
        if rows:
            tables.append(Table(model._meta.label, declaration, shown, _named(model, rows, person)))
    return tables


def _named(model: type[models.Model], rows: list[dict[str, Any]], person: int) -> list[dict[str, Any]]:
    """Put the title of what a row points to in the place of its key."""
    for name in rows[0]:
        field = model._meta.get_field(name)
        if isinstance(field, models.ForeignKey):
            keys = {row[name] for row in rows} - {None}
            titles = _titles(field.related_model, keys, person)
            for row in rows:
                row[name] = titles.get(row[name])
    return rows


def _titles(model: type[models.Model], keys: Iterable[Any], person: int) -> dict[Any, str]:
    found = model._default_manager.in_bulk(list(keys))
    if model is not Person:
        return {key: str(one) for key, one in found.items()}
    learning = Membership.objects.filter(role=LEARNER, person__in=found.keys() - {person})
    learners = set(learning.values_list("person", flat=True))
    return {key: _("another learner") if key in learners else str(one) for key, one in found.items()}


@dataclass(frozen=True)
class Held:
    """How much one table holds about a person, and under which declaration."""

    label: str
    declaration: PersonalData
    count: int


def held_about(person: int) -> list[Held]:
    """Return the tables that hold something about ``person``, most first; one query a table."""
    counted = [Held(model._meta.label, what, shown_about(model, what, person).count()) for model, what in declared()]
    return sorted((one for one in counted if one.count), key=lambda one: -one.count)
