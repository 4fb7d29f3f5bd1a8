"""The indicators of a school, its group and the network: figures that add up, breaks, and own ambitions apart."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.organisation.models import Membership, Unit
from samenwijzer.practice.documents.actions import start_document
from samenwijzer.practice.documents.goal_actions import GoalContent, set_goal
from samenwijzer.practice.documents.pack import ambitions
from samenwijzer.quality.indicators import queries
from samenwijzer.quality.indicators.counting import count_school
from samenwijzer.quality.indicators.models import Figure
from samenwijzer.quality.indicators.queries import monitor
from samenwijzer.quality.indicators.rules import hidden_among
from tests.worlds import World, people

QUERIES = 12
OWN = "Lezen onze kleuters thuis mee?"


def keep(unit: Unit, key: str, year: int, count: int, of: int, version: int = 1) -> None:
    """Keep a figure as the counting does."""
    Figure.objects.create(
        unit=unit, indicator=key, year=year, version=version, count=count, of=of, computed_at=timezone.now()
    )


def page(client: Client, name: str, *args: object) -> str:
    """Return a page as one line, tags included."""
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200, name
    return " ".join(answer.content.decode().split())


def text(client: Client, name: str, *args: object) -> str:
    """Return a page as one line of text."""
    return " ".join(re.sub(r"<[^>]+>", " ", page(client, name, *args)).split())


@pytest.mark.demand("D-229")
@pytest.mark.demand("D-243", partly="the way from proposal to approval stands outside the product")
def test_a_card_says_how_it_counts_and_a_retired_one_stays_readable(world: World) -> None:
    head = world.client_of(world.head)
    card = text(head, "indicator_card", "zittenblijven")
    for words in (
        "Teller leerlingen die in hetzelfde leerjaar zitten als het schooljaar ervoor",
        "Noemer leerlingen van wie we in beide schooljaren het leerjaar kennen",
        "Wie niet meetelt Leerlingen die vorig schooljaar nog niet in Samenwijzer zaten",
        "Kleine aantallen Onder 10 leerlingen staat er geen cijfer.",
        "Minimum aantal leerlingen 10",
        "RE-3",
    ):
        assert words in card
    assert "nog geen bron" in text(head, "indicators")
    keep(world.school, "uitstroom", 2025, 12, 240)
    for shown in (
        text(head, "indicator_card", "uitstroom"),
        text(head, "indicators"),
        text(head, "unit_indicators", world.school.pk),
    ):
        assert "In gebruik tot en met 31 augustus 2026." in shown
    assert "12 van de 240 leerlingen in 2025-2026" in text(head, "unit_indicators", world.school.pk)


@pytest.mark.demand("D-006")
def test_a_change_of_definition_is_a_break_and_never_a_jump(world: World) -> None:
    for year, count, version in ((2024, 200, 1), (2025, 205, 1), (2026, 120, 2)):
        keep(world.school, "leerplandoelen", year, count, 240, version)
    head = world.client_of(world.head)
    shown = page(head, "unit_indicators", world.school.pk)
    assert shown.count('class="indicator-trend-break"') == 1
    drawn = re.findall(r'class="indicator-trend-line" points="([^"]+)"', shown)
    assert [len(points.split()) for points in drawn] == [2]
    assert "Vanaf 2026-2027 tellen we anders." in shown and "niet te vergelijken" in shown
    assert "bekijk dit samen" not in shown


def test_one_bad_year_in_a_school_of_forty_is_uncertain(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for year, count in ((2023, 34), (2024, 35), (2025, 22)):
        keep(world.school, "leerplandoelen", year, count, 40)
    head = world.client_of(world.head)
    assert "onzeker" in text(head, "unit_indicators", world.school.pk)
    Figure.objects.filter(year=2024).update(count=21)
    assert "bekijk dit samen" in text(head, "unit_indicators", world.school.pk)
    with django_assert_max_num_queries(QUERIES):
        head.get(reverse("unit_indicators", args=[world.school.pk]))


@pytest.mark.demand("D-245")
def test_the_same_number_at_three_levels_adds_up_or_says_what_is_hidden(world: World) -> None:
    third = create_unit(kind="school", name="BS De Linde", parent=world.school_group, by=None)
    for school, count, of in ((world.school, 60, 240), (world.other_school, 30, 100), (third, 45, 180)):
        keep(school, "schoolverandering", 2025, count, of)
    director, staff = world.client_of(world.general_director), world.client_of(world.central_staff)
    assert "60 van de 240" in text(world.client_of(world.head), "unit_indicators", world.school.pk)
    for client, unit in ((director, world.school_group), (staff, world.network)):
        shown = text(client, "unit_indicators", unit.pk)
        assert "135 van de 520" in shown and "Samen maken ze 135 van 520, het cijfer hierboven." in shown
    Figure.objects.filter(unit=world.other_school).update(count=3)
    shown = text(director, "unit_indicators", world.school_group.pk)
    # Each school is rounded to five before it counts: 3 and 97 become 5 and 95.
    assert "110 van de 520" in shown and "60 / 240" in shown
    assert "2 tonen we niet" in shown and "50 van 280" in shown and "45 / 180" not in shown
    # Nor on the page of the school that was left out to protect the other: its own head still reads it.
    assert "45 van de 180" not in text(director, "unit_indicators", third.pk)
    assert "45 van de 180" in text(
        world.client_of(people(["Mia Claes"], "head", third, timezone.localdate())[0]), "unit_indicators", third.pk
    )


def test_each_level_is_read_by_who_answers_for_it(world: World) -> None:
    """The table of access has the rows of a school; these are those above it."""
    units = (world.school, world.other_school, world.school_group, world.network, world.group)
    reads = {
        world.head: {world.school},
        world.general_director: {world.school, world.other_school, world.school_group},
        world.analyst: {world.school, world.other_school, world.school_group},
        world.central_staff: {world.network},
        world.teacher: set(),
        world.guardian: set(),
        world.learners[0]: set(),
    }
    for person, allowed in reads.items():
        client = world.client_of(person)
        for unit in units:
            answer = client.get(reverse("unit_indicators", args=[unit.pk]))
            assert answer.status_code == (200 if unit in allowed else 404), (person, unit)


def test_without_complementary_hiding_one_school_is_found_by_subtraction(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = {1: (3, 100), 2: (60, 240), 3: (45, 180)}
    assert hidden_among(parts) == {1, 3}
    for pk, (count, of) in parts.items():
        school = create_unit(kind="school", name=f"School {pk}", parent=world.school_group, by=None)
        keep(school, "schoolverandering", 2025, count, of)

    def hidden() -> int:
        found = monitor(viewer=world.viewer(world.general_director), unit=world.school_group.pk)
        return next(one.hidden for one in found.lines if one.points)

    assert hidden() == 2
    monkeypatch.setattr(queries, "hidden_among", lambda parts, fewest: {key for key in parts if parts[key][0] < 5})
    assert hidden() == 1


@pytest.mark.demand("D-223")
def test_an_own_ambition_is_marked_and_never_goes_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    head, staff = world.client_of(world.head), world.client_of(world.central_staff)
    viewer = world.viewer(world.head)
    plan = start_document(template="sop", unit=world.school.pk, by=viewer)
    content = GoalContent(
        text="Meer voorlezen thuis", ambitions=[ambitions()[0].key], question=OWN, measure="gezinnen", scale="",
        baseline=Decimal(10), baseline_on=date(2025, 9, 1), target=Decimal(30), until=date(2027, 6, 30),
    )  # fmt: skip
    set_goal(document=plan.pk, content=content, by=viewer)
    keep(world.school, "leerplandoelen", 2025, 200, 240)
    shown = text(head, "unit_indicators", world.school.pk)
    central, own = shown.split("Eigen ambities", 1)
    assert OWN in own and "eigen ambitie" in own and OWN not in central

    def goes_up() -> bool:
        above = [
            (staff, world.network),
            (world.client_of(world.general_director), world.school_group),
            (world.client_of(world.general_director), world.school),
        ]
        return any(OWN in text(client, "unit_indicators", unit.pk) for client, unit in above)

    assert not goes_up()
    monkeypatch.setattr(queries, "ambitions_in", lambda viewer, unit: Q())
    assert goes_up()


def test_counting_keeps_a_figure_a_school_year_and_counting_again_adds_none(world: World) -> None:
    on = timezone.localdate()
    year = SchoolYear.of(on)
    Membership.objects.filter(unit=world.group).update(starts=year.first_day)
    for _twice in range(2):
        count_school(school=world.school, year=year, on=on)
    moving = Figure.objects.get(unit=world.school, indicator="schoolverandering", year=year.start)
    assert moving.of == len(world.learners) + len(world.parallel_learners)
    assert "Te weinig leerlingen" in text(world.client_of(world.head), "unit_indicators", world.school.pk)
