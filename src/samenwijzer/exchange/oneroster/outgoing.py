"""What goes out of a school or school group on a day: its units, people and places, and what they are called."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from uuid import uuid4

from django.db.models import Model, Q

from samenwijzer.exchange.oneroster.members import ROLES
from samenwijzer.exchange.oneroster.places import RANKS, SCHOOL_RANK
from samenwijzer.exchange.oneroster.standing import MEMBERSHIP, PERSON, UNIT, class_key, org_key, system_name
from samenwijzer.exchange.oneroster.writing import SOURCE
from samenwijzer.foundation.identifiers.actions import remember
from samenwijzer.foundation.identifiers.queries import known
from samenwijzer.network.access.models import Account
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit
from samenwijzer.network.people.models import Guardianship, Person

#: The words for what somebody is, the most telling first.
ORDER = ("student", "guardian", "teacher", "administrator")
TO_ROLE = {own: theirs for theirs, own in ROLES.items()}


@dataclass(frozen=True)
class Outgoing:
    """Everything that stands below ``unit`` on day ``on`` or begins later; with ``since``, also what ended since then.

    ``orgs`` are the unit and the schools below it, ``members`` all its current memberships, ``places`` those of
    learners and teachers in ``classes``. The names are those that another system knows each thing by.
    """

    unit: Unit
    on: date
    since: date | None
    orgs: list[Unit]
    classes: list[Unit]
    places: list[Membership]
    members: list[Membership]
    people: list[Person]
    accounts: dict[int, Account]
    guardians: list[tuple[int, int]]
    unit_names: dict[int, str] = field(default_factory=dict)
    person_names: dict[int, str] = field(default_factory=dict)
    place_names: dict[int, str] = field(default_factory=dict)

    def is_gone(self, row: Unit | Membership) -> bool:
        """Whether a class or place had ended by the day of the export."""
        return row.ends is not None and row.ends < self.on

    def org_of(self, unit: Unit) -> int:
        """Return the id of the nearest org above ``unit``, or its own."""
        ids = {org.pk for org in self.orgs}
        return next(id for id in reversed(unit.ancestor_ids) if id in ids)

    @cached_property
    def roles(self) -> dict[int, dict[int, list[str]]]:
        """The words of the standard for what each person is, by the id of the org where; most telling first."""
        orgs_of: dict[int, list[int]] = {}
        found: dict[int, dict[int, set[str]]] = {}
        for row in self.members:
            org = self.org_of(row.unit)
            word = "student" if row.role == LEARNER else "teacher" if row.role == "teacher" else "administrator"
            found.setdefault(row.person_id, {}).setdefault(org, set()).add(word)
            if row.role == LEARNER:
                orgs_of.setdefault(row.person_id, []).append(org)
        for guardian, learner in self.guardians:
            for org in orgs_of[learner]:
                found.setdefault(guardian, {}).setdefault(org, set()).add("guardian")
        return {
            person: {org: sorted(words, key=ORDER.index) for org, words in orgs.items()}
            for person, orgs in found.items()
        }


def outgoing(*, unit: Unit, on: date, since: date | None) -> Outgoing:
    """Gather what goes out of ``unit``; what has no name yet in other systems gets one for good."""
    below = Unit.objects.filter(path__startswith=unit.path)
    schools = [kind for kind, rank in RANKS.items() if rank == SCHOOL_RANK]
    orgs = [unit, *below.filter(kind__in=schools).exclude(pk=unit.pk)]
    ids = [org.pk for org in orgs]
    standing = Q(ends=None) | Q(ends__gte=since - timedelta(days=1) if since else on)
    classes = list(below.filter(standing, kind__in=("class", "course")))
    rows = list(Membership.objects.filter(standing, unit__in=below).select_related("unit").order_by("pk"))
    members = [row for row in rows if row.ends is None or row.ends >= on]
    own = {each.pk for each in classes}
    pairs = Guardianship.objects.filter(ends=None, learner__in=[row.person_id for row in members if _is_learner(row)])
    guardians = list(pairs.order_by("pk").values_list("guardian_id", "learner_id"))
    places = [row for row in rows if row.unit_id in own and row.role in TO_ROLE]
    persons = {row.person_id for row in (*members, *places)} | {guardian for guardian, _learner in guardians}
    people = list(Person.objects.filter(pk__in=persons).order_by("pk"))
    system = system_name(SOURCE, unit.parent)
    keys = _names(system, UNIT, ids, org_key) | _names(system, UNIT, _ids(classes), class_key)
    return Outgoing(
        unit=unit,
        on=on,
        since=since,
        orgs=orgs,
        classes=classes,
        places=places,
        members=members,
        people=people,
        accounts={account.person_id: account for account in Account.objects.filter(person__in=persons)},
        guardians=guardians,
        unit_names={id: key.partition(":")[2] for id, key in keys.items()},
        person_names=_names(system, PERSON, _ids(people)),
        place_names=_names(system, MEMBERSHIP, _ids(places)),
    )


def _is_learner(row: Membership) -> bool:
    return row.role == LEARNER


def _ids(rows: Iterable[Model]) -> list[int]:
    return [row.pk for row in rows]


def _names(system: str, kind: str, ids: Iterable[int], key: Callable[[str], str] = str) -> dict[int, str]:
    """Return what each of ``ids`` is called in ``system``; what has no name yet gets one for good."""
    standing = {id: name for name, id in known(system=system, kind=kind).items()}
    fresh = {id: key(str(uuid4())) for id in ids if id not in standing}
    remember(system=system, kind=kind, ids={name: id for id, name in fresh.items()})
    return {id: standing.get(id) or fresh[id] for id in ids}
