"""The measuring half of ``benchmarks/pages.py``: runs inside the product, prints what it found as JSON."""

import json
import os
import statistics
import time
from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samenwijzer.learning.evidence.models import Occasion
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.network.access.models import Account
from samenwijzer.network.organisation.models import LEARNER, Membership, active

Measured = tuple[str, float, float, int, int]


def addresses() -> Iterator[tuple[str, Account, str]]:
    """Yield a name, the account that opens it and the address of every page."""
    current = Membership.objects.filter(active(timezone.localdate())).select_related("unit", "person__account")
    teacher = current.filter(role="teacher", unit__kind="class", unit__name="L3A")[0]
    office = current.filter(role="school_secretary")[0].person.account
    learner = current.filter(role=LEARNER, unit=teacher.unit).order_by("pk")[0]
    estimate = Estimate.objects.filter(learner=learner.person)[0]
    sheet = Occasion.objects.filter(unit=teacher.unit)[0]
    own, child = teacher.person.account, learner.person.account
    yield "today", own, reverse("today")
    yield "class grid", own, reverse("class_grid", args=[teacher.unit_id])
    yield "cell", own, reverse("cell", args=[teacher.unit_id, learner.person_id, estimate.goal_id])
    yield "sheets", own, reverse("sheets")
    yield "sheet", own, reverse("sheet", args=[sheet.pk])
    yield "learner", own, reverse("learner", args=[learner.person_id])
    yield "compass", child, reverse("compass")
    yield "who saw my data", child, reverse("who_saw")
    yield "organisation", office, reverse("organisation")
    yield "import", office, reverse("imports")


def measure(account: Account, address: str, rounds: int) -> tuple[float, float, int, int]:
    """Open one page often and return p50, p95 (ms), queries and bytes."""
    client = Client()
    client.force_login(account)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")
    queries = [one for one in captured.captured_queries if one["sql"] not in ("BEGIN IMMEDIATE", "COMMIT")]
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1], len(queries), len(response.content)


if __name__ == "__main__":
    settings.ALLOWED_HOSTS.append("testserver")
    rounds = int(os.environ["ROUNDS"])
    found: list[Measured] = [(name, *measure(account, address, rounds)) for name, account, address in addresses()]
    print(json.dumps(found))
