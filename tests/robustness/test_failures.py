"""The database away, the disk full, the worker dead, the clock wrong: a clear page, no trace of code, nothing lost."""

import errno
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.cli import worker
from samenwijzer.foundation import vault
from samenwijzer.foundation.tasks import actions as tasks
from samenwijzer.foundation.tasks import registry
from samenwijzer.foundation.tasks.actions import MAX_ATTEMPTS, enqueue, enqueue_recurring, run_next
from samenwijzer.foundation.tasks.models import Task
from samenwijzer.foundation.tasks.registry import Progress, register
from samenwijzer.learning.evidence.models import Attachment, Evidence
from tests.media import allow, picture
from tests.worlds import World

SECRET = "server at 10.1.2.3, user Noor"
FULL = OSError(errno.ENOSPC, "No space left on device", "/var/lib/samenwijzer/attachments/ab")
ran: list[str] = []


@contextmanager
def failing(error: Exception, *, after: int = 0, only: str = "") -> Iterator[None]:
    """Let the database answer ``after`` statements that begin with ``only``, and fail from then on."""
    left = [after]

    def fail(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if sql.startswith(only) and "SAVEPOINT" not in sql:
            left[0] -= 1
            if left[0] < 0:
                raise error
        return execute(sql, *rest)

    with connection.execute_wrapper(fail):
        yield


def noted(world: World, **more: object) -> dict[str, object]:
    sent = {"capture": str(uuid4()), "learner": [world.learners[0].pk, world.learners[1].pk], "step": 2}
    return sent | {"goal": world.goals["add"].pk} | more


def browser(world: World) -> Client:
    client = world.client_of(world.teacher)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(("language", "words"), [("nl", "even niet bereikbaar"), ("en", "away for a moment")])
@pytest.mark.parametrize("error", [OperationalError(SECRET), InterfaceError(SECRET)])
def test_without_a_database_there_is_a_clear_page_without_a_trace(
    world: World, language: str, words: str, error: Exception
) -> None:
    client = browser(world)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    with failing(error):
        for address in (reverse("today"), reverse("class_grids"), reverse("sign_in")):
            answer = client.get(address)
            page = answer.content.decode()
            if address != reverse("sign_in"):
                assert (answer.status_code, answer["Retry-After"]) == (503, "30")
                assert words in page
            assert "Traceback" not in page and SECRET not in page and "Error" not in page
    assert client.get(reverse("today"), follow=True).status_code == 200


@pytest.mark.parametrize("writes", range(5))
def test_a_database_that_fails_in_the_middle_of_a_save_keeps_nothing_of_it(world: World, writes: int) -> None:
    client, sent, address = browser(world), noted(world), reverse("today_capture", args=[world.group.pk])
    with failing(OperationalError("database or disk is full"), after=writes, only="INSERT"):
        answer = client.post(address, sent)
    if answer.status_code == 503:
        assert Evidence.objects.count() == 0
    assert client.post(address, sent).status_code == 302
    assert Evidence.objects.count() == 2


def test_a_full_disk_keeps_neither_half_a_photo_nor_what_went_with_it(
    world: World, settings, tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HOME = tmp_path
    allow(world)
    client, address = browser(world), reverse("today_capture", args=[world.group.pk])
    capture = noted(world)

    def sent() -> dict[str, object]:
        return capture | {"file": SimpleUploadedFile("f.jpg", picture())}

    with monkeypatch.context() as patch:
        patch.setattr(vault.os, "fsync", full)
        answer = client.post(address, sent())
    assert answer.status_code == 503
    assert "even niet bereikbaar" in answer.content.decode()
    assert "attachments" not in answer.content.decode()
    assert (Evidence.objects.count(), Attachment.objects.count(), list(vault.digests())) == (0, 0, [])
    assert list(tmp_path.rglob("*.part")) == []
    assert client.post(address, sent()).status_code == 302
    assert (Evidence.objects.count(), Attachment.objects.count()) == (2, 2)


def full(file: int) -> None:
    raise FULL


def mark(*, progress: Progress, name: str = "") -> None:
    ran.append(name)


@pytest.fixture
def marking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of work that says that it was done, once an hour by itself."""
    ran.clear()
    monkeypatch.setattr(registry, "_every", {})
    monkeypatch.setitem(registry._bodies, "mark", f"{__name__}.mark")
    register("mark", f"{__name__}.mark")


@pytest.mark.django_db
def test_the_worker_waits_for_a_database_that_is_away(
    marking: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    enqueue(name="mark")
    away = [OperationalError(SECRET), InterfaceError(SECRET)]

    def now_and_then() -> Task | None:
        if away:
            raise away.pop()
        return run_next()

    monkeypatch.setattr(worker, "run_next", now_and_then)
    monkeypatch.setattr(worker, "AWAY_SECONDS", 0)
    monkeypatch.setattr(worker.connection, "close", lambda: None)
    with caplog.at_level(logging.CRITICAL, "samenwijzer"):
        assert CliRunner().invoke(worker.command, ["--once"]).exit_code == 0
    assert ran == [""]


@pytest.mark.django_db
def test_work_that_kills_its_workers_is_given_up(marking: None) -> None:
    task = enqueue(name="mark")
    hour_ago = timezone.now() - timedelta(hours=1)
    for attempt in range(1, MAX_ATTEMPTS + 2):
        Task.objects.update(state=Task.State.RUNNING, seen_alive_at=hour_ago, attempts=attempt)
        if attempt < MAX_ATTEMPTS:
            assert run_next() == task
        else:
            assert run_next() is None
            task.refresh_from_db()
            assert task.state == Task.State.FAILED


@pytest.mark.django_db
def test_work_goes_on_after_the_clock_was_a_day_ahead(marking: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_every", {"mark": timedelta(hours=1)})
    now = timezone.now()
    with monkeypatch.context() as ahead:
        ahead.setattr(tasks.timezone, "now", lambda: now + timedelta(days=1))
        enqueue_recurring()
        run_next()
    assert ran == [""]
    assert [task.name for task in enqueue_recurring()] == ["mark"]
    Task.objects.filter(state=Task.State.WAITING).update(due_at=now + timedelta(days=1))
    enqueue_recurring()
    assert run_next() is not None
    lost = Task.objects.create(name="mark", state=Task.State.RUNNING, due_at=now, seen_alive_at=now + timedelta(days=1))
    assert run_next() == lost


def test_what_is_noted_by_a_clock_ahead_is_seen_now_and_stays(world: World) -> None:
    later = {"person": world.teacher.pk, "seen_at": (timezone.now() + timedelta(days=400)).isoformat()}
    address = reverse("today_capture_later", args=[world.group.pk])
    assert browser(world).post(address, noted(world, **later)).status_code == 204
    assert max(Evidence.objects.values_list("seen_at", flat=True)) <= timezone.now()
