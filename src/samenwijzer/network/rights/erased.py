"""Who was erased, kept beside the database, so that a backup from before does not bring anybody back.

``erased.jsonl`` in the product's home, a line a person: the number, the moment, and a mark made with the pseudonym key,
so that a list means nothing in an installation with another key. There is no name in it.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q, Value
from django.db.models.functions import Greatest

from samenwijzer.foundation.pseudonyms import pseudonym
from samenwijzer.network.organisation.models import Membership
from samenwijzer.network.people.models import Person
from samenwijzer.network.rights.erasure import empty_person
from samenwijzer.network.rights.models import Erasure


@dataclass(frozen=True)
class Erased:
    """That this person was erased then."""

    person: int
    at: str
    mark: str


def write_list() -> None:
    """Bring the list up to date with the tombstones; nothing that stands in it goes. Safe to kill."""
    if Erasure._meta.db_table not in connection.introspection.table_names():
        return
    standing = {person: _line(person, at) for person, at in Erasure.objects.values_list("person_id", "at")}
    listed = {one.person: one for one in _listed()}
    if standing.keys() - listed.keys():
        _keep((standing | listed).values())


def erase_again(*, since: datetime) -> int:
    """Erase whoever the list says was erased after ``since`` and is back; return how many. Safe to kill and do again.

    To be done when a backup of ``since`` was put back, before anything else: numbers given out since then are given
    out anew, so that whoever is not there now leaves the list.
    """
    later = [one for one in _listed() if datetime.fromisoformat(one.at) > since]
    back = _back(later)
    for one in later:
        if one.person in back:
            _erase(one)
    there = set(Person.objects.filter(pk__in=[one.person for one in later]).values_list("pk", flat=True))
    _keep([one for one in _listed() if one not in later or one.person in there])
    return len(back)


def people_back() -> int:
    """Return how many people stand in the list of the erased and have no tombstone."""
    return len(_back(_listed()))


def _erase(one: Erased) -> None:
    """Erase again; what the backup knew as open ended on that day at the latest."""
    last = datetime.fromisoformat(one.at).date()
    with transaction.atomic():
        stays = Membership.objects.filter(Q(ends=None) | Q(ends__gt=last), person=one.person)
        stays.update(ends=Greatest("starts", Value(last)))
        empty_person(person=one.person, by=None)


def _back(listed: Iterable[Erased]) -> set[int]:
    wanted = {one.person for one in listed}
    standing = Person.objects.filter(pk__in=wanted, erasure=None)
    return set(standing.values_list("pk", flat=True))


def _line(person: int, at: datetime) -> Erased:
    return Erased(person, at.isoformat(), pseudonym(person, scope="erased"))


def _listed() -> list[Erased]:
    """Return what stands in the list under the key of this installation."""
    if not _file().exists():
        return []
    found = [Erased(**json.loads(line)) for line in _file().read_text().splitlines()]
    return [one for one in found if one.mark == pseudonym(one.person, scope="erased")]


def _keep(lines: Iterable[Erased]) -> None:
    part = _file().with_suffix(".part")
    with part.open("w") as out:
        out.writelines(json.dumps(asdict(one)) + "\n" for one in lines)
        out.flush()
        os.fsync(out.fileno())
    part.replace(_file())


def _file() -> Path:
    home: Path = settings.HOME
    return home / "erased.jsonl"
