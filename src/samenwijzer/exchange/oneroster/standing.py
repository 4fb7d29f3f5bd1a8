"""What stands already of one roster's source: our rows by the identifiers that source uses."""

from dataclasses import dataclass, field
from datetime import date

from samenwijzer.exchange.oneroster.content import Roster
from samenwijzer.foundation.identifiers.models import ExternalIdentifier
from samenwijzer.foundation.identifiers.queries import known
from samenwijzer.network.access.models import Account
from samenwijzer.network.organisation.models import Membership, Unit
from samenwijzer.network.people.models import Guardianship, Person

UNIT = "organisation.unit"
PERSON = "people.person"
MEMBERSHIP = "organisation.membership"


def org_key(id: str) -> str:
    """Return the name under which the unit of an org is remembered."""
    return f"org:{id}"


def class_key(id: str) -> str:
    """Return the name under which the unit of a class is remembered."""
    return f"class:{id}"


@dataclass
class Standing:
    """Rows that earlier imports from ``system`` made, as they are now, on day ``on``.

    One system is one source under one unit: two schools that both call a learner ``us0001`` stay apart.
    """

    system: str
    on: date
    unit_ids: dict[str, int]
    units: dict[int, Unit]
    person_ids: dict[str, int]
    people: dict[int, Person]
    accounts: dict[int, Account]
    membership_ids: dict[str, int]
    memberships: dict[int, Membership]
    guardianships: dict[tuple[int, int], Guardianship]


def system_of(roster: Roster, under: Unit | None) -> str:
    """Return the name of the source of ``roster`` when it is brought in under ``under``."""
    return system_name(roster.source, under)


def system_name(source: str, under: Unit | None) -> str:
    """Return the name under which what ``source`` calls things below ``under`` is remembered."""
    return f"oneroster:{source}:{under.pk if under else ''}"[:200]


@dataclass(frozen=True)
class Adopted:
    """Units and people that stand already from elsewhere, by the names a source gives them for the first time."""

    units: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)


NOTHING = Adopted()


def standing_of(roster: Roster, *, under: Unit | None, on: date, adopted: Adopted = NOTHING) -> Standing:
    """Read everything that stands of the source of ``roster``, in a constant number of queries."""
    standing = _remembered(roster, under, on)
    standing.unit_ids |= adopted.units
    standing.units |= Unit.objects.in_bulk(adopted.units.values())
    standing.person_ids |= adopted.people
    standing.people |= Person.objects.in_bulk(adopted.people.values())
    accounts = Account.objects.filter(person__in=adopted.people.values())
    standing.accounts |= {account.person_id: account for account in accounts}
    return standing


def _remembered(roster: Roster, under: Unit | None, on: date) -> Standing:
    system = system_of(roster, under)
    ids = ExternalIdentifier.objects.filter(system=system)
    people = ids.filter(kind=PERSON).values("object_id")
    person_ids = known(system=system, kind=PERSON)
    own = set(person_ids.values())
    # One of the two sides in the query, the other here: SQLite would look up every pair of both.
    guardianships = Guardianship.objects.filter(learner__in=people, ends=None)
    return Standing(
        system=system,
        on=on,
        unit_ids=known(system=system, kind=UNIT),
        units={unit.pk: unit for unit in Unit.objects.filter(pk__in=ids.filter(kind=UNIT).values("object_id"))},
        person_ids=person_ids,
        people={person.pk: person for person in Person.objects.filter(pk__in=people).order_by()},
        accounts={account.person_id: account for account in Account.objects.filter(person__in=people)},
        membership_ids=known(system=system, kind=MEMBERSHIP),
        memberships={
            row.pk: row for row in Membership.objects.filter(pk__in=ids.filter(kind=MEMBERSHIP).values("object_id"))
        },
        guardianships={(row.guardian_id, row.learner_id): row for row in guardianships if row.guardian_id in own},
    )
