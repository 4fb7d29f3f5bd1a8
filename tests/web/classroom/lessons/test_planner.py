"""*Lessen* over HTTP: a unit at two horizons, what may be missing, the label, goals, and a copy of last year."""

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samenwijzer.learning.lessons.actions import plan_units
from samenwijzer.learning.lessons.models import Activity, UnitOfWork, Variation
from samenwijzer.learning.lessons.plans import Plan, plan
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent
from samenwijzer.practice.goals.models import Goal, GoalLink
from tests.worlds import GOALS, World

pytestmark = pytest.mark.django_db
QUERIES = 12


@pytest.fixture
def teacher(world: World) -> Client:
    return world.client_of(world.teacher)


def planned(world: World) -> Plan:
    return plan(UnitOfWork.objects.get(pk=world.unit_of_work.pk))


def page(client: Client, world: World) -> str:
    return " ".join(client.get(reverse("lesson", args=[world.unit_of_work.pk])).content.decode().split())


def add(client: Client, world: World, **values: object) -> HttpResponse:
    sent = {
        "title": "Uitleg", "minutes": 50, "kind": "instruction", "approach": "instruction", "setting": "class",
        "mode": "contact", "timing": "synchronous",
    }  # fmt: skip
    return client.post(reverse("lesson_activity_new", args=[world.unit_of_work.pk]), sent | values)


def vary(client: Client, world: World, **values: object) -> HttpResponse:
    sent = {
        "goal": world.goals["compare"].pk, "title": "Strookjes", "basis": "readiness", "tier": "support",
        "channel": "hands_on", "principle": "represent",
    }  # fmt: skip
    return client.post(reverse("lesson_variation", args=[world.unit_of_work.pk]), sent | values)


def write(client: Client, world: World, address: str = "lesson_keep", **values: object) -> HttpResponse:
    work = world.unit_of_work
    sent = {"title": work.title, "starts": work.starts, "ends": work.ends, "aim_low": 70, "aim_high": 85}
    return client.post(reverse(address, args=[work.pk]), sent | values)


def mark_ready(client: Client, world: World) -> HttpResponse:
    return client.post(reverse("lesson_ready", args=[world.unit_of_work.pk]))


@pytest.mark.demand("D-120")
@pytest.mark.demand("D-091")
@pytest.mark.demand("D-168")
@pytest.mark.demand("D-405")
@pytest.mark.demand("D-026")
def test_a_plan_says_where_how_why_and_how_it_is_shared_out(world: World, teacher: Client) -> None:
    on = timezone.localdate()
    add(teacher, world, on=on, place="lokaal 3", material="breukenstroken", blocks=["together"], minutes=60)
    add(
        teacher, world, title="Filmpje thuis", kind="own_work", approach="construction", setting="alone",
        mode="distance", timing="asynchronous", why="ieder kan pauzeren", minutes=30, on=on + timedelta(days=14),
        blocks=["differentiation"],
    )  # fmt: skip
    cooperation = {"kind": "cooperation", "approach": "construction", "setting": "groups", "minutes": 10}
    for _lesson in range(3):
        add(teacher, world, blocks=["differentiation", "together"], **cooperation)
    found = page(teacher, world)
    for said in ("lokaal 3", "breukenstroken", "hele klas", "Afstand: ieder kan pauzeren", "In contact: 4"):
        assert said in found
    top, _sep, planned_below = found.partition('aria-labelledby="week"')
    assert re.search(r"De hele periode.*week \d+ van \d+.*1 activiteit, 60 min", top, re.DOTALL), "both horizons on top"
    week, _sep, coming = planned_below.partition("Nog te komen")
    assert "Uitleg" in week
    assert "Filmpje thuis" in coming
    assert "differentiatie 4 lessen, autonomie 0 lessen, samen leren 4 lessen" in found
    plan_now = planned(world)
    assert {one.key: (one.amount, one.percent) for one in plan_now.kinds} == {
        "instruction": (60, 50), "practice": (0, 0), "own_work": (30, 25), "cooperation": (30, 25),
    }  # fmt: skip
    assert {one.key: one.percent for one in plan_now.approaches} == {"instruction": 50, "construction": 50}
    assert plan_now.alone == 25, "R2: how much is done alone is visible"
    assert "Alleen: 25% van de tijd" in found


