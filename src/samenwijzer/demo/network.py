"""A whole network: beside the school group that is told in full, all others with their stored results, in bulk.

A school group goes in whole or not at all, and is remembered when it is in. So a build that was stopped goes on where
it was, and ends with the same schools, people and figures.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import numpy as np
from django.db import transaction

from samenwijzer.demo.blueprint import NETWORK, SCHOOL_GROUP, ClassSpec, Size
from samenwijzer.demo.build import SEED, SYSTEM, Stage, build, built_on
from samenwijzer.demo.extent import WHOLE, Extent, GroupOfLearners, SchoolGroup, other_groups
from samenwijzer.demo.holidays import holidays
from samenwijzer.demo.names import ADULTS, CHILDREN, FAMILIES, Names
from samenwijzer.demo.plans import Curriculum, Stretch, plan_lessons, stretch_on
from samenwijzer.demo.population import lots
from samenwijzer.demo.results import Taught, keep_results
from samenwijzer.foundation.identifiers.actions import remember
from samenwijzer.foundation.identifiers.queries import known
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.foundation.tasks.registry import Progress
from samenwijzer.learning.progress.models import GoalPrior
from samenwijzer.network.access.actions import open_accounts
from samenwijzer.network.calendar.actions import add_closures
from samenwijzer.network.calendar.models import Closure
from samenwijzer.network.calendar.queries import school_days
from samenwijzer.network.organisation.actions import add_members, create_unit, create_units
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.actions import create_people
from samenwijzer.network.people.models import Person

#: Under this name the demo remembers each school group that is in.
PART = "network part"
SCHOOL_KINDS = ("school", "adult_education_centre", "academy")


def build_network(*, stage: Stage, today: date, fresh: bool = False, extent: Extent = WHOLE, seed: int = SEED) -> None:
    """Build the school group told in full, where it does not stand yet, and every other group beside it.

    The day until which there is evidence is that of the first group, also where the build goes on another day.
    """
    day = None if fresh else built_on(Size.GROUP)
    if day is None:
        build(size=Size.GROUP, stage=stage, today=today, seed=seed)
    complete(stage=stage, today=day or today, extent=extent, seed=seed)


def complete(*, stage: Stage, today: date, extent: Extent, seed: int) -> None:
    """Add the school groups that a network of this ``extent`` still lacks, and remember that it is finished."""
    network = Unit.objects.get(kind="network", name=NETWORK)
    first = Unit.objects.get(kind="school_group", name=SCHOOL_GROUP)
    told = Membership.objects.filter(active(today), role=LEARNER, unit__path__startswith=first.path)
    groups = other_groups(
        groups=extent.groups - 1,
        schools=extent.schools - first.children.filter(kind__in=SCHOOL_KINDS).count(),
        learners=extent.learners - told.values("person").distinct().count(),
        seed=seed,
    )
    tell, total, done = stage("Other school groups"), sum(len(group.schools) for group in groups), 0
    work, parts = Work.of(today), known(system=SYSTEM, kind=PART)
    for group in groups:
        if group.code not in parts:
            _add(group, network, work, seed, partial(_tell_beyond, tell, done, total))
        done += len(group.schools)
        tell(done, total)
    remember(system=SYSTEM, kind=Size.NETWORK.value, ids={today.isoformat(): network.pk})


def _tell_beyond(tell: Progress, done: int, total: int, more: int) -> None:
    tell(done + more, total)


@dataclass(frozen=True)
class Work:
    """What every school group shares: the day, the school year, what is usual for each goal, and the year's plans."""

    today: date
    year: SchoolYear
    priors: dict[int, float]
    curriculum: Curriculum
    plans: dict[tuple[str, str], list[Stretch]]

    @classmethod
    def of(cls, today: date) -> "Work":
        """Read the sample curricula and what is usual for their goals."""
        priors = dict(GoalPrior.objects.values_list("goal_id", "mean"))
        return cls(today, SchoolYear.of(today), priors, Curriculum(), {})

    def plan(self, spec: ClassSpec) -> list[Stretch]:
        """Return what a class like ``spec`` has begun this year; equal classes share one plan."""
        key = (spec.name if spec.level == "CVO" else "", spec.level)
        if key not in self.plans:
            stretches = self.curriculum.year_plan(spec, self.year, stretch_on(self.today))
            self.plans[key] = [one for one in stretches if one.starts <= self.today]
        return self.plans[key]


@transaction.atomic
def _add(group: SchoolGroup, network: Unit, work: Work, seed: int, tell: Callable[[int], None]) -> None:
    """Store one school group with all below it."""
    unit = create_unit(kind="school_group", name=group.name, parent=network, by=None)
    closures = [Closure(unit=unit, title=one.title, first=one.first, last=one.last) for one in holidays(work.year)]
    add_closures(closures=closures, by=None)
    schools = create_units(units=[Unit(kind=one.kind, name=one.name, parent=unit) for one in group.schools], by=None)
    classes = [
        (one, Unit(kind=school.class_kind, name=one.name, parent=place, level=one.spec.level))
        for school, place in zip(group.schools, schools, strict=True)
        for one in school.classes
    ]
    create_units(units=[place for _one, place in classes], by=None)
    plan_lessons([(place, work.plan(one.spec)) for one, place in classes])
    learners = _people(group, unit, schools, classes, work.year, lots(seed, "people", group.code))
    days = school_days(path=unit.path, first=work.year.first_day, last=work.today - timedelta(days=1))
    taught = [Taught(learners[place.pk], work.plan(one.spec)) for one, place in classes]
    rng, start = lots(seed, "results", group.code), 0
    for number, school in enumerate(group.schools, start=1):
        own, start = taught[start : start + len(school.classes)], start + len(school.classes)
        keep_results(own, days=days, priors=work.priors, rng=rng)
        tell(number)
    remember(system=SYSTEM, kind=PART, ids={group.code: unit.pk})


def _people(
    group: SchoolGroup,
    unit: Unit,
    schools: Sequence[Unit],
    classes: Sequence[tuple[GroupOfLearners, Unit]],
    year: SchoolYear,
    rng: np.random.Generator,
) -> dict[int, list[int]]:
    """Store everybody of a school group with an account and a place; return the ids of the learners of each class."""
    posts = [(unit, "general_director")]
    posts += [(school, role) for school in schools for role in ("head", "school_secretary")]
    posts += [(place, "teacher") for _one, place in classes]
    adults = len(posts)
    posts += [(place, LEARNER) for one, place in classes for _ in range(one.spec.size)]
    names, people, usernames = Names(), [], []
    for number in range(len(posts)):
        given = str(rng.choice(ADULTS if number < adults else CHILDREN))
        family = str(rng.choice(FAMILIES))
        username = f"{names.username(given, family)}.{group.code}"
        email = f"{username}@demo.example" if number < adults else ""
        people.append(Person(given_name=given, family_name=family, email=email))
        usernames.append(username)
    create_people(people=people, by=None)
    open_accounts(people=people, usernames=usernames, by=None)
    places = [
        Membership(person=person, unit=place, role=role, starts=year.first_day)
        for person, (place, role) in zip(people, posts, strict=True)
    ]
    add_members(memberships=places, by=None)
    found: dict[int, list[int]] = {place.pk: [] for _one, place in classes}
    for row in places[adults:]:
        found[row.unit_id].append(row.person_id)
    return found
