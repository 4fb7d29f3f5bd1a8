"""Every address × every method × every person: who gets in is exactly what the table says, and no page names a learner
whom the person may not see."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from unittest import mock
from uuid import uuid4, uuid5

import pytest
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseNotFound
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.actions import record_observation
from samenwijzer.learning.evidence.attachments import attach
from samenwijzer.learning.evidence.sheet_actions import open_sheet
from samenwijzer.learning.groups.actions import Named, publish
from samenwijzer.learning.groups.basis import Asked, Placed
from samenwijzer.learning.groups.models import Grouping
from samenwijzer.learning.progress.actions import follow_up
from samenwijzer.learning.regulation.actions import ask_for_help
from samenwijzer.learning.regulation.portfolio import add_piece
from samenwijzer.network.access import rules
from samenwijzer.network.notices.models import Notice
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.actions import start_cycle
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.cycles.owners import PERSON
from samenwijzer.practice.goals.own_goal_actions import make_own_goal
from samenwijzer.practice.offers.actions import place
from samenwijzer.practice.offers.models import Offer
from samenwijzer.web import urls
from tests.access.scene import PERSONAS, Address, Scene
from tests.access.table import ADDRESSES, OPEN
from tests.media import allow, picture
from tests.rounds import flex_round, offered, opened
from tests.worlds import World, seen, small_world

pytestmark = pytest.mark.django_db
METHODS = ("GET", "POST")
IN = (HTTPStatus.OK, HTTPStatus.NO_CONTENT, HTTPStatus.FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
OUT = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED)


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            assert pattern.name, f"{pattern.pattern} has no name"
            yield pattern.name


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Build the scene once for all rows, in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = build_scene(small_world())
        # Signed in here: a session made inside one test is rolled back at its end.
        for persona in PERSONAS:
            client_of(built, persona)
        # Thousands are refused here; how the page that says so looks is tested once, with the frame.
        with mock.patch.multiple(urls, handler404=_not_found, handler403=_forbidden):
            yield built
        transaction.set_rollback(True)
    _clients.clear()


def _not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponseNotFound()


def _forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponseForbidden()


def build_scene(world: World) -> Scene:
    teacher = world.viewer(world.teacher)
    goal = world.goals["compare"]
    for learner in [*world.learners, *world.parallel_learners, *world.other_learners]:
        seen(learner, goal, [0.1, 0.2, 0.1, 0.2])
    capture = uuid4()
    noted = record_observation(
        learners=[world.learners[0].pk],
        goal=goal.pk,
        step=2,
        note="met strookjes",
        uids=[uuid5(capture, str(world.learners[0].pk))],
        by=teacher,
    )
    ask_for_help(goal=goal, by=world.viewer(world.learners[0]))
    allow(world, world.learners[0])
    choice = follow_up(learners=[world.learners[0].pk], goal=goal.pk, need="support", choice="planned", by=teacher)
    return Scene(
        world=world,
        cycle=_cycle(world, world.learners[0], "self-regulation"),
        team_cycle=_cycle(world, world.teacher, "professional"),
        attachment=attach(evidence=noted, files=[picture()], by=teacher)[0],
        piece=add_piece(
            goal=goal.pk, text="taart", why="", files=[], shared=True, by=world.viewer(world.learners[0])
        ).evidence.uid,
        occasion=open_sheet(unit=world.group.pk, title="Toets", on=teacher.on, goals=[goal.pk], by=teacher),
        capture=capture,
        follow_up=choice[0],
        notice=Notice.objects.get(person=world.teacher),
        shown=_grouping(world),
        stopped=_grouping(world),
        withdrawn=_grouping(world),
        flex_offer=_flex_offer(world),
        own_goal=make_own_goal(
            text="dinosaurussen", official=goal.pk, is_extra=False, group=None, by=world.viewer(world.learners[0])
        ),
    )


def _cycle(world: World, person: Person, template: str) -> Cycle:
    """Let somebody begin a cycle of its own."""
    owner = Reference(PERSON, str(person.pk))
    return start_cycle(template=template, owner=owner, title="breuken", due=None, by=world.viewer(person))


def _flex_offer(world: World) -> Offer:
    """Let the teacher offer something in a round that learners see, and place the learner there."""
    one = flex_round(world)
    offer = offered(world, one, "Breuken", capacity=5, adults=(world.teacher.pk,))
    opened(world, one)
    place(offer=offer.pk, people=[world.learners[0].pk], by=world.viewer(world.teacher))
    return offer


def _grouping(world: World) -> Grouping:
    """Let the teacher publish the class as one group."""
    teacher, here = world.viewer(world.teacher), tuple(one.pk for one in world.learners)
    asked = Asked(purpose="cooperation", goal=world.goals["compare"].pk, largest=6, here=here)
    return publish(
        unit=world.group.pk, asked=asked, groups=[Named("Orion", Placed(None, here))], ends=teacher.on, by=teacher
    )


@dataclass(frozen=True)
class Request:
    """A request as it is sent by everybody who tries it."""

    method: str
    url: str
    data: dict[str, Any]
    content_type: str

    @classmethod
    def at(cls, address: Address, scene: Scene) -> "Request":
        """Build what the address is about, which may write to the database."""
        url = reverse(address.name, kwargs=address.arguments(scene))
        return cls(address.method, url, address.data(scene), address.content_type)

    def by(self, client: Client) -> HttpResponse:
        """Send it, and take back what came of it: everybody finds the same."""
        with transaction.atomic():
            if self.method == "GET":
                response = client.get(self.url)
            else:
                response = client.post(self.url, self.data, self.content_type)
            transaction.set_rollback(True)
        return response


_clients: dict[str, Client] = {}


def client_of(scene: Scene, persona: str) -> Client:
    """Return the browser of a persona, signed in once for all rows."""
    if persona not in _clients:
        _clients[persona] = scene.world.client_of(PERSONAS[persona](scene.world))
    return _clients[persona]


def test_every_address_and_method_stands_in_the_table_once() -> None:
    wanted = {(name, method) for name in set(names(get_resolver().url_patterns)) - OPEN for method in METHODS}
    rows = Counter((address.name, address.method) for address in ADDRESSES)
    assert set(rows) == wanted
    assert max(rows.values(), default=1) == 1


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: f"{address.method} {address.name}")
def test_exactly_those_of_the_table_get_in_and_no_page_names_who_may_not_be_seen(
    scene: Scene, address: Address
) -> None:
    request = Request.at(address, scene)
    for persona in PERSONAS:
        response = request.by(client_of(scene, persona))
        expected = IN if persona in address.allowed else OUT
        assert response.status_code in expected, f"{persona} got {response.status_code}"
        if address.method == "GET":
            read = leaked(scene.world, persona, response)
            assert not read, f"{persona} reads {read}"
    response = request.by(Client())
    refused = response.status_code in OUT
    assert refused or response.headers.get("Location", "").startswith(reverse("sign_in")), "there without signing in"


def visible_names(world: World, persona: str) -> set[str]:
    """Say by hand, apart from the rules, which learners a persona may read the name of."""
    own, parallel, elsewhere = world.learners, world.parallel_learners, world.other_learners
    people = {
        "teacher": own,
        "colleague": parallel,
        "other_teacher": elsewhere,
        "care_coordinator": [*own, *parallel],
        "head": [*own, *parallel],
        "secretary": [*own, *parallel],
        "learner": own[:1],
        "classmate": own[1:2],
        "other_learner": elsewhere[:1],
        "guardian": own[:1],
        "officer": own[:1],
    }.get(persona, [])
    return {str(person) for person in people}


def leaked(world: World, persona: str, response: HttpResponse) -> set[str]:
    """Return the names of learners on a page that ``persona`` may not read."""
    everybody = {str(person) for person in [*world.learners, *world.parallel_learners, *world.other_learners]}
    page = response.content.decode(errors="replace")
    return {name for name in everybody - visible_names(world, persona) if name in page}


def test_a_hole_in_the_rules_is_found(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant a fault: every adult reaches the whole tree. The table must notice."""
    real = rules._reach
    monkeypatch.setattr(rules, "_reach", lambda viewer, **narrowed: real(viewer, **narrowed) | Q(unit__gt=0))
    address = next(one for one in ADDRESSES if one.name == "learner" and one.method == "GET")
    with pytest.raises(AssertionError, match="got 200"):
        test_exactly_those_of_the_table_get_in_and_no_page_names_who_may_not_be_seen(scene, address)
