"""Schemathesis around every address and method, as somebody who gets in there: never a server error.

What it sends follows the document of ``openapi.py``, or breaks it on purpose. A twentieth of the addresses by default;
``FUZZ=2000 SEED=7`` sends about that many, drawn from that seed: from 1,600 on around every address.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup

from tests.access.scene import PERSONAS, Scene
from tests.access.table import ADDRESSES
from tests.access.test_table import build_scene
from tests.robustness.openapi import document
from tests.worlds import small_world

pytestmark = pytest.mark.django_db
REQUESTS = int(os.environ.get("FUZZ", "80"))
SEED = int(os.environ.get("SEED", "1"))
#: The first is the plainest, the second is drawn.
AT_LEAST = 2
TOKEN = "a" * 32
Sent = tuple[Case, str]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the connection from one request to the next, as Django's own test client does: it holds the transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def who_gets_in() -> dict[str, list[str]]:
    """Return who gets in at each operation; where nobody does, anybody may try."""
    return {f"{row.method} {row.name}": sorted(row.allowed or PERSONAS) for row in ADDRESSES}


def operations(scene: Scene) -> list[schemathesis.APIOperation]:
    """Return as many addresses and methods as can be tried, answered by the product as a web server would call it."""
    schema = schemathesis.openapi.from_dict(document(scene))
    schema.app = get_wsgi_application()
    found = [one.ok() for one in schema.get_all_operations()]
    one_of = max(1, len(found) * AT_LEAST // REQUESTS)
    return found[SEED % one_of :: one_of]


def sent_to(operation: schemathesis.APIOperation, people: list[str]) -> st.SearchStrategy[Sent]:
    """Return what is sent: as the document says, or broken where it can be broken."""
    cases = operation.as_strategy(GenerationMode.POSITIVE)
    if operation.method == "post" or operation.path_parameters:
        cases |= operation.as_strategy(GenerationMode.NEGATIVE)
    return st.tuples(cases, st.sampled_from(people))


def test_nothing_schemathesis_sends_breaks_the_server(one_connection: None) -> None:
    scene = build_scene(small_world())
    sessions = {who: scene.world.client_of(person(scene.world)).cookies for who, person in PERSONAS.items()}
    allowed, here, answered, broken = who_gets_in(), operations(scene), Counter[int](), []
    each = max(AT_LEAST, REQUESTS // len(here))

    def send(sent: Sent) -> None:
        case, who = sent
        cookies = {"sessionid": sessions[who]["sessionid"].value, "csrftoken": TOKEN}
        with transaction.atomic():
            answer = case.call(cookies=cookies, headers={"X-CSRFToken": TOKEN})
            transaction.set_rollback(True)
        answered[answer.status_code] += 1
        case.validate_response(answer, checks=[not_a_server_error])

    for operation in here:
        people = allowed.get(operation.definition.raw["operationId"], sorted(PERSONAS))
        trying = settings(
            max_examples=each, phases=[Phase.generate, Phase.shrink], suppress_health_check=list(HealthCheck),
            database=None,
        )  # fmt: skip
        try:
            seed(SEED)(trying(given(sent_to(operation, people))(send)))()
        except FailureGroup as found:
            broken.append(f"{operation.label}: {found}")
    told = dict(sorted(answered.items()))
    sys.stdout.write(f"{sum(answered.values())} cases of schemathesis to {len(here)} operations: {told}\n")
    assert broken == []
    assert {200, 302, 422} <= set(answered)
