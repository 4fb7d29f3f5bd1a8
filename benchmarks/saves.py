"""Saves: learners of a school who save in the same minute, through the web server of production over HTTP.

    .venv/bin/python benchmarks/saves.py [--learners 1200] [--within 60] [--port 8199]

On SQLite, and on PostgreSQL too where DATABASE_URL names a database (a fresh one). Prints one table: how many were sent
and how many failed, how many stand afterwards, and how long a learner waited from the moment of the tap.
"""

import argparse
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

COLUMNS = "{:<12}{:>8}{:>8}{:>8}{:>9}{:>9}{:>9}{:>12}"
BIN = Path(sys.executable).parent
ROOT = Path(__file__).parents[1]
SERVER = ("--interface", "wsgi", "--workers", "2", "--blocking-threads", "4", "--no-log")
CLIENTS = 200
#: Savers before the first that counts, so that every process of the server has begun.
WARMING = 24


class Unfollowed(urllib.request.HTTPRedirectHandler):
    """The answer itself, not the page it sends to."""

    def redirect_request(self, *_asked: object) -> None:
        """Go nowhere."""


def main() -> None:
    """Measure on each database and print one table; leave with 1 when a save failed or is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--learners", type=int, default=1200)
    parser.add_argument("--within", type=float, default=60.0, help="seconds")
    parser.add_argument("--port", type=int, default=8199)
    asked = parser.parse_args()
    print(COLUMNS.format("database", "sent", "failed", "stand", "p50 ms", "p95 ms", "max ms", "saves a min"))
    lost = 0
    for database in dict.fromkeys(["", os.environ.get("DATABASE_URL", "")]):
        lost += measured(database, asked.learners, asked.within, asked.port)
    raise SystemExit(1 if lost else 0)


def measured(database: str, learners: int, within: float, port: int) -> int:
    """Print the line of one database; return how many saves failed or are missing."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "SAMENWIJZER_HOME": home,
            "DATABASE_URL": database,
            "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        }
        Path(home, "static").mkdir()
        saves = inside(environment, learners=learners + WARMING, build=True)
        with server(environment, port), ThreadPoolExecutor(CLIENTS) as clients:
            list(clients.map(lambda one: save(port, one, 0.0), saves[learners:]))
            began = time.monotonic()
            moments = [began + turn * within / learners for turn in range(learners)]
            waits = list(clients.map(lambda one, moment: save(port, one, moment), saves[:learners], moments))
            took = time.monotonic() - began
        stand = inside(environment, learners=0, build=False) - WARMING
    good = sorted(wait for wait in waits if wait is not None)
    failed, p95 = learners - len(good), statistics.quantiles(good, n=20)[-1]
    times = (f"{1000 * one:.0f}" for one in (statistics.median(good), p95, good[-1]))
    vendor = "PostgreSQL" if database.startswith("postgres") else "SQLite"
    print(COLUMNS.format(vendor, learners, failed, stand, *times, f"{60 * len(good) / took:.0f}"), flush=True)
    return failed + abs(stand - learners)


def inside(environment: dict[str, str], **asked: object) -> Any:
    """Carry out the inner half in the product and return what it says."""
    script = f"import runpy; runpy.run_path({str(ROOT / 'benchmarks/inside/saves.py')!r}, run_name='__main__')"
    command = [BIN / "samenwijzer", "manage", "shell", "--no-imports", "-c", script]
    told = environment | {"SAVES": json.dumps(asked)}
    ran = subprocess.run(command, env=told, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(ran.stdout)


@contextmanager
def server(environment: dict[str, str], port: int) -> Iterator[None]:
    """Run the web server as docs/developers/production.md says, until the block ends."""
    running = subprocess.Popen(
        [BIN / "granian", *SERVER, "--port", str(port), "samenwijzer.web.wsgi:application"], env=environment
    )
    try:
        for _ in range(1200):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/aanmelden/", timeout=60).close()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        running.terminate()
        running.wait()


def save(port: int, one: dict, moment: float) -> float | None:
    """Send a save at its moment; return the seconds until it was acknowledged, or ``None``."""
    time.sleep(max(0.0, moment - time.monotonic()))
    token = secrets.token_hex(16)
    body = urllib.parse.urlencode(one["body"] | {"csrfmiddlewaretoken": token}).encode()
    headers = {"Cookie": f"sessionid={one['session']}; csrftoken={token}"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{one['address']}", body, headers)
    try:
        answer = urllib.request.build_opener(Unfollowed).open(request, timeout=60)
        where = ""
    except urllib.error.HTTPError as error:
        answer, where = error, error.headers.get("Location", "")
    except OSError as error:
        print(one["address"], error, file=sys.stderr)
        return None
    if answer.status not in (200, 204, 302) or "aanmelden" in where:
        print(one["address"], answer.status, where, file=sys.stderr)
        return None
    return time.monotonic() - moment


if __name__ == "__main__":
    main()
