"""Staff abroad: a call each year, budgets of schools, a theme for each trip, and what it brought."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.organisation.actions import create_units
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.actions import create_people
from samenwijzer.network.people.models import Person
from samenwijzer.practice.offers.mobility.actions import Asked, admit, apply, decide, left_of, open_programme, tell_gain
from samenwijzer.practice.offers.mobility.models import Grant, Programme, Trip
from samenwijzer.practice.offers.mobility.pack import mobility
from samenwijzer.practice.offers.mobility.queries import programmes, register
from tests.worlds import World, people, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return small_world(learners=1)


def opened(world: World, title: str = "Erasmus+") -> Programme:
    by = world.viewer(world.central_staff)
    made = open_programme(title=title, starts=by.on, ends=by.on + timedelta(days=300), budget=Decimal(5000), by=by)
    admit(programme=made.pk, school=world.school.pk, amount=Decimal(2000), by=by)
    return made


def asked(world: World, made: Programme, person: Person, *, theme: str = "inclusion", cost: int = 900) -> Trip:
    by = world.viewer(person)
    what = Asked(world.school.pk, "shadowing", theme, "Lissabon", "Hoe doen zij het?", by.on, by.on, Decimal(cost))
    return apply(programme=made.pk, asked=what, by=by)


@pytest.mark.demand("D-480")
def test_without_a_theme_nothing_is_approved_and_school_and_net_see_what_is_left(world: World) -> None:
    made, net, head = opened(world), world.viewer(world.central_staff), world.viewer(world.head)
    trip = asked(world, made, world.teacher, theme="")
    with pytest.raises(Refused):
        decide(trip=trip.pk, approves=True, by=net)
    with pytest.raises(IntegrityError), transaction.atomic():
        Trip.objects.filter(pk=trip.pk).update(state="approved")
    decide(trip=trip.pk, approves=True, theme="differentiation", by=net)
    for viewer in (net, head):
        line = register(viewer=viewer, programme=made.pk).schools[0]
        assert (line.amount, line.left, line.trips) == (2000, 1100, 1)
    dear = asked(world, made, world.colleague, cost=1200)
    with pytest.raises(Refused):
        decide(trip=dear.pk, approves=True, by=net)
    assert left_of(made.pk, world.school.pk) == 1100
    # What was approved stays paid: no budget under it.
    with pytest.raises(Refused, match="900"):
        admit(programme=made.pk, school=world.school.pk, amount=Decimal(899), by=net)
    assert left_of(made.pk, world.school.pk) == 1100
    with pytest.raises(Refused):
        admit(programme=made.pk, school=world.other_school.pk, amount=Decimal(3001), by=net)
    for outsider in (head, world.viewer(world.teacher)):
        with pytest.raises(NotVisible):
            decide(trip=dear.pk, approves=False, by=outsider)
    with pytest.raises(Refused):
        asked_elsewhere = Asked(world.other_school.pk, "course", "digital", "Oslo", "x", head.on, head.on, Decimal(1))
        apply(programme=made.pk, asked=asked_elsewhere, by=world.viewer(world.other_teacher))
    page = register(viewer=world.viewer(world.other_teacher), programme=made.pk)
    assert (page.trips, page.schools, page.own) == ([], [], [])


@pytest.mark.demand("D-466")
def test_the_register_shows_180_mobilities_over_50_schools_by_theme(world: World) -> None:
    made, net = opened(world), world.viewer(world.central_staff)
    schools = create_units(
        units=[Unit(kind="school", name=f"School {n}", parent=world.school_group) for n in range(50)], by=None
    )
    staff = create_people(people=[Person(given_name="P", family_name=str(n)) for n in range(180)], by=None)
    Grant.objects.filter(programme=made).delete()
    Grant.objects.bulk_create(Grant(programme=made, school=one, amount=9000) for one in schools)
    themes = [one.key for one in mobility().themes]
    Trip.objects.bulk_create(
        Trip(
            programme=made, school=schools[n % 50], person=one, kind="course", theme=themes[n % 5], place="Oslo",
            question="x", starts=net.on, ends=net.on, cost=10, state="approved",
        )
        for n, one in enumerate(staff)
    )  # fmt: skip
    page = register(viewer=net, programme=made.pk)
    assert (page.approved, len(page.schools)) == (180, 50)
    assert page.themes == [(one.name, 36) for one in mobility().themes]
    told = world.client_of(world.central_staff).get(reverse("mobility", args=[made.pk])).content.decode()
    assert "Reizen: 180, scholen: 50." in told


@pytest.mark.demand("D-478")
def test_the_programme_goes_on_each_year_and_the_report_exports_participants_and_themes(world: World) -> None:
    first, net = opened(world, "Oproep 1"), world.viewer(world.central_staff)
    trip = asked(world, first, world.teacher)
    decide(trip=trip.pk, approves=True, by=net)
    open_programme(
        title="Oproep 2", starts=net.on + timedelta(days=301), ends=net.on + timedelta(days=600), budget=Decimal(1),
        by=net,
    )  # fmt: skip
    assert [str(one) for one in programmes(viewer=net)] == ["Oproep 2", "Oproep 1"]
    address = reverse("mobility_report", args=[first.pk])
    lines = world.client_of(world.central_staff).get(address).content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("deelnemer;school;thema")
    assert lines[1].startswith("Lotte Vermeulen;BS De Regenboog;sociale inclusie;job shadowing;Lissabon")
    assert world.client_of(world.head).get(address).status_code == 404


@pytest.mark.demand("D-481")
def test_the_report_separates_professional_and_personal_gain_from_five_answers_on(world: World) -> None:
    made, net = opened(world), world.viewer(world.central_staff)
    staff = people([f"Leraar Nr{n}" for n in range(5)], "teacher", world.group, net.on)
    for number, person in enumerate(staff):
        trip = asked(world, made, person, cost=100)
        with pytest.raises(NotVisible):
            tell_gain(trip=trip.pk, professional=4, personal=2, by=world.viewer(person))
        decide(trip=trip.pk, approves=True, by=net)
        assert register(viewer=net, programme=made.pk).gains is None
        words = "Ik durf meer" if number == 0 else ""
        tell_gain(trip=trip.pk, professional=4, personal=2 + number % 2, words=words, by=world.viewer(person))
    gains = register(viewer=net, programme=made.pk).gains
    assert gains is not None
    assert (gains.answers, gains.professional, gains.personal, gains.words) == (5, 4.0, 2.4, ("Ik durf meer",))
    assert register(viewer=world.viewer(world.head), programme=made.pk).gains is None