@pytest.mark.demand("D-022")
@pytest.mark.demand("D-471")
@pytest.mark.demand("D-173", partly=True)
def test_what_is_missing_is_said_softly_and_stops_nothing(world: World, teacher: Client) -> None:
    assert add(teacher, world).status_code == 302
    assert write(teacher, world, common_goal="").status_code == 302
    found = page(teacher, world)
    for rule in ("retrieval", "interaction", "common_goal", "equity"):
        assert f'data-check="{rule}"' in found
    assert "Gelijke kansen: wie valt hier buiten?" in found
    assert found.count('data-check="udl"') == 1, "one barrier with one option, no score"
    assert "Zet er een opname of een tekening bij." in found
    add(teacher, world, is_retrieval="on", kind="practice", setting="pairs")
    write(teacher, world, equity="materiaal ligt in de klas", common_goal="iedereen vergelijkt")
    vary(teacher, world, principle="represent")
    after = page(teacher, world)
    assert 'data-check="retrieval"' not in after
    assert 'data-check="equity"' not in after
    assert "Er is één manier om te tonen wat je kan" in after, "the next barrier is the one least is done for"


@pytest.mark.demand("D-029")
@pytest.mark.demand("D-174")
def test_only_the_label_asks_a_common_goal_a_variation_and_cooperation(world: World, teacher: Client) -> None:
    refused = mark_ready(teacher, world)
    assert refused.status_code == 422
    said = refused.content.decode()
    assert "wat bereikt iedereen" in said
    assert "nog geen moment van samenwerken" in said
    assert "plan een variatie, of zeg dat er geen nodig is" in said
    write(teacher, world, common_goal="iedereen vergelijkt breuken", no_variation="on")
    assert "nog geen moment van samenwerken" in mark_ready(teacher, world).content.decode()
    add(teacher, world, kind="cooperation", setting="groups")
    assert mark_ready(teacher, world).status_code == 302
    assert UnitOfWork.objects.get(pk=world.unit_of_work.pk).made_ready_at
    teacher.post(reverse("lesson_activity_drop", args=[Activity.objects.get().pk]))
    assert UnitOfWork.objects.get(pk=world.unit_of_work.pk).made_ready_at is None, "the label goes, the plan stays"
    write(teacher, world, common_goal="iedereen vergelijkt breuken")
    vary(teacher, world)
    add(teacher, world, kind="cooperation", setting="groups")
    assert mark_ready(teacher, world).status_code == 302, "a variation does as well as none needed"


@pytest.mark.demand("D-034")
@pytest.mark.demand("D-035")
def test_one_goal_is_reached_by_several_ways_and_the_balance_of_bases_is_seen(world: World, teacher: Client) -> None:
    for channel, features in (("text", ["largePrint"]), ("audio", ["readingAloud"]), ("hands_on", ["tactileObject"])):
        vary(teacher, world, title=channel, channel=channel, features=features)
    found = page(teacher, world)
    for mode in ("textual", "auditory", "tactile"):
        assert f'data-access-mode="{mode}"' in found
    assert 'data-accessibility-feature="readingAloud">wordt voorgelezen<' in found
    assert len(dict(planned(world).by_goal)[world.goals["compare"]]) == 3
    assert 'data-check="one_basis"' in found
    for _more in range(6):
        vary(teacher, world)
    vary(teacher, world, basis="interest")
    team = " ".join(teacher.get(reverse("lesson_balance")).content.decode().split())
    assert 'leerstatus</th><td class="number">9</td>' in team
    assert "90%" in team
    assert 'data-check="one_basis"' in page(teacher, world)
    vary(teacher, world, basis="profile")
    assert 'data-check="one_basis"' not in page(teacher, world)


