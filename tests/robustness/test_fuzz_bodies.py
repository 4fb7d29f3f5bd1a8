"""Every address with its own body, one part of it spoiled, by somebody who gets in there: never a server error.

Where ``test_fuzz.py`` knocks on every door, this one goes in: it starts from the rows of the access table, which say
what each address takes. Once around by default; ``FUZZ=2000 SEED=7`` sends that many, drawn from that seed.
"""

import json
import os
import random
import sys
from collections import Counter
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.test.client import MULTIPART_CONTENT
from django.urls import reverse

from tests.access.scene import PERSONAS, Address, Scene
from tests.access.table import ADDRESSES
from tests.access.test_table import build_scene
from tests.worlds import small_world

pytestmark = pytest.mark.django_db
REQUESTS = int(os.environ.get("FUZZ", "0"))
SEED = int(os.environ.get("SEED", "1"))
SIGNS_OUT = {"usersessions_list", "account_change_password"}
HOSTILE: tuple[Any, ...] = (
    "", " ", "-1", "0", "1e999", "NaN", "9" * 19, "9" * 40, "a" * 20_000, "\x00", "\U0001f600", "\ud7ff", "=1+1", "<b>",
    "' OR 1=1 --", "../../etc/passwd", "2026-02-30", "0001-01-01", "9999-12-31", "24:61", "[]", "{}", "null", "[[1]]",
    "00000000-0000-4000-8000-000000000000", ["1", "x", ""], ["9" * 19] * 3,
)  # fmt: skip
HOSTILE_JSON: tuple[Any, ...] = (None, [], {}, [[]], True, -1, 1e300, 10**30, "", "x", {"a": {"b": []}}, "\x00")


def spoiled(value: Any, chance: random.Random) -> Any:
    """Return JSON with one part of it replaced by something else."""
    if isinstance(value, dict) and value and chance.random() < 0.8:
        key = chance.choice(sorted(value))
        return {**value, key: spoiled(value[key], chance)}
    if isinstance(value, list) and value and chance.random() < 0.8:
        place = chance.randrange(len(value))
        return [*value[:place], spoiled(value[place], chance), *value[place + 1 :]]
    return chance.choice(HOSTILE_JSON)


def send(client: Client, address: Address, scene: Scene, chance: random.Random) -> HttpResponse:
    """Send what the address takes with one part spoiled, left out, or a file in its place."""
    url, data = reverse(address.name, kwargs=address.arguments(scene)), dict(address.data(scene))
    headers = chance.choice([{}, {"hx-request": "true"}])
    if address.content_type != MULTIPART_CONTENT:
        return client.post(url, json.dumps(spoiled(data, chance)), address.content_type, headers=headers)
    part = chance.choice(sorted(data) or ["page"])
    way = chance.randrange(4)
    if way == 0:
        data.pop(part, None)
    elif way == 1 and address.method == "POST":
        data[part] = SimpleUploadedFile(
            "=x.csv", chance.choice([b"", b"PK\x03\x04", b"\xff\xd8\xff\x00", b"a;b\n\x00"])
        )
    else:
        data[part] = chance.choice(HOSTILE)
    return (
        client.get(url, data, headers=headers) if address.method == "GET" else client.post(url, data, headers=headers)
    )


def test_a_body_with_one_part_spoiled_breaks_nothing() -> None:
    chance, scene = random.Random(SEED), build_scene(small_world())
    rows = [one for one in ADDRESSES if one.allowed and one.name not in SIGNS_OUT]
    clients: dict[str, Client] = {}
    answered, broken = Counter[int](), []
    for number in range(REQUESTS or len(rows)):
        address = rows[number % len(rows)]
        who = chance.choice(sorted(address.allowed))
        if who not in clients:
            clients[who] = scene.world.client_of(PERSONAS[who](scene.world))
            clients[who].raise_request_exception = False
        with transaction.atomic():
            answer = send(clients[who], address, scene, chance)
            transaction.set_rollback(True)
        answered[answer.status_code] += 1
        if answer.status_code >= 500:
            broken.append(f"{number}: {who} {address.method} {address.name}: {answer.exc_info}"[:500])
    cache.clear()
    sys.stdout.write(f"{sum(answered.values())} bodies to {len(rows)} rows: {dict(sorted(answered.items()))}\n")
    assert broken == []
    assert {200, 302, 422} <= set(answered)
