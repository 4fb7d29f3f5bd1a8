"""Putting a plain field of a person right, in answer to who asked for it, and back again.

Plain are the fields that :class:`Person` declares as personal and that hold words: a name, an address. What else is
held follows from what somebody did or saw, and is put right where that was done.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.people.actions import change_people
from samenwijzer.network.people.models import Person


def plain_fields() -> list[str]:
    """Return the names of the fields of a person that can be put right by themselves."""
    declared = [Person._meta.get_field(name) for name in Person.personal_data.fields]
    return [one.name for one in declared if isinstance(one, models.CharField)]


def put_right(*, person: int, field: str, value: str, by: int) -> Mapping[str, str]:
    """Let ``field`` of a person hold ``value``; return which field, and what it held before and holds after.

    Refused: another field, what it cannot hold, or what it holds already. Part of a transaction of who calls.
    """
    if field not in plain_fields():
        raise Refused(_("Choose what is put right."))
    found = Person.objects.select_for_update().get(pk=person)
    before, after = getattr(found, field), " ".join(value.split())
    setattr(found, field, after)
    try:
        found.clean_fields(exclude={one.name for one in Person._meta.fields} - {field})
    except ValidationError as error:
        raise Refused(_("This cannot stand there: %(why)s") % {"why": " ".join(error.messages)}) from error
    if after == before:
        raise Refused(_("It stands there like that already."))
    _keep(found, field, after, by, verb="correct")
    return {"field": field, "before": before, "after": after}


def put_back(*, person: int, corrected: Mapping[str, str], by: int) -> None:
    """Let a field hold what it held before; refused where somebody changed it since."""
    found = Person.objects.select_for_update().get(pk=person)
    if getattr(found, corrected["field"]) != corrected["after"]:
        raise Refused(_("It was changed again since. Nothing was put back."))
    _keep(found, corrected["field"], corrected["before"], by, verb="undo correction of")


def _keep(person: Person, field: str, value: str, by: int, *, verb: str) -> None:
    setattr(person, field, value)
    change_people(people=[person], by=by)
    record(verb=f"{verb} {field}", on=Reference("people.person", str(person.pk)), by=by)
