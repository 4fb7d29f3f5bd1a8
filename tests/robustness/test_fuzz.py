"""Every address with what nobody should send: never a server error.

Once around by default; ``FUZZ=2000 SEED=7`` sends that many, drawn from that seed.
"""

import os
import random
import sys
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import DjangoDbBlocker

from tests.worlds import World, small_world

pytestmark = pytest.mark.django_db
REQUESTS = int(os.environ.get("FUZZ", "0"))
SEED = int(os.environ.get("SEED", "1"))
PEOPLE = ("teacher", "head", "secretary", "officer", "analyst", "guardian", "learner", "nobody")
NUMBERS = ("0", "1", "2", "7", "999999", str(2**31), str(2**63), str(10**40))
WORDS = ("x", "goals", "roster", "json", "-" * 300, "0" * 64, "00000000-0000-4000-8000-000000000000")
VALUES = (
    "", "1", "-1", "2", "1e999", "NaN", "9" * 30, "\x00", "\U0001f600", "=1+1", "<script>", "' OR 1=1 --",
    "../../etc/passwd", "2026-02-30", "0001-01-01", "9999-12-31", "[]", "{}", "[[null]]", "null", "true", "a" * 5000,
    WORDS[-1],
)  # fmt: skip
TYPES = ("application/json", "text/plain", "application/x-www-form-urlencoded")
BODIES = (
    "", "[]", "{}", "null", '{"marks": [1]}', '{"marks": {"a": "b"}}', "[" * 3000, "\x00", '{"marks": [{}]}',
    '{"marks": [{"learner": 1e99, "column": null, "value": "x"}]}', "%%%", "a=%ff",
)  # fmt: skip


def routes(found: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Yield the route of every address."""
    for one in found:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, route)
        else:
            yield route


ROUTES = sorted(routes(get_resolver().url_patterns))


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Build the world once, in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield small_world()
        transaction.set_rollback(True)


def filled(route: str, chance: random.Random, known: list[str]) -> str:
    """Return an address of ``route``: now and then with the id of something that exists."""
    parts = []
    for part in route.replace("<", "\n<").replace(">", ">\n").split("\n"):
        if part.startswith("<int:"):
            parts.append(chance.choice([*NUMBERS, *known]))
        elif part.startswith("<uuid:"):
            parts.append(WORDS[-1])
        elif part.startswith("<"):
            parts.append(chance.choice(WORDS))
        else:
            parts.append(part)
    return "/" + "".join(parts)


def send(client: Client, address: str, names: list[str], chance: random.Random) -> HttpResponse:
    """Send something nobody would."""
    client.raise_request_exception = False
    values = {name: chance.choice(VALUES) for name in chance.sample(names, k=min(len(names), 6))}
    kind = chance.randrange(5)
    if kind == 0:
        return client.get(address, values, headers=chance.choice([{}, {"hx-request": "true"}]))
    if kind == 1:
        return client.generic("POST", address, chance.choice(BODIES).encode(), chance.choice(TYPES))
    if kind == 2:
        name = chance.choice(VALUES).replace("\x00", "") or "x"
        content = chance.choice([b"", b"PK\x03\x04", b"\xff\xd8\xff", b"a,b\n1", os.urandom(64), b"{}"])
        return client.post(address, values | {"file": SimpleUploadedFile(name, content)})
    if kind == 3:
        return client.generic(chance.choice(["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"]), address)
    return client.post(address, values | {chance.choice(names): [chance.choice(VALUES) for _ in range(3)]})


NAMES = [
    "learner", "goal", "unit", "step", "note", "capture", "seen", "seen_at", "marks", "kind", "text", "title", "on",
    "goals", "groups", "here", "size", "purpose", "ends", "starts", "name", "proposal", "chosen", "need", "choice",
    "sure", "mode", "allow", "table", "question", "granted", "login", "password", "code", "credential", "account",
    "language", "next", "file", "q", "page", "notice", "person", "extra", "official", "other", "tag", "say",
]  # fmt: skip


def test_nothing_that_is_sent_breaks_the_server(world: World) -> None:
    chance = random.Random(SEED)
    known = [str(one.pk) for one in (world.group, world.school, *world.learners[:2], *world.goals.values())]
    clients = {name: Client() for name in PEOPLE}
    for name in PEOPLE[:-1]:
        person = world.learners[0] if name == "learner" else getattr(world, name)
        clients[name].force_login(person.account)
    broken, answered = [], set()
    for number in range(REQUESTS or len(ROUTES)):
        route = ROUTES[number % len(ROUTES)]
        if "afmelden" in route or "toestellen" in route:
            continue
        name = chance.choice(PEOPLE)
        address = filled(route, chance, known)
        with transaction.atomic():
            answer = send(clients[name], address, NAMES, chance)
            transaction.set_rollback(answer.status_code >= 500)
        answered.add(answer.status_code)
        if answer.status_code >= 500:
            broken.append(
                f"{number}: {name} {answer.request['REQUEST_METHOD']} {address[:120]}: {answer.exc_info}"[:600]
            )
    cache.clear()
    sys.stdout.write(f"{REQUESTS or len(ROUTES)} requests to {len(ROUTES)} addresses: {sorted(answered)}\n")
    assert broken == []
    assert {200, 302, 404, 405} <= answered
