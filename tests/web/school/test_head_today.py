"""Vandaag of a head: what is due with owner and state, where the school stands, constant in queries."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samenwijzer.network.calendar.models import Absence
from samenwijzer.network.rights.actions import ask
from samenwijzer.practice.technology.actions import ask_idea, plan_action, register_tool, start_trial
from samenwijzer.practice.technology.models import DigitalAction
from tests.rounds import flex_round
from tests.worlds import World, seen, small_world

QUERIES = 12


def busy(world: World) -> World:
    """Let everything be due that can be, an action too late."""
    head, today = world.viewer(world.head), timezone.localdate()
    plan_action(
        unit=world.school.pk,
        block="data",
        text="Toestellen tellen",
        aim="",
        owner=world.teacher.pk,
        until=today,
        by=head,
    )
    DigitalAction.objects.update(until=today - timedelta(days=2))
    said = {"serves": "gain", "purpose": "lezen", "evidence": "", "cost": Decimal(0), "privacy": ""}
    tool = register_tool(unit=world.school.pk, name="Bingel", **said, by=head)
    start_trial(tool=tool.pk, question="Helpt het?", measure="toets", starts=today, ends=today + timedelta(1), by=head)
    ask(person=world.learners[0].pk, kind="objection", text="Niet doen.", by=world.viewer(world.learners[0]))
    flex_round(world)
    ask_idea(text="Sneller", by=world.viewer(world.teacher))
    Absence.objects.create(person=world.learners[0], first=today, last=today)
    for learner in world.learners[:2]:
        seen(learner, world.goals["add"], [0.5, 0.7])
    return world


def test_a_head_sees_what_is_due_with_owner_and_state_late_first(world: World) -> None:
    page = world.client_of(busy(world).head).get("/school/")
    late, *others = [(line.due.title, line.due.owner, line.is_late) for line in page.context["lines"]]
    assert late == ("Toestellen tellen", "Lotte Vermeulen", True)
    assert ("Beslis over de proef van Bingel", "", False) in others
    assert {line.due.kind for line in page.context["lines"]} == {"action", "trial", "request", "round"}
    assert all(world.client_of(world.head).get(line.href).status_code == 200 for line in page.context["lines"])
    standing = page.context["day"].standing
    assert (standing.groups, standing.planned, standing.seen, standing.away) == (2, 1, 4, 1)
    assert page.context["day"].ideas == 1
    assert str(world.learners[0]) not in page.content.decode()


def test_every_screen_named_there_opens_and_a_quiet_school_says_so(world: World) -> None:
    client = world.client_of(world.head)
    page = client.get("/school/")
    assert "Niets heeft een datum" in page.content.decode()
    addresses = [href for room in page.context["rooms"] for _title, _icon, href in room.doors]
    answers = {href: client.get(href).status_code for href in addresses}
    assert not {href: code for href, code in answers.items() if code not in (200, 302)}


def test_it_takes_few_queries_however_much_there_is(
    db: None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    world = busy(small_world(learners=30))
    client = world.client_of(world.head)
    with django_assert_max_num_queries(QUERIES):
        client.get("/school/")
