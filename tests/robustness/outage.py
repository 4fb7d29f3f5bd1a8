"""``python -m tests.robustness.outage``: the database server and the web server go away under a product at work.

A PostgreSQL server of its own, syncing each commit; two web servers with a home folder each, as on two machines; a
worker; and learners who keep saving. The database is crashed, then killed; a web server is killed. Each time three
things are looked at. While it is away a page says so, in Dutch and in English (status 503). It goes on by itself once
it is back, the worker too. And at the end everything that was acknowledged stands.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import django
import requests

from tests.robustness.cluster import Cluster, free_port

CLUSTER, FOLDER = Cluster(), tempfile.TemporaryDirectory(prefix="samenwijzer-outage-")
HOME = Path(FOLDER.name)
os.environ.update({"DATABASE_URL": CLUSTER.url, "SAMENWIJZER_HOME": str(HOME / "one"), "SECRET_KEY": "tests-only"})
os.environ["DJANGO_SETTINGS_MODULE"] = "samenwijzer.web.settings"
os.environ.pop("SAMENWIJZER_DEMO", None)
for place in ("one", "two"):
    (HOME / place / "static").mkdir(parents=True)
django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from samenwijzer.foundation.tasks.actions import enqueue  # noqa: E402
from samenwijzer.foundation.tasks.models import Task  # noqa: E402
from samenwijzer.learning.evidence.models import Evidence  # noqa: E402
from tests.worlds import World, small_world  # noqa: E402

BIN = Path(sys.executable).parent
AWAY = {"nl": "even niet bereikbaar", "en": "away for a moment"}
PASSWORD, SAVERS, PATIENCE_SECONDS, TOKEN = "een lange zin van mij", 4, 60.0, "a" * 32


def say(line: str) -> None:
    """Print at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def until(what: str, holds: Callable[[], bool]) -> float:
    """Wait until something holds, and return how long that took."""
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > PATIENCE_SECONDS:
            raise AssertionError(f"not after {PATIENCE_SECONDS:.0f} s: {what}")
        time.sleep(0.05)
    return time.monotonic() - began


class Web:
    """A web server of production, with a home folder of its own."""

    def __init__(self, home: str) -> None:
        self.home, self.port = HOME / home, free_port()
        self.start()

    def start(self) -> None:
        """Start, in a group of processes of its own."""
        command = ["granian", "--interface", "wsgi", "--workers", "1", "--blocking-threads", "4", "--no-log"]
        self.process = started([*command, "--port", str(self.port), "samenwijzer.web.wsgi:application"], self.home)

    def ask(self, path: str, data: dict[str, str] | None = None, **cookies: str) -> requests.Response | None:
        """Get a page, or send a form; ``None`` when nobody listens."""
        kept = cookies | {"csrftoken": TOKEN}
        address = f"http://127.0.0.1:{self.port}{path}"
        try:
            if data is None:
                return requests.get(address, cookies=kept, timeout=20, allow_redirects=False)
            form = data | {"csrfmiddlewaretoken": TOKEN}
            return requests.post(address, form, cookies=kept, timeout=20, allow_redirects=False)
        except requests.RequestException:
            return None

    def answers(self, status: int) -> bool:
        """Whether the page for a load balancer answers so."""
        answer = self.ask("/gezond/")
        return answer is not None and answer.status_code == status