@pytest.mark.demand("D-012")
def test_a_minimum_goal_goes_only_where_it_stays_elsewhere_in_the_year(world: World, teacher: Client) -> None:
    goal = world.goals["compare"]
    address = reverse("lesson_take_goal", args=[world.unit_of_work.pk, goal.pk])
    refused = teacher.post(address)
    assert refused.status_code == 422
    assert "minimumdoel" in refused.content.decode()
    assert "Zet het eerst in een andere lessenreeks" in refused.content.decode()
    learner = {"learner": world.learners[0].pk, "goal": goal.pk}
    leave = reverse("lesson_leave_goal", args=[world.unit_of_work.pk])
    for incomplete in ({}, {"decided_on": "2026-11-02"}, {"motivation": "omdat"}):
        answer = teacher.post(leave, learner | incomplete)
        assert answer.status_code == 422
        assert "beslissing van de klassenraad" in answer.content.decode()
    decided = {"decided_on": "2026-11-02", "motivation": "Individueel aangepast curriculum, besproken met de ouders."}
    assert teacher.post(leave, learner | decided).status_code == 302
    assert "beslist door de klassenraad op 2 november" in needs(teacher, world)
    other = UnitOfWork(group=world.group, title="Later", starts=world.unit_of_work.starts, ends=world.unit_of_work.ends)
    plan_units(units=[(other, [goal.pk])], by=None)
    assert teacher.post(address).status_code == 302
    assert goal not in planned(world).goals


def needs(client: Client, world: World) -> str:
    return client.get(reverse("lesson_needs", args=[world.unit_of_work.pk])).content.decode()


@pytest.mark.demand("D-088")
def test_last_years_unit_comes_with_the_goals_of_now_and_says_what_changed(world: World, teacher: Client) -> None:
    year = timedelta(days=364)
    work = world.unit_of_work
    old = UnitOfWork(group=world.group, title="Breuken toen", starts=work.starts - year, ends=work.ends - year)
    plan_units(units=[(old, [world.goals[key].pk for key in ("equivalent", "compare", "add", "clock")])], by=None)
    Activity.objects.create(unit_of_work=old, title="Pizza delen", on=old.starts, goal=world.goals["compare"])
    Variation.objects.create(unit_of_work=old, goal=world.goals["clock"], title="Met een klok")
    _new_version()
    answer = teacher.post(
        reverse("lesson_copy", args=[world.group.pk]), {"source": old.pk, "starts": work.starts}, follow=True
    )
    found = " ".join(answer.content.decode().split())
    copy = UnitOfWork.objects.get(copied_from=old)
    assert (copy.starts, copy.ends) == (work.starts, work.ends)
    assert {one.framework.version for one in copy.goals.all()} == {"2"}
    assert {one.identifier for one in copy.goals.all()} == {"equivalent", "compare-better", "add"}
    assert "Wat er veranderde sinds vorige keer" in found
    assert "vervangen" in found
    assert "verdwenen uit het leerplan" in found
    assert "anders verwoord" in found
    [activity] = copy.activities.all()
    assert (activity.title, activity.on, activity.goal.identifier) == ("Pizza delen", work.starts, "compare-better")
    assert not copy.variations.exists(), "its goal is gone"
    same = {"source": copy.pk, "starts": work.starts}
    again = teacher.post(reverse("lesson_copy", args=[world.group.pk]), same, follow=True)
    assert "De doelen zijn nog dezelfde" in again.content.decode()


