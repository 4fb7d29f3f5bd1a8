"""Keeping persons and their guardians, in bulk."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.network.people.models import Guardianship, Person

BATCH = 2000
_PERSONS = Reference("people.person", "")


@transaction.atomic
def create_people(*, people: Sequence[Person], by: int | None) -> list[Person]:
    """Store new persons; one audit event for the batch."""
    created = Person.objects.bulk_create(people, batch_size=BATCH)
    record(verb="create people", on=_PERSONS, by=by, count=len(created))
    return created


@transaction.atomic
def change_people(*, people: Sequence[Person], by: int | None) -> None:
    """Store the names and addresses that were set on ``people``; one audit event for the batch."""
    Person.objects.bulk_update(people, ["given_name", "family_name", "email"], batch_size=500)
    record(verb="change people", on=_PERSONS, by=by, count=len(people))


@transaction.atomic
def add_guardians(*, guardianships: Sequence[Guardianship], by: int | None) -> list[Guardianship]:
    """Let guardians act for learners; one audit event for the batch."""
    created = Guardianship.objects.bulk_create(guardianships, batch_size=BATCH)
    record(verb="add guardians", on=_PERSONS, by=by, count=len(created))
    return created


@transaction.atomic
def end_guardians(*, guardianships: Sequence[Guardianship], on: date, by: int | None) -> None:
    """End guardianships: ``on`` is the last day they hold, never before their first."""
    for guardianship in guardianships:
        guardianship.ends = max(on, guardianship.starts)
    Guardianship.objects.bulk_update(guardianships, ["ends"], batch_size=BATCH)
    record(verb="end guardians", on=_PERSONS, by=by, count=len(guardianships))