def started(command: list[str], home: Path) -> subprocess.Popen[bytes]:
    """Start a command of the product."""
    environment = os.environ | {"SAMENWIJZER_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)}
    with (HOME / "log").open("ab") as log:
        return subprocess.Popen(
            [BIN / command[0], *command[1:]], env=environment, stdout=log, stderr=log, start_new_session=True
        )


def killed(process: subprocess.Popen[bytes]) -> None:
    """Kill a command and all it started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Savers:
    """Learners who keep saving pieces; what is not acknowledged they send once more."""

    def __init__(self, webs: list[Web], sessions: list[str], goal: int) -> None:
        self.acknowledged, self.answered, self.sent = set[str](), Counter[int](), 0
        self._webs, self._goal, self._stop = webs, goal, threading.Event()
        self._threads = [threading.Thread(target=self._save, args=one) for one in enumerate(sessions)]
        for thread in self._threads:
            thread.start()

    def _save(self, turn: int, session: str) -> None:
        number = 0
        while not self._stop.is_set():
            text, web = f"stuk {turn}-{number} ", self._webs[(turn + number) % len(self._webs)]
            self.sent += 1
            form = {"text": text, "goal": str(self._goal), "why": "mooi"}
            answer = web.ask("/mijn-map/bij/", form, sessionid=session, django_language="nl")
            status = 0 if answer is None else answer.status_code
            self.answered[status] += 1
            if status == 302 and "aanmelden" not in answer.headers["Location"]:
                self.acknowledged.add(text)
                number += 1
            else:
                time.sleep(0.1)

    def go_on(self) -> bool:
        """Whether something is acknowledged from now on."""
        before = len(self.acknowledged)
        time.sleep(0.2)
        return len(self.acknowledged) > before

    def end(self) -> None:
        """Stop saving."""
        self._stop.set()
        for thread in self._threads:
            thread.join()


def build() -> tuple[World, list[str]]:
    """Store a small world, its tables made at once, and sign its learners in."""
    # What migrations make step by step, in one go; the steps have tests of their own.
    settings.MIGRATION_MODULES = {app.label: None for app in apps.get_app_configs()}
    call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    world = small_world()
    account = world.teacher.account
    account.set_password(PASSWORD)
    account.save()
    return world, [world.client_of(one).cookies["sessionid"].value for one in world.learners[:SAVERS]]


def check_away(webs: list[Web], session: str) -> None:
    """While the database is away, pages and the page for a load balancer say so."""
    for web in webs:
        until("the load balancer is told", lambda web=web: web.answers(503))
        for language, words in AWAY.items():
            answer = web.ask("/mijn-map/", sessionid=session, django_language=language)
            if answer is None or answer.status_code != 503 or words not in answer.text or "Traceback" in answer.text:
                raise AssertionError(f"no clear page in {language}: {answer}")


def check_back(savers: Savers, webs: list[Web]) -> None:
    """It goes on by itself: learners save, every server answers, the worker works."""
    saved = until("saving goes on", savers.go_on)
    for web in webs:
        until("a server is well", lambda web=web: web.answers(200))
    connection.close()
    asked = enqueue(name="forget what ended")
    done = Task.objects.filter(pk=asked.pk, state=Task.State.DONE)
    did = until("the worker goes on", done.exists)
    say(f"  saving goes on after {saved:.1f} s, the worker after {did:.1f} s more")


def check_tries(webs: list[Web], name: str) -> None:
    """Five wrong passwords, at one machine and the other, and both wait: also for the right one."""
    tries = [*["verkeerd wachtwoord"] * 5, PASSWORD, PASSWORD]
    for number, password in enumerate(tries):
        answer = webs[number % 2].ask("/aanmelden/", {"login": name, "password": password}, django_language="nl")
        words = "horen niet bij elkaar" if number < 5 else "Te veel pogingen"
        if answer is None or words not in answer.text:
            raise AssertionError(f"try {number + 1}: {answer and answer.status_code}")


def main() -> int:
    """Let each go away once; return how many acknowledged saves are missing."""
    began = time.monotonic()
    CLUSTER.start()
    world, sessions = build()
    webs, worker = [Web("one"), Web("two")], started(["samenwijzer", "worker"], HOME / "one")
    savers = None
    try:
        for web in webs:
            until("a server begins", lambda web=web: web.answers(200))
        check_tries(webs, world.teacher.account.username)
        say("tries at signing in: five at two machines together, then both wait")
        savers = Savers(webs, sessions, world.goals["compare"].pk)
        until("saving begins", savers.go_on)
        for what, go in (("crashed", CLUSTER.crash), ("killed", CLUSTER.kill)):
            go()
            check_away(webs, sessions[0])
            CLUSTER.start()
            say(f"database {what}: pages said so in two languages")
            check_back(savers, webs)
        killed(webs[0].process)
        webs[0].start()
        say("web server killed and started")
        check_back(savers, webs)
        killed(worker)
        worker = started(["samenwijzer", "worker"], HOME / "one")
        say("worker killed and started")
        check_back(savers, webs)
    finally:
        if savers:
            savers.end()
        for process in (worker, *(web.process for web in webs)):
            killed(process)
    stand = Counter(Evidence.objects.filter(kind=Evidence.Kind.PRODUCT).values_list("note", flat=True))
    kept = Counter({text.strip(): count for text, count in stand.items()})
    lost = [text for text in savers.acknowledged if not kept[text.strip()]]
    say(f"{savers.sent} saves sent, answered {dict(sorted(savers.answered.items()))}")
    say(f"{len(savers.acknowledged)} acknowledged, {len(lost)} lost, {time.monotonic() - began:.0f} s")
    return len(lost)


if __name__ == "__main__":
    try:
        sys.exit(1 if main() else 0)
    finally:
        connection.close()
        CLUSTER.remove()
        FOLDER.cleanup()