def _new_version() -> None:
    """Bring in a version in which one goal is replaced, one reworded, one gone."""
    kept = [one for one in GOALS if one[0] in ("equivalent", "add")]
    goals = [
        GoalContent(
            identifier=key,
            parent=None,
            statement={"nl": f"De leerlingen kunnen {nl}{' met begrip' if key == 'add' else ''}."},
            short={"nl": nl},
            learner_wording={},
        )
        for key, nl, _en in (*kept, ("compare-better", "breuken vergelijken en ordenen", ""))
    ]
    old = "https://voorbeeld.example/wiskunde"
    save_framework(
        framework=FrameworkContent(
            identifier=old, version="2", title={"nl": "Wiskunde"}, kind="curriculum", status="sample",
            goals=tuple(goals), links=(),
        ),
        by=None,
    )  # fmt: skip
    after = Goal.objects.get(framework__version="2", identifier="compare-better")
    GoalLink.objects.create(
        origin=Goal.objects.get(framework__version="1", identifier="compare"),
        destination=after,
        kind=GoalLink.Kind.REPLACED_BY,
    )


def test_what_is_still_being_written_is_kept(world: World, teacher: Client) -> None:
    kept = write(teacher, world, "lesson_draft", common_goal="iedereen verg", **{"model-teach": "station"})
    assert kept.json()["kept_at"]
    found = page(teacher, world)
    assert "iedereen verg" in found
    assert '<option value="station" selected>' in found
    assert found.count('<option value="teaming">') == 3, "seven models for each of three phases"


@pytest.mark.demand("D-443")
def test_team_teaching_names_a_model_for_each_phase_and_who_does_what(world: World, teacher: Client) -> None:
    said = {"model-plan": "teaming", "model-teach": "station", "model-evaluate": "parallel"}
    said |= {
        "who-plan": "Lotte en Samir samen",
        "who-teach": "Lotte instructie, Samir hoeken",
        "who-evaluate": "elk zes",
    }
    write(teacher, world, "lesson_draft", **said)
    printed = page(teacher, world)
    for phase, model, who in (
        ("voorbereiden", "interactief model", "Lotte en Samir samen"),
        ("lesgeven", "hoekenmodel", "Lotte instructie, Samir hoeken"),
        ("terugkijken", "parallel model", "elk zes"),
    ):
        assert f"<strong>{phase}</strong>: {model} {who}" in printed


@pytest.mark.demand("D-420")
def test_the_mix_of_roles_is_seen_by_the_teacher_alone(world: World, teacher: Client) -> None:
    add(teacher, world, role="coach")
    assert "Jouw rollen" in page(teacher, world)
    for other in (world.care_coordinator, world.head):
        theirs = page(world.client_of(other), world)
        assert "Uitleg" in theirs
        assert "Jouw rollen" not in theirs
        assert "coach</th>" not in theirs


@pytest.mark.demand("D-067")
def test_what_each_does_in_own_time_is_open_for_a_week_and_needs_no_room(world: World, teacher: Client) -> None:
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    friday = monday + timedelta(days=4)
    add(teacher, world, title="Podcast", on=friday, place="lokaal 3", timing="asynchronous", mode="distance")
    add(teacher, world, title="Samen", on=friday, place="lokaal 4")
    own, together = world.unit_of_work.activities.order_by("title")
    assert (own.place, own.open_until) == ("", friday + timedelta(days=6)), "no room, a week"
    assert (together.place, together.open_until) == ("lokaal 4", friday)
    plan = planned(world)
    for day, there in (
        (monday - timedelta(days=1), []),
        (monday, [own, together]),
        (friday + timedelta(days=6), [own]),
    ):
        assert plan.week(day) == there, day
    assert plan.week(friday + timedelta(days=10)) == []
    line = page(teacher, world).partition("Podcast")[2].partition("</li>")[0]
    assert "open " in line and "geen lokaal nodig" in line
    assert "In eigen tijd: 1." in page(teacher, world)


def test_pages_ask_few_queries(
    world: World, teacher: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _n in range(4):
        add(teacher, world, role="coach", on=timezone.localdate())
        vary(teacher, world)
    group, work = world.group.pk, world.unit_of_work.pk
    of_group = [(name, group) for name in ("lessons_of_group", "instruction_watch", "live_check_ask")]
    for name, argument in (*of_group, ("lesson", work), ("lesson_goals", work), ("lesson_needs", work)):
        with django_assert_max_num_queries(QUERIES):
            assert teacher.get(reverse(name, args=[argument])).status_code == 200
