"""The whole network, without its evidence: who is where, in which years, and what their week looks like."""

from collections import Counter
from datetime import date
from itertools import combinations

import pytest
from django.db.models import Q

from samenwijzer.demo.blueprint import GUEST, Size, schools
from samenwijzer.demo.population import Population, populate
from samenwijzer.demo.structure import raise_structure
from samenwijzer.demo.timetable import lay_timetable
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.models import Account
from samenwijzer.network.calendar.models import Slot
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person

YEAR = SchoolYear(2026)
TODAY = date(2026, 11, 22)


@pytest.fixture
def population(db: None) -> Population:
    specs = schools(Size.GROUP)
    units = raise_structure(schools=specs, year=YEAR)
    people = populate(schools=specs, units=units, year=YEAR, seed=1)
    lay_timetable(schools=specs, units=units, year=YEAR)
    return people


@pytest.mark.usefixtures("population")
def test_about_four_hundred_learners_in_three_schools_have_an_account_like_everybody() -> None:
    learners = Person.objects.filter(memberships__role=LEARNER).distinct()
    assert 380 <= learners.count() <= 420
    assert Account.objects.count() == Person.objects.count()
    assert all(name.isascii() and " " not in name for name in Account.objects.values_list("username", flat=True))


@pytest.mark.usefixtures("population")
def test_no_two_people_share_a_name() -> None:
    names = Counter(Person.objects.values_list("given_name", "family_name"))
    assert max(names.values()) == 1


def test_one_learner_is_in_two_schools(population: Population) -> None:
    guest = population.classes[GUEST[0]][0].person
    classes = Membership.objects.filter(active(TODAY), person=guest, role=LEARNER, unit__kind="class")
    assert set(classes.values_list("unit__name", flat=True)) == set(GUEST)
    assert classes.values("unit__parent").distinct().count() == 2


@pytest.mark.usefixtures("population")
def test_learners_have_a_class_now_and_most_had_one_last_year() -> None:
    now = Membership.objects.filter(active(TODAY), role=LEARNER, unit__kind__in=["class", "course"])
    then = Membership.objects.filter(active(date(2026, 5, 4)), role=LEARNER, unit__kind__in=["class", "course"])
    assert (
        now.values("person").distinct().count() == Person.objects.filter(memberships__role=LEARNER).distinct().count()
    )
    assert then.values("person").distinct().count() > 250
    assert not then.filter(active(TODAY), unit__kind="class").exists()


@pytest.mark.usefixtures("population")
def test_a_core_team_has_several_adults_and_keeps_learners_over_years() -> None:
    team = Unit.objects.get(name="Kernteam L3-L4")
    assert team.memberships.filter(active(TODAY), role="teacher").count() >= 3
    starts = team.memberships.filter(active(TODAY), role=LEARNER).values_list("starts", flat=True)
    assert {YEAR.previous.first_day, YEAR.first_day} == set(starts)


@pytest.mark.usefixtures("population")
def test_no_teacher_of_the_secondary_school_teaches_a_subject_in_two_classes_at_once() -> None:
    for subject, prefix in (("Wiskunde", "w"), ("Nederlands", "n")):
        specs = [spec for school in schools(Size.GROUP) for spec in school.classes if "SO-" in spec.level]
        for one, other in combinations(specs, 2):
            shared = {key for key in set(one.teachers) & set(other.teachers) if key.startswith(prefix)}
            slots = Slot.objects.filter(Q(unit__name=one.name) | Q(unit__name=other.name), title=subject)
            hours = Counter(slots.values_list("weekday", "begins"))
            assert not shared or max(hours.values()) == 1, (subject, one.name, other.name)


def test_the_same_seed_gives_the_same_people_and_another_seed_others(db: None) -> None:
    specs = schools(Size.CLASS)
    names = []
    for seed in (1, 1, 2):
        people = populate(schools=specs, units=raise_structure(schools=specs, year=YEAR), year=YEAR, seed=seed)
        names.append([str(one) for one in people.adults.values()])
        Account.objects.all().delete()
    assert names[0] == names[1] != names[2]
