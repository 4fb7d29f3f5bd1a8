"""The inner half of ``benchmarks/saves.py``: builds the school and tells how each learner saves, or counts."""

import json
import os
from uuid import uuid4

from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.learning.evidence.actions import record_batch
from samenwijzer.learning.evidence.content import EvidenceRow
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.network.access.models import Account
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.organisation.models import LEARNER
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.models import Cycle
from tests.worlds import people, plan, small_world

A_CLASS, SEEN = 24, 10


def build(learners: int) -> list[dict[str, object]]:
    """Build a school with so many learners in classes of 24, each with something seen, and return what each sends."""
    call_command("migrate", interactive=False, verbosity=0)
    world, today = small_world(), timezone.localdate()
    goals = [world.goals["compare"], world.goals["add"]]
    saves: list[dict[str, object]] = []
    for number in range(-(-learners // A_CLASS)):
        unit = create_unit(kind="class", name=f"K{number}", parent=world.school, by=None, level="L3")
        names = [f"Lerend{n} Klas{number}" for n in range(min(A_CLASS, learners - number * A_CLASS))]
        here, work = people(names, LEARNER, unit, today), plan(unit, goals, today)
        see(here, goals[0].pk)
        saves += [sent(one, work.pk, goals[0].pk, number + n) for n, one in enumerate(here)]
    return saves


def see(learners: list[Person], goal: int) -> None:
    """Let something be seen of each of these learners."""
    rows = [
        EvidenceRow(uuid4(), one.pk, (goal,), "test_result", step % 2, timezone.now())
        for one in learners
        for step in range(SEEN)
    ]
    record_batch(source="benchmark", digest=uuid4().hex, rows=rows, by=None)


def sent(learner: Person, route: int, goal: int, turn: int) -> dict[str, object]:
    """Return the session of a learner that signed in before, and what it saves: of four, two say how sure they are."""
    request = HttpRequest()
    request.session = SessionStore()
    login(request, Account.objects.get(person=learner), backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    ways = (
        (reverse("compass_sure", args=[route]), {"sure": 2, "goal": goal}),
        (reverse("portfolio_add"), {"text": "Een taart in acht stukken.", "goal": goal, "why": "mooi"}),
        (reverse("compass_sure", args=[route]), {"sure": 3, "goal": goal}),
        (reverse("my_cycle_start"), {"title": "Ik wil breuken begrijpen", "goal": "extra"}),
    )
    address, body = ways[turn % len(ways)]
    return {"session": request.session.session_key, "address": address, "body": body}


def count() -> int:
    """Return how many saves of learners stand."""
    return Evidence.objects.exclude(kind="test_result").count() + Cycle.objects.count()


if __name__ == "__main__":
    asked = json.loads(os.environ["SAVES"])
    print(json.dumps(build(asked["learners"]) if asked["build"] else count()))
