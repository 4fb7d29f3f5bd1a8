"""The people of a file of responses: known by a number only, with a place in their class; teachers can sign in."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from samenwijzer.exchange.responses.content import Period, Responses
from samenwijzer.foundation.identifiers.actions import remember
from samenwijzer.foundation.identifiers.queries import known
from samenwijzer.foundation.problems import Problem, Problems
from samenwijzer.network.access.actions import open_accounts
from samenwijzer.network.access.models import Account
from samenwijzer.network.organisation.actions import add_members
from samenwijzer.network.organisation.models import LEARNER, Membership
from samenwijzer.network.people.actions import create_people
from samenwijzer.network.people.models import Person

KIND = "people.person"
TEACHER = "teacher"
# Stored, so they do not follow the language of whoever brings the file in.
LEARNER_NAME, TEACHER_NAME = "Leerling", "Leraar"
Place = tuple[str, str, str]


@dataclass(frozen=True)
class PeoplePlan:
    """Which people (by key, ``user:1`` or ``teacher:1``), accounts and places (person, class, role) lack."""

    system: str
    ids: dict[str, int]
    learners: tuple[str, ...]
    teachers: tuple[str, ...]
    accounts: tuple[str, ...]
    places: tuple[Place, ...]
    standing_places: int
    periods: dict[Place, Period]


def plan_people(responses: Responses, unit_ids: dict[str, int], problems: Problems) -> PeoplePlan:
    """Compare the people and classes of ``responses`` with what stands."""
    ids = known(system=responses.system, kind=KIND)
    places = _places(responses)
    keys = dict.fromkeys(person for person, _klas, _role in places)
    teachers = tuple(key for key in keys if key.startswith("teacher:"))
    standing = _standing(unit_ids)
    new_places = tuple(
        place for place in places if (ids.get(place[0], 0), unit_ids.get(place[1], 0), place[2]) not in standing
    )
    return PeoplePlan(
        system=responses.system,
        ids=ids,
        learners=tuple(key for key in keys if key.startswith("user:") and key not in ids),
        teachers=tuple(key for key in teachers if key not in ids),
        accounts=_accounts(responses.file, teachers, ids, problems),
        places=new_places,
        standing_places=len(places) - len(new_places),
        periods={
            (f"user:{id}", f"class:{course.id}", LEARNER): period
            for course in responses.courses
            for id, period in course.periods.items()
        },
    )


def _places(responses: Responses) -> list[Place]:
    found = [
        place
        for course in responses.courses
        for place in (
            *((f"teacher:{id}", f"class:{course.id}", TEACHER) for id in course.teachers),
            *((f"user:{id}", f"class:{course.id}", LEARNER) for id in course.learners),
            *((f"user:{id}", f"school:{school}", LEARNER) for id, school in course.guests),
        )
    ]
    return list(dict.fromkeys(found))  # a guest in two classes has one place in the own school


def _standing(unit_ids: dict[str, int]) -> set[tuple[int, int, str]]:
    rows = Membership.objects.filter(unit__in=unit_ids.values())
    return set(rows.values_list("person_id", "unit_id", "role"))


def username(key: str) -> str:
    """Return the username of a teacher: ``leraar-22763``."""
    return f"leraar-{key.partition(':')[2]}"


def _accounts(file: str, teachers: tuple[str, ...], ids: dict[str, int], problems: Problems) -> tuple[str, ...]:
    """Return the teachers without account; a username that somebody else holds is a problem."""
    people = [ids[key] for key in teachers if key in ids]
    with_account = set(Account.objects.filter(person__in=people).values_list("person_id", flat=True))
    wanted = tuple(key for key in teachers if ids.get(key) not in with_account)
    for taken in Account.objects.in_bulk([username(key) for key in wanted], field_name="username"):
        problems.add(
            Problem(
                file,
                _("The username “%(name)s” belongs to somebody else here.") % {"name": taken},
                _("Rename that account first."),
                field="teacher_id",
            )
        )
    return wanted


def store_people(plan: PeoplePlan, unit_ids: dict[str, int], *, starts: date, by: int | None) -> dict[str, int]:
    """Make the people, accounts and places that lack and return the id of each person by key.

    A place of which the file tells no first day begins on the day ``starts``.
    """
    names = dict.fromkeys(plan.learners, LEARNER_NAME) | dict.fromkeys(plan.teachers, TEACHER_NAME)
    ids = dict(plan.ids)
    if names:
        people = [Person(given_name=name, family_name=key.partition(":")[2]) for key, name in names.items()]
        created = create_people(people=people, by=by)
        fresh = {key: person.pk for key, person in zip(names, created, strict=True)}
        remember(system=plan.system, kind=KIND, ids=fresh)
        ids |= fresh
    if plan.accounts:
        holders = Person.objects.in_bulk([ids[key] for key in plan.accounts])
        open_accounts(
            people=[holders[ids[key]] for key in plan.accounts],
            usernames=[username(key) for key in plan.accounts],
            by=by,
        )
    if plan.places:
        add_members(memberships=[_membership(place, plan, ids, unit_ids, starts) for place in plan.places], by=by)
    return ids


def _membership(
    place: Place, plan: PeoplePlan, ids: dict[str, int], unit_ids: dict[str, int], starts: date
) -> Membership:
    person, klas, role = place
    first, last = plan.periods.get(place, (None, None))
    return Membership(person_id=ids[person], unit_id=unit_ids[klas], role=role, starts=first or starts, ends=last)
