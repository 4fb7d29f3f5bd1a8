"""Whom one can step in as in the demo."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import get_language

from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.organisation.pack import organisation

A_UNIT = 2
A_ROLE = 3


@dataclass(frozen=True)
class Candidate:
    """A person of the demo one can step in as, with the unit that shows what they do there."""

    account_id: int
    name: str
    initials: str
    unit: str


@dataclass(frozen=True)
class Role:
    """Some of the people with one role in one place."""

    title: str
    people: list[Candidate]


@dataclass(frozen=True)
class Place:
    """A school, or an organisation above the schools, with its roles."""

    name: str
    holds_learners: bool
    roles: list[Role]


def people_to_step_in_as() -> list[Place]:
    """Return a few people of each role of each place, schools first (two queries, however many people)."""
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
    few = rows.annotate(place_in_unit=order).filter(place_in_unit__lte=A_UNIT)
    return list(few.select_related("unit", "person__account").order_by("place_in_unit", "unit__name", "pk"))


def _place(unit: Unit, units: dict[int, Unit]) -> Unit:
    """Return the school or centre that ``unit`` belongs to, or the unit itself when it stands above the schools."""
    return next((units[pk] for pk in unit.ancestor_ids if organisation().kind(units[pk].kind).holds_learners), unit)


def _describe(place: Unit, members: Iterable[Membership]) -> Place:
    language = get_language() or "nl"
    titles = {role.key: role.title.in_language(language) for role in organisation().roles}
    titles[LEARNER] = titles.pop(LEARNER)  # the adults first, in the order of the pack
    by_role: dict[str, dict[int, Candidate]] = defaultdict(dict)
    for row in members:
        people = by_role[row.role]
        if len(people) < A_ROLE:
            person = row.person
            people.setdefault(person.pk, Candidate(person.account.pk, str(person), person.initials, row.unit.name))
    roles = [Role(title, list(by_role[key].values())) for key, title in titles.items() if key in by_role]
    return Place(place.name, holds_learners=organisation().kind(place.kind).holds_learners, roles=roles)
