"""The people: adults in their posts, learners in their classes of this year and last year, all with an account."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zlib import crc32

import numpy as np

from samenwijzer.demo.blueprint import GUEST, NAMED, POSTS, SHOWN_CLASS, ClassSpec, SchoolSpec
from samenwijzer.demo.names import ADULTS, CHILDREN, Names
from samenwijzer.demo.story import CAST
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.actions import open_accounts
from samenwijzer.network.organisation.actions import add_members
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit
from samenwijzer.network.people.actions import create_people
from samenwijzer.network.people.models import Person

MAIL = "noorderlicht.example"
PRESENCE, PRESENCE_OF_GUEST = 0.95, 0.3


def lots(seed: int, *about: str) -> np.random.Generator:
    """Return the lots of one subject: the same whatever else is built."""
    return np.random.default_rng([seed, *(crc32(part.encode()) for part in about)])


@dataclass(frozen=True)
class Pupil:
    """A learner in a class of this year: since when known here, and on which share of school days present."""

    person: Person
    joined: date
    presence: float = PRESENCE


@dataclass(frozen=True)
class Population:
    """Everybody: adults by their key in the blueprint, and the pupils of this year's classes by name of the class."""

    adults: dict[str, Person]
    classes: dict[str, list[Pupil]]


def populate(*, schools: tuple[SchoolSpec, ...], units: dict[str, Unit], year: SchoolYear, seed: int) -> Population:
    """Create everybody and put them where they belong; ``units`` are all units by name."""
    names = Names()
    for given, family in (*((one.given, one.family) for one in CAST), *NAMED.values()):
        names.reserve(given, family)
    adults = {key: _adult(key, names, seed) for key in _adult_keys(schools, units)}
    specs = [spec for school in schools for spec in school.classes if spec.size]
    classes = {spec.name: _pupils(spec, names, year, seed) for spec in specs}
    people = [*adults.values(), *(pupil.person for pupils in classes.values() for pupil in pupils)]
    usernames = [names.username(one.given_name, one.family_name) for one in people]
    for adult, username in zip(adults.values(), usernames, strict=False):
        adult.email = f"{username}@{MAIL}"
    create_people(people=people, by=None)
    open_accounts(people=people, usernames=usernames, by=None)
    _invite_guest(classes, year)
    memberships = [*_posts(schools, units, adults, year), *_places(schools, units, classes, year)]
    add_members(memberships=memberships, by=None)
    return Population(adults, classes)


def _adult_keys(schools: tuple[SchoolSpec, ...], units: dict[str, Unit]) -> list[str]:
    keys = [post.adult for post in POSTS if post.unit in units]
    keys += [one for school in schools for spec in school.classes for one in spec.teachers]
    keys += [one for school in schools for team in school.core_teams for one in team.adults]
    return list(dict.fromkeys(keys))


def _adult(key: str, names: Names, seed: int) -> Person:
    given, family = NAMED.get(key) or names.deal(1, given=ADULTS, rng=lots(seed, key))[0]
    return Person(given_name=given, family_name=family)


def _pupils(spec: ClassSpec, names: Names, year: SchoolYear, seed: int) -> list[Pupil]:
    if spec.name == SHOWN_CLASS:
        pairs = [(one.given, one.family) for one in CAST]
    else:
        given = ADULTS if spec.level == "CVO" else CHILDREN
        pairs = names.deal(spec.size, given=given, rng=lots(seed, "names", spec.name))
    known = round(spec.known * spec.size) if spec.came_from else 0
    before = date(year.start, 2, 1) if spec.stays else year.previous.first_day
    return [
        Pupil(Person(given_name=given, family_name=family), before if place < known else year.first_day)
        for place, (given, family) in enumerate(pairs)
    ]


def _invite_guest(classes: dict[str, list[Pupil]], year: SchoolYear) -> None:
    """Let one learner of a class also follow lessons in a class of another school."""
    home, away = GUEST
    if home in classes and away in classes:
        classes[away].append(Pupil(classes[home][0].person, year.first_day, PRESENCE_OF_GUEST))


def _posts(
    schools: tuple[SchoolSpec, ...], units: dict[str, Unit], adults: dict[str, Person], year: SchoolYear
) -> Iterator[Membership]:
    places = [(post.adult, post.role, post.unit) for post in POSTS if post.unit in units]
    for school in schools:
        places += [(one, "teacher", spec.name) for spec in school.classes for one in spec.teachers]
        places += [(one, "teacher", team.name) for team in school.core_teams for one in team.adults]
        places += [(one, "member", team.name) for team in school.subject_teams for one in team.adults]
    for adult, role, name in places:
        unit = units[name]
        starts = unit.starts or year.previous.first_day
        yield Membership(person=adults[adult], unit=unit, role=role, starts=starts, ends=unit.ends)


def _places(
    schools: tuple[SchoolSpec, ...], units: dict[str, Unit], classes: dict[str, list[Pupil]], year: SchoolYear
) -> Iterator[Membership]:
    """Yield the learners' memberships: this year's class and core team, last year's, one where they stayed."""
    team_of = {name: team.name for school in schools for team in school.core_teams for name in team.classes}
    for spec in (spec for school in schools for spec in school.classes if spec.size):
        now = [spec.name, team_of[spec.name]]
        before = [spec.came_from, team_of.get(spec.came_from, "")]
        for pupil in classes[spec.name]:
            for this, last in zip(now, before, strict=True):
                known = pupil.joined < year.first_day
                if known and last in units and last != this:
                    yield _learner(pupil, units[last], pupil.joined, year.previous.last_day)
                stayed = known and last == this
                yield _learner(pupil, units[this], pupil.joined if stayed else year.first_day)


def _learner(pupil: Pupil, unit: Unit, starts: date, ends: date | None = None) -> Membership:
    return Membership(person=pupil.person, unit=unit, role=LEARNER, starts=starts, ends=ends)
