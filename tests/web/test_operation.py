"""Health, figures and log lines: they tell how it goes, and nothing of anybody."""

import json
import logging
import shutil
from uuid import uuid4

import pytest
from django.db import IntegrityError, OperationalError, connection
from django.test import Client
from django.urls import reverse
from pytest import LogCaptureFixture, MonkeyPatch

from samenwijzer.foundation.logs import PlainFacts
from samenwijzer.foundation.tasks.actions import beat, enqueue
from samenwijzer.learning.regulation import actions
from tests.worlds import World, seen


def down(execute, sql, *rest):
    raise OperationalError("no")


@pytest.mark.django_db
def test_health_says_whether_requests_can_be_served(monkeypatch: MonkeyPatch) -> None:
    answer = Client().get(reverse("health"))
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "wrong": []})
    with connection.execute_wrapper(down):
        answer = Client().get(reverse("health"))
    assert (answer.status_code, answer.json()["wrong"]) == (503, ["database"])
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1024))
    assert Client().get(reverse("health")).json()["wrong"] == ["disk"]
    assert Client().post(reverse("health")).status_code == 405


def test_figures_are_for_who_bears_the_token_and_name_nobody(
    world: World, settings, django_assert_max_num_queries
) -> None:
    address = reverse("metrics")
    assert Client().get(address, headers={"Authorization": "Bearer "}).status_code == 404
    settings.METRICS_TOKEN = "t0ken"
    for wrong in ({}, {"Authorization": "Bearer no"}, {"Authorization": "Bearer é"}):
        assert world.client_of(world.head).get(address, headers=wrong).status_code == 404
    seen(world.learners[0], world.goals["add"], [1.0, 0.0])
    enqueue(name="mark")
    beat()
    with django_assert_max_num_queries(10):
        answer = Client().get(address, headers={"Authorization": "Bearer t0ken"})
    assert answer["Content-Type"].startswith("text/plain; version=0.0.4")
    lines = answer.content.decode().splitlines()
    figures = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert float(figures["samenwijzer_evidence_total"]) >= 2
    assert figures['samenwijzer_tasks{state="waiting"}'] == "1"
    assert float(figures["samenwijzer_worker_silent_seconds"]) < 60
    assert {line.split()[2] for line in lines if line.startswith("# TYPE")} == {
        name.partition("{")[0] for name in figures
    }
    for person in (*world.learners, world.teacher):
        assert person.family_name not in answer.content.decode()


def lines_of(caplog: LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(PlainFacts().format(record)) for record in caplog.records]


def test_a_request_is_one_line_that_tells_the_screen_and_not_the_person(
    world: World, caplog: LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "samenwijzer.web.operation.log")
    learner = world.learners[0]
    answer = world.client_of(world.teacher).get(reverse("learner", args=[learner.pk]) + "?q=Noor")
    (line,) = lines_of(caplog)
    assert (line["screen"], line["method"], line["status"]) == ("learner", "GET", 200)
    assert line["request"] == answer["X-Request-Id"]
    assert set(line) == {"at", "level", "logger", "what", "request", "screen", "method", "status", "ms"}
    Client().generic("NOORBAERT", "/nergens/Noor/")
    assert [one["method"] for one in lines_of(caplog) if "method" in one][-1] == "other"


def test_no_name_word_or_code_reaches_the_log_whatever_goes_wrong(
    world: World, caplog: LogCaptureFixture, monkeypatch: MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "samenwijzer.web.operation.log")
    secrets = ["Noor", "Baert", "geheim-woord", "person-1", "0f0f0f0f", "dyslexie"]
    client = world.client_of(world.learners[0])
    client.raise_request_exception = False

    def breaking(*args: object, **options: object) -> None:
        try:
            raise ValueError("Noor Baert heeft dyslexie")
        except ValueError as error:
            raise IntegrityError("DETAIL: Key (name)=(Noor Baert) exists") from error

    monkeypatch.setattr(actions, "state_confidence", breaking)
    route = [world.unit_of_work.pk]
    answer = client.post(
        reverse("compass_sure", args=route) + "?naam=Noor",
        {"sure": 2, "goal": world.goals["add"].pk, "note": "geheim-woord"},
    )
    assert answer.status_code == 500
    client.get("/kaart/0f0f0f0f/", headers={"user-agent": "Noor", "host": "noor.example"})
    client.get("/leerling/Noor-Baert/")
    Client().post(reverse("sign_in"), {"login": "person-1", "password": "geheim-woord"})
    client.post(reverse("data_ask", args=[10**30]), {"text": "geheim-woord", "kind": str(uuid4())})
    logging.getLogger("some.library").warning(f"Noor Baert {1}")
    logging.getLogger("samenwijzer.x").warning("about %s", "Noor Baert")
    told = "\n".join(PlainFacts().format(record) for record in caplog.records)
    assert [secret for secret in secrets if secret in told] == []
    broken = next(line for line in lines_of(caplog) if "error" in line and "IntegrityError" in str(line["error"]))
    assert broken["error"] == ["django.db.utils.IntegrityError", "builtins.ValueError"]
    assert any(str(place).startswith("web/learner/views.py:") for place in broken["places"])
    assert any(line["what"] == "about %s" for line in lines_of(caplog))
