"""The question to the class: answers become evidence and a proposal, by key, tap or device; nobody has to explain."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.rules import current
from samenwijzer.learning.groups.models import Grouping
from samenwijzer.learning.lessons.models import LiveAnswer, LiveCheck
from samenwijzer.network.notices.models import Notice
from samenwijzer.network.people.models import Person
from tests.worlds import World

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
QUERIES = 30


@pytest.fixture
def teacher(world: World) -> Client:
    return world.client_of(world.teacher)


@pytest.fixture
def check(world: World, teacher: Client) -> LiveCheck:
    goal = world.goals["compare"].pk
    answers = {"answer-0": "1/2", "answer-1": "1/3", "answer-2": "1/4"}
    sent = {"goal": goal, "right": 0, "question": "Wat is het grootst?"}
    teacher.post(reverse("live_check_ask", args=[world.group.pk]), sent | answers)
    return LiveCheck.objects.get()


def take_in(client: Client, check: LiveCheck, choices: dict[Person, object]) -> HttpResponse:
    sent = {f"choice-{who.pk}": choice for who, choice in choices.items()}
    return client.post(reverse("live_check_take_in", args=[check.pk]), sent, headers=HTMX)


@pytest.mark.demand("D-037")
def test_the_last_answer_brings_the_proposal_without_any_device(
    world: World, teacher: Client, check: LiveCheck, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    first, second, third, *others = world.learners
    with django_assert_max_num_queries(QUERIES):  # the answer to the last tap holds the proposal: one round trip
        answer = take_in(teacher, check, {first: 1, second: 2, third: 1} | dict.fromkeys(others, 0))
    found = " ".join(answer.content.decode().split())
    assert "6 van 6 antwoorden zijn binnen" in found
    assert found.count("data-joins") == 3
    of_third = found.partition("Antwoordde “1/3”")[2].partition("Antwoordde “1/4”")[0]
    assert f'data-joins="{first.pk}"' in of_third
    assert f'data-joins="{third.pk}"' in of_third
    assert f'data-joins="{second.pk}"' not in of_third
    standing = current().filter(kind=Evidence.Kind.ITEM_RESPONSE)
    assert {one.learner_id: one.outcome for one in standing} == {one.pk: float(one in others) for one in world.learners}
    take_in(teacher, check, {first: 0, second: "-"})
    assert current().get(learner=first, kind="item_response").outcome == 1
    assert not current().filter(learner=second, kind="item_response").exists(), "an answer is taken back"
    assert Evidence.objects.filter(learner=first, kind="item_response").count() == 2, "a change is a new row"
    on_to_groups = teacher.post(reverse("live_check_close", args=[check.pk]), {"groups": "1"})
    assert on_to_groups["Location"].startswith(f"/groepen/{world.group.pk}/?purpose=instruction&goal=")
    assert f"learner={third.pk}" in on_to_groups["Location"]
    assert not Grouping.objects.exists(), "R9: nothing is assigned by itself"


def test_learners_answer_on_a_device_until_the_check_is_closed(world: World, teacher: Client, check: LiveCheck) -> None:
    noor, other = world.client_of(world.learners[0]), world.client_of(world.other_learners[0])
    assert "Wat is het grootst?" in noor.get(reverse("my_tasks")).content.decode()
    assert "Wat is het grootst?" not in other.get(reverse("my_tasks")).content.decode()
    address = reverse("my_live_answer", args=[check.pk])
    assert noor.post(address, {"choice": "1"}).status_code == 302
    noor.post(address, {"choice": "0"})
    assert LiveAnswer.objects.get().choice == 0
    assert noor.post(address, {"choice": "7"}).status_code == 422
    polled = teacher.get(reverse("live_check", args=[check.pk]), headers=HTMX).content.decode()
    assert f"{world.learners[0].pk}:0" in polled
    teacher.post(reverse("live_check_close", args=[check.pk]))
    assert noor.post(address, {"choice": "1"}).status_code == 404
    assert LiveAnswer.objects.get().choice == 0


@pytest.mark.demand("D-024")
def test_leaving_a_proposal_aside_asks_no_reason_and_is_told_to_nobody(
    world: World, teacher: Client, check: LiveCheck
) -> None:
    first, second, *others = world.learners
    shown = take_in(teacher, check, {first: 1, second: 1} | dict.fromkeys(others, 0)).content.decode()
    assert "Niet nu" in shown
    assert "textarea" not in shown
    before = AuditEvent.objects.count(), Notice.objects.count()
    aside = teacher.post(reverse("live_check_close", args=[check.pk]), follow=True)
    assert "Aan groepen veranderde niets" in aside.content.decode()
    assert (AuditEvent.objects.count(), Notice.objects.count()) == before, "no trail says what was done with it"
    groups = {
        "purpose": "instruction", "size": 4, "here": [one.pk for one in world.learners],
        "goal": world.goals["compare"].pk, "name": "Orion", "proposal": f"balance:[[null, [{first.pk}, {second.pk}]]]",
        "chosen": "0", "groups": f"[[null, [{others[0].pk}]]]",
        "ends": (timezone.localdate() + timedelta(days=2)).isoformat(),
    }  # fmt: skip
    published = teacher.post(reverse("groups_publish", args=[world.group.pk]), groups)
    assert published.status_code == 302, "other groups than proposed, without a word"
    last = AuditEvent.objects.order_by("-pk").first()
    assert last is not None
    assert last.verb == "publish groups"
    assert Notice.objects.count() == before[1]
    head = world.client_of(world.head)
    assert head.get(reverse("live_check", args=[check.pk])).status_code == 404
