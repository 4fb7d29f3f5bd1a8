"""Pages: time on the server, queries and bytes of every page a person opens, in a class and in a whole school group.

    .venv/bin/python benchmarks/pages.py [--rounds 20] [SIZE ...]

Each size is a demo built in a folder of its own and measured in a process of its own. The queries of a page must not grow
with the size; the last column prints the ratio of its median time to that of the smallest size.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COLUMNS = "{:<34}{:>8}{:>9}{:>9}{:>9}{:>10}{:>8}"


def main() -> None:
    """Measure every size and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", default=["class", "group"])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.inside:
        print(json.dumps(measure(arguments.rounds)))
        return
    print(COLUMNS.format("page", "size", "p50 ms", "p95 ms", "queries", "kB", "ratio"))
    smallest: dict[str, float] = {}
    for size in arguments.sizes:
        for page, p50, p95, queries, size_bytes in run(size, arguments.rounds):
            ratio = p50 / smallest.setdefault(page, p50)
            print(
                COLUMNS.format(
                    page, size, f"{p50:.1f}", f"{p95:.1f}", queries, f"{size_bytes / 1024:.0f}", f"{ratio:.2f}"
                )
            )


def run(size: str, rounds: int) -> list[list]:
    """Build the demo of one size and measure it in a process of its own."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"SAMENWIJZER_HOME": home, "SAMENWIJZER_DEMO": "1"}
        build = [str(Path(sys.executable).with_name("samenwijzer")), "demo", "--size", size, "--build-only"]
        subprocess.run(build, env=environment, check=True, stdout=subprocess.DEVNULL)
        command = [sys.executable, __file__, "--inside", "--rounds", str(rounds)]
        measured = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        return json.loads(measured.stdout)


def measure(rounds: int) -> list[list]:
    """Open every page as the person it is for and return name, p50, p95 (ms), queries and bytes."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "samenwijzer.web.settings"
    os.environ["ALLOWED_HOSTS"] = "testserver"
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    found = []
    for page, account, address in addresses():
        client = Client()
        client.force_login(account)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{page}: {address} answered {response.status_code}")
        times = []
        for _ in range(rounds):
            began = time.perf_counter()
            client.get(address)
            times.append((time.perf_counter() - began) * 1000)
        cuts = statistics.quantiles(times, n=20)
        found.append([page, statistics.median(times), cuts[-1], len(captured), len(response.content)])
    return found


def addresses():
    """Yield a name, the account that opens it and the address of every page."""
    from django.urls import reverse

    from samenwijzer.learning.evidence.models import Occasion
    from samenwijzer.learning.progress.models import Estimate
    from samenwijzer.network.access.models import Account
    from samenwijzer.network.organisation.models import LEARNER, Membership, active
    from django.utils import timezone

    today = timezone.localdate()
    current = Membership.objects.filter(active(today)).select_related("unit", "person__account")
    teacher = current.filter(role="teacher", unit__kind="class", unit__name="L3A").first()
    secretary = current.filter(role="school_secretary").first()
    learner = current.filter(role=LEARNER, unit=teacher.unit).order_by("pk").first()
    estimate = Estimate.objects.filter(learner=learner.person).first()
    sheet = Occasion.objects.filter(unit=teacher.unit).first()
    own, office, child = teacher.person.account, secretary.person.account, learner.person.account
    assert isinstance(own, Account)
    yield "today", own, reverse("today")
    yield "class grid", own, reverse("class_grid", args=[teacher.unit_id])
    yield "cell", own, reverse("cell", args=[teacher.unit_id, learner.person_id, estimate.goal_id])
    yield "sheets", own, reverse("sheets")
    if sheet:
        yield "sheet", own, reverse("sheet", args=[sheet.pk])
    yield "learner", own, reverse("learner", args=[learner.person_id])
    yield "compass", child, reverse("compass")
    yield "who saw my data", child, reverse("who_saw")
    yield "organisation", office, reverse("organisation")
    yield "import", office, reverse("import_files")


if __name__ == "__main__":
    main()
