"""Pseudonymised rows for analysts: no names, no words, small groups withheld, each taking written down."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.personal_data import PersonalData, Purpose, declared
from samenwijzer.foundation.pseudonyms import pseudonym
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.network.rights.models import Extract
from samenwijzer.network.rights.rules import check_analyses

#: Below this number of people in a school nothing of that school goes out.
SMALLEST_GROUP = 10
_PLAIN = (models.IntegerField, models.FloatField, models.BooleanField)
_MOMENTS = (models.DateTimeField, models.DateField)


@dataclass(frozen=True)
class Taken:
    """An extract as a file, and what was written down of it."""

    content: str
    extract: Extract


def tables_to_take() -> list[str]:
    """Return the labels of the tables about learning whose rows say whom they are about."""
    return sorted(model._meta.label for model, what in declared() if _is_about_learning(model, what))


def _is_about_learning(model: type[models.Model], what: PersonalData) -> bool:
    if what.purpose != Purpose.LEARNING or "__" in what.subject:
        return False
    field = model._meta.get_field(what.subject)
    return isinstance(field, models.ForeignKey) and field.related_model is Person


@transaction.atomic
def take_extract(*, table: str, question: str, by: Viewer) -> Taken:
    """Return the rows of ``table`` about learners below the unit ``by`` analyses, as CSV, and write that down.

    Per row: a pseudonym of the learner and of the school, figures, choices, keys of goals, and days rounded to their
    Monday. Schools with fewer than :data:`SMALLEST_GROUP` people are withheld. Pseudonyms hold within one table of one
    analyst, so that two files cannot be laid beside each other.
    """
    unit = check_analyses(by)
    if table not in tables_to_take():
        raise Refused(_("This table cannot be taken."))
    check_question(question)
    model = apps.get_model(table)
    what: PersonalData = model.personal_data
    schools = schools_below(unit, by.on)
    rows = list(_rows(model, what, schools))
    kept, withheld = _large_enough(rows, schools, what.subject)
    extract = Extract.objects.create(
        by_id=by.person_id,
        unit=unit,
        table=table,
        question=question.strip()[:300],
        rows=len(kept),
        people=len({row[what.subject] for row in kept}),
        withheld=withheld,
    )
    record(verb="take extract", on=Reference("rights.extract", str(extract.pk)), by=by.person_id, count=len(kept))
    return Taken(_written(kept, schools, what.subject, scope=f"{by.person_id}/{table}"), extract)


def check_question(question: str) -> None:
    """Refuse rows that answer no question."""
    if len(question.strip()) < 10:
        raise Refused(_("Write the question these rows are to answer."))


def schools_below(unit: Unit, on: date) -> dict[int, int]:
    """Return the school of every learner below ``unit``: the highest unit with learners of whoever is in several."""
    rows = Membership.objects.filter(active(on), unit__path__startswith=unit.path, role=LEARNER)
    found: dict[int, int] = {}
    above = len(unit.ancestor_ids)
    for person, path in rows.order_by("-unit__path").values_list("person_id", "unit__path"):
        ids = [int(part) for part in path.split("/") if part]
        found[person] = ids[min(above, len(ids) - 1)]
    return found


def _rows(model: type[models.Model], what: PersonalData, people: Iterable[int]) -> Iterable[dict[str, Any]]:
    names = [what.subject]
    for name in what.fields:
        field = model._meta.get_field(name)
        to_another_thing = isinstance(field, models.ForeignKey) and field.related_model is not Person
        if isinstance(field, (*_PLAIN, *_MOMENTS)) or getattr(field, "choices", None) or to_another_thing:
            names.append(name)
    wanted = {f"{what.subject}__in": list(people), **what.only}
    rows = model._default_manager.filter(**wanted)
    shown = rows.exclude(**what.withheld) if what.withheld else rows
    return shown.order_by("pk").values(*dict.fromkeys(names))


def _large_enough(
    rows: list[dict[str, Any]], schools: dict[int, int], subject: str
) -> tuple[list[dict[str, Any]], int]:
    people: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        people[schools[row[subject]]].add(row[subject])
    kept = [row for row in rows if len(people[schools[row[subject]]]) >= SMALLEST_GROUP]
    return kept, len(rows) - len(kept)


def _written(rows: list[dict[str, Any]], schools: dict[int, int], subject: str, *, scope: str) -> str:
    out = io.StringIO()
    names = [name for name in rows[0] if name != subject] if rows else []
    writer = csv.writer(out)
    writer.writerow(["learner", "school", *names])
    for row in rows:
        who = row[subject]
        where = pseudonym(schools[who], scope=f"{scope}/school")
        writer.writerow([pseudonym(who, scope=scope), where, *(_coarse(row[name]) for name in names)])
    return out.getvalue()


def _coarse(value: Any) -> Any:
    """Round a moment to the Monday of its week; a precise one gives a child away."""
    if isinstance(value, datetime | date):
        year, week, _day = value.isocalendar()
        return date.fromisocalendar(year, week, 1).isoformat()
    return value
