"""Emptying what is held about a person; the ids of facts stay as tombstones, so that figures reproduce."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation import vault
from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.personal_data import Erasing, Ground, PersonalData, declared
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.tasks.actions import enqueue
from samenwijzer.network.organisation.models import Membership, active
from samenwijzer.network.rights.models import Erasure
from samenwijzer.network.rights.records import rows_about

_TEXT = (models.CharField, models.TextField)
_NUMBER = (models.IntegerField, models.FloatField, models.DecimalField)


def erase_person(*, person: int, by: int | None, on: date) -> Erasure:
    """Empty all that is held about ``person`` and leave a tombstone.

    Refused while the person is in a unit: the task of the school goes on until then (GDPR article 17(3)(b)). What a
    legal obligation keeps (the trails) stays until its own term. Files go when the transaction has ended; the worker
    then rewrites what the lake holds of this person, and as the tombstone stands it does so after any kill.
    """
    if Membership.objects.filter(active(on), person=person).exists():
        raise Refused(_("This person is still in a class or team. Erasing is possible once that has ended."))
    return empty_person(person=person, by=by)


@transaction.atomic
def empty_person(*, person: int, by: int | None) -> Erasure:
    """Empty all that is held about ``person``, who was in no unit any more, and leave a tombstone."""
    count = sum(erase_rows(model, what, rows_about(model, what, person)) for model, what in _ordered())
    tombstone, _is_new = Erasure.objects.update_or_create(
        person_id=person, defaults={"by_id": by}, create_defaults={"by_id": by, "rows": count}
    )
    enqueue(name="forget in lake", erasure=tombstone.pk)
    record(verb="erase person", on=Reference("people.person", str(person)), by=by, count=count)
    return tombstone


def erase_without_consent(*, person: int, kind: str) -> int:
    """Remove the rows about ``person`` that rest on consent to ``kind``; return how many."""
    count = 0
    for model, what in _ordered():
        if what.ground == Ground.CONSENT and what.consent:
            count += erase_rows(model, what, rows_about(model, what, person).filter(**{what.consent: kind}))
    return count


def erase_rows(model: type[models.Model], what: PersonalData, rows: models.QuerySet[Any]) -> int:
    """Do with ``rows`` what their declaration says, and throw away their files; return how many rows it concerned."""
    if what.erasing == Erasing.KEEP:
        return 0
    digests = set(rows.values_list(what.file, flat=True)) if what.file else set()
    if what.erasing == Erasing.DELETE:
        count = rows.count()
        rows.delete()
    else:
        empty = emptied(model, what)
        count = rows.order_by().update(**empty) if empty else 0
    if digests:
        transaction.on_commit(lambda: _throw_away(model, what.file, digests))
    return count


def emptied(model: type[models.Model], what: PersonalData) -> dict[str, Any]:
    """Return the empty value of every field with content: text, lists, and figures that may be missing.

    Keys, moments, choices and yes-or-no stay: without the person's name they say that something was, not of whom.
    """
    values: dict[str, Any] = {}
    for name in what.fields:
        field = model._meta.get_field(name)
        if isinstance(field, models.JSONField):
            values[name] = None if field.null else field.get_default()
        elif isinstance(field, _TEXT) and not field.choices and not field.unique:
            values[name] = None if field.null else ""
        elif isinstance(field, _NUMBER) and field.null and not field.primary_key:
            values[name] = None
    return values


def _ordered() -> list[tuple[type[models.Model], PersonalData]]:
    """Return the declared models, those whose rows point to other rows about a person before the rows pointed to."""
    return sorted(declared(), key=lambda one: one[1].subject.count("__"), reverse=True)


def _throw_away(model: type[models.Model], field: str, digests: Iterable[str]) -> None:
    """Remove the files that no row names any more."""
    wanted = set(digests)
    for digest in wanted - set(model._default_manager.filter(**{f"{field}__in": wanted}).values_list(field, flat=True)):
        vault.throw_away(digest)
