"""Long work: queued once, carried out, taken again when its worker was lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samenwijzer.foundation.tasks import registry
from samenwijzer.foundation.tasks.actions import MAX_ATTEMPTS, beat, enqueue, enqueue_recurring, run_next
from samenwijzer.foundation.tasks.models import Heartbeat, Task
from samenwijzer.foundation.tasks.queries import worker_seen_at
from samenwijzer.foundation.tasks.registry import Progress, register

pytestmark = pytest.mark.django_db
carried_out: list[int] = []


def body(*, progress: Progress, unit: int) -> None:
    progress(1, 2)
    carried_out.append(unit)


def failing(*, progress: Progress) -> None:
    raise ValueError("no")


@pytest.fixture(autouse=True)
def _kinds() -> None:
    carried_out.clear()
    register("count", f"{__name__}.body")
    register("fail", f"{__name__}.failing")


def test_a_due_task_is_carried_out_with_its_arguments_and_progress() -> None:
    enqueue(name="count", unit=7)
    task = run_next()
    assert carried_out == [7]
    assert task is not None
    task.refresh_from_db()
    assert (task.state, task.done, task.total) == (Task.State.DONE, 1, 2)
    assert run_next() is None


def test_an_equal_waiting_task_is_not_queued_twice() -> None:
    assert enqueue(name="count", unit=7) == enqueue(name="count", unit=7)
    assert enqueue(name="count", unit=8) != enqueue(name="count", unit=7)


def test_a_task_waits_until_it_is_due() -> None:
    enqueue(name="count", unit=7, due_at=timezone.now() + timedelta(hours=1))
    assert run_next() is None


def test_a_task_that_lost_its_worker_is_taken_again() -> None:
    task = enqueue(name="count", unit=7)
    hour_ago = timezone.now() - timedelta(hours=1)
    Task.objects.filter(pk=task.pk).update(state=Task.State.RUNNING, seen_alive_at=hour_ago)
    run_next()
    assert carried_out == [7]


def test_a_failing_task_is_given_up_after_some_attempts_with_its_reason(caplog: pytest.LogCaptureFixture) -> None:
    task = enqueue(name="fail")
    for _ in range(MAX_ATTEMPTS):
        run_next()
    task.refresh_from_db()
    assert (task.state, task.message) == (Task.State.FAILED, "ValueError")
    assert run_next() is None


def test_a_recurring_task_is_asked_for_again_when_its_time_has_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_every", {"tick": timedelta(hours=1)})
    monkeypatch.setitem(registry._bodies, "tick", f"{__name__}.tick")
    assert [task.name for task in enqueue_recurring()] == ["tick"]
    assert enqueue_recurring() == []
    run_next()
    assert enqueue_recurring() == []
    Task.objects.update(started_at=timezone.now() - timedelta(hours=2))
    assert [task.name for task in enqueue_recurring()] == ["tick"]


def tick(*, progress: Progress) -> None:
    progress(1, 1)


def test_the_worker_leaves_signs_of_life() -> None:
    assert worker_seen_at() is None
    beat()
    beat()
    assert Heartbeat.objects.count() == 1
    assert worker_seen_at() == Heartbeat.objects.get().at
