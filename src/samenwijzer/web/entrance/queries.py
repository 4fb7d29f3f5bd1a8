"""Whom one can step in as in the demo."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import get_language

from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.organisation.pack import organisation

A_UNIT = 2
AT_FIRST = 4
#: With more school groups than this one steps in at the first of them, which is told in full, or above it.
GROUPS_AT_ONCE = 3


@dataclass(frozen=True)
class Candidate:
    """A person of the demo one can step in as, with the classes and teams in which they have the role."""

    account_id: int
    name: str
    initials: str
    units: list[str]


@dataclass(frozen=True)
class Role:
    """Some of the people with one role in one place: a few from all over it, and the others behind them."""

    title: str
    few: list[Candidate]
    others: list[Candidate]


@dataclass(frozen=True)
class Place:
    """A school, or an organisation above the schools, with its roles."""

    name: str
    holds_learners: bool
    roles: list[Role]


def people_to_step_in_as() -> list[Place]:
    """Return a few people of each role of each place, schools first (three queries, however many people)."""
    rows = _memberships()
    units = Unit.objects.in_bulk({pk for row in rows for pk in row.unit.ancestor_ids})
    by_place: dict[int, list[Membership]] = defaultdict(list)
    for row in rows:
        by_place[_place(row.unit, units).pk].append(row)
    places = [_describe(units[pk], members) for pk, members in by_place.items()]
    return sorted(places, key=lambda place: (not place.holds_learners, place.name))


def _memberships() -> list[Membership]:
    """Return at most ``A_UNIT`` memberships of each role of each unit, of people with an account."""
    order = Window(RowNumber(), partition_by=[F("unit"), F("role")], order_by=F("person").asc())
    rows = Membership.objects.filter(active(timezone.localdate()), person__account__is_active=True)
    groups = list(Unit.objects.filter(kind="school_group").order_by("pk")[: GROUPS_AT_ONCE + 1])
    if len(groups) > GROUPS_AT_ONCE:
        rows = rows.filter(Q(unit__path__startswith=groups[0].path) | Q(unit__kind="network"))
    few = rows.annotate(place_in_unit=order).filter(place_in_unit__lte=A_UNIT)
    return list(
        few.select_related("unit", "person__account").order_by("unit__kind", "unit__name", "place_in_unit", "pk")
    )


def _place(unit: Unit, units: dict[int, Unit]) -> Unit:
    """Return the school or centre that ``unit`` belongs to, or the unit itself when it stands above the schools."""
    return next((units[pk] for pk in unit.ancestor_ids if organisation().kind(units[pk].kind).holds_learners), unit)


def _describe(place: Unit, members: Sequence[Membership]) -> Place:
    language = get_language() or "nl"
    titles = {role.key: role.title.in_language(language) for role in organisation().roles}
    titles[LEARNER] = titles.pop(LEARNER)  # the adults first, in the order of the pack
    known: set[int] = set()
    roles = []
    for key, title in titles.items():
        people = _candidates([row for row in members if row.role == key and row.person_id not in known], place)
        known |= people.keys()
        if people:
            roles.append(_role(title, list(people.values())))
    return Place(place.name, holds_learners=organisation().kind(place.kind).holds_learners, roles=roles)


def _candidates(members: Iterable[Membership], place: Unit) -> dict[int, Candidate]:
    """Return the people of ``members`` by id, each once, with their units below ``place``."""
    people: dict[int, Candidate] = {}
    for row in members:
        person = row.person
        candidate = people.setdefault(person.pk, Candidate(person.account.pk, str(person), person.initials, []))
        if row.unit_id != place.pk:
            candidate.units.append(row.unit.name)
    return people


def _role(title: str, people: list[Candidate]) -> Role:
    """Show an even choice of ``people`` first, so that the few come from young and old classes."""
    stride = max(-(-len(people) // AT_FIRST), 1)
    few = people[::stride]
    return Role(title, few, [one for one in people if one not in few])
