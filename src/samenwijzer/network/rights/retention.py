"""Emptying, once a day, what is past its term; nobody has to remember it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import models, transaction
from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone

from samenwijzer.foundation.append_only import AppendOnly
from samenwijzer.foundation.audit import sealing
from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.lake.work import forget
from samenwijzer.foundation.personal_data import Erasing, Keep, PersonalData, declared
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.foundation.tasks.registry import Progress
from samenwijzer.network.organisation.models import Membership
from samenwijzer.network.people.models import Guardianship, Person
from samenwijzer.network.rights.erased import write_list
from samenwijzer.network.rights.erasure import emptied, erase_rows

#: School years after the one in which somebody left, for the terms that count from leaving.
YEARS_AFTER_LEAVING = {Keep.ENROLMENT_AND_FIVE: 5, Keep.ENROLMENT_AND_ONE: 1, Keep.ACCOUNT: 1}
#: Terms that count from a moment. What has its own work for a shorter one is emptied here too, should that not run.
SPANS = {
    Keep.DAY: timedelta(0),
    Keep.FOUR_WEEKS: timedelta(weeks=4),
    Keep.FIVE_YEARS: timedelta(days=5 * 365 + 2),
}
BATCH = 500
_MOMENTS = (models.DateTimeField, models.DateField)


def empty_past_term(*, progress: Progress, on: date | None = None) -> None:
    """Do with every row past its term what its declaration says; again does nothing new. ``on``: today."""
    today = on or timezone.localdate()
    tables = sorted(declared(), key=lambda one: one[1].subject.count("__"), reverse=True)
    left = {term: left_before(_day_of_leaving(today, years)) for term, years in YEARS_AFTER_LEAVING.items()}
    for number, (model, what) in enumerate(tables, start=1):
        if what.keep in left:
            _empty_of_people(model, what, left[what.keep])
        else:
            _empty_of_moments(model, what, today)
        progress(number, len(tables))
    write_list()
    forget(progress=lambda done, total: None)
    removed = sealing.empty_past_term()
    if removed:
        record(verb="empty past term", on=Reference("audit.trail", ""), by=None, count=removed)


def _day_of_leaving(today: date, years: int) -> date:
    """Return the last day on which somebody may have left for a term of ``years`` school years to be over."""
    return date(SchoolYear.of(today).start - years, 8, 31)


def past_longest_term(on: date) -> list[int]:
    """Return who left so long ago that on day ``on`` nothing about learning is kept any more."""
    return left_before(_day_of_leaving(on, max(YEARS_AFTER_LEAVING.values())))


def left_before(day: date) -> list[int]:
    """Return who was last in a unit, or last guardian of somebody, on ``day`` or before.

    Nobody of whom no end is known: neither a member today nor one that never was in a unit has left.
    """
    stays = Membership.objects.filter(Q(ends=None) | Q(ends__gt=day), person=OuterRef("pk"))
    guards = Guardianship.objects.filter(Q(ends=None) | Q(ends__gt=day), guardian=OuterRef("pk"))
    left = Person.objects.annotate(last=Max("memberships__ends"), ward=Max("wards__ends"))
    known = left.exclude(last=None, ward=None)
    return list(known.exclude(Exists(stays)).exclude(Exists(guards)).values_list("pk", flat=True))


def _empty_of_people(model: type[models.Model], what: PersonalData, people: list[int]) -> None:
    for first in range(0, len(people), BATCH):
        about = {**what.only, f"{what.subject}__in": people[first : first + BATCH]}
        _empty(model, what, _with_content(model, what, model._default_manager.filter(**about)))


def _empty_of_moments(model: type[models.Model], what: PersonalData, today: date) -> None:
    if issubclass(model, AppendOnly):
        return  # a trail goes batch by batch, and its seals stay
    before = today - SPANS[what.keep] if what.keep in SPANS else SchoolYear.of(today).previous.first_day
    start = timezone.make_aware(datetime.combine(before, time.min))
    rows = model._default_manager.filter(**what.only, **{f"{moment_of(model, what)}__lt": start})
    if what.erasing == Erasing.KEEP:
        rows.delete()
    else:
        _empty(model, what, _with_content(model, what, rows))


@transaction.atomic
def _empty(model: type[models.Model], what: PersonalData, rows: models.QuerySet[models.Model]) -> None:
    count = erase_rows(model, what, rows)
    if count:
        record(verb="empty past term", on=Reference(model._meta.label_lower, ""), by=None, count=count)


def _with_content(
    model: type[models.Model], what: PersonalData, rows: models.QuerySet[models.Model]
) -> models.QuerySet[models.Model]:
    """Leave out the tombstones, so that a daily run touches each row once."""
    if what.erasing != Erasing.EMPTY:
        return rows
    anything = Q(pk__in=[])
    for name, value in emptied(model, what).items():
        anything |= ~Q(**{f"{name}__isnull": True}) if value is None else ~Q(**{name: value})
    return rows.filter(anything)


def moment_of(model: type[models.Model], what: PersonalData) -> str:
    """Return the path to the moment from which the term of a row counts: declared, or its first moment."""
    return what.dated or next(_moments(model))


def _moments(model: type[models.Model]) -> Iterator[str]:
    return (field.name for field in model._meta.concrete_fields if isinstance(field, _MOMENTS) and not field.null)
