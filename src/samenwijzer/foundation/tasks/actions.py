"""Queueing and carrying out long work."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from samenwijzer.foundation.tasks.models import Heartbeat, Task
from samenwijzer.foundation.tasks.registry import Progress, body_of, recurring

PRESUMED_DEAD_AFTER = timedelta(minutes=5)
MAX_ATTEMPTS = 3

_logger = logging.getLogger(__name__)


def enqueue(*, name: str, due_at: datetime | None = None, **arguments: Any) -> Task:
    """Ask for ``name`` to be done, once: an equal task that still waits is returned instead."""
    waiting = Task.objects.filter(name=name, arguments=arguments, state=Task.State.WAITING).first()
    return waiting or Task.objects.create(name=name, arguments=arguments, due_at=due_at or timezone.now())


def run_next() -> Task | None:
    """Carry out the next task that is due and return it, or ``None`` when nothing is due.

    A running task without a sign of life is presumed to have lost its worker and is taken again; one that has cost
    :data:`MAX_ATTEMPTS` workers is given up, because it may well be what they died of.
    """
    _give_up_lost()
    task = _claim()
    if task is None:
        return None
    try:
        body_of(task.name)(progress=_reporter(task), **task.arguments)
    except Exception as error:
        _logger.exception("Task %s failed", task.name)
        # The kind of the error only: what it says may hold what somebody wrote.
        message = type(error).__name__
        _end(task, Task.State.FAILED if task.attempts >= MAX_ATTEMPTS else Task.State.WAITING, message)
    else:
        _end(task, Task.State.DONE, "")
    return task


def enqueue_recurring() -> list[Task]:
    """Ask for the recurring tasks that are due: not waiting or running, and last begun long enough ago."""
    begun = dict(
        Task.objects.filter(name__in=recurring()).order_by().values_list("name").annotate(last=Max("started_at"))
    )
    # Those due later than now were asked for by a clock that was ahead.
    Task.objects.filter(name__in=recurring(), state=Task.State.WAITING, due_at__gt=timezone.now()).update(
        due_at=timezone.now()
    )
    open_states = (Task.State.WAITING, Task.State.RUNNING)
    busy = set(Task.objects.filter(name__in=recurring(), state__in=open_states).values_list("name", flat=True))
    now = timezone.now()
    due = [
        name
        for name, every in recurring().items()
        if name not in busy and (begun.get(name) is None or not now - every <= begun[name] <= now + PRESUMED_DEAD_AFTER)
    ]
    return [enqueue(name=name) for name in due]


def beat() -> None:
    """Leave a sign of life of the worker."""
    Heartbeat.objects.update_or_create(pk=1, defaults={"at": timezone.now()})


def _lost(now: datetime) -> Q:
    """Return the running tasks without a sign of life; one in the future is of a clock that was ahead."""
    heard = Q(seen_alive_at__range=(now - PRESUMED_DEAD_AFTER, now + PRESUMED_DEAD_AFTER))
    return Q(state=Task.State.RUNNING) & ~heard


def _give_up_lost() -> None:
    now = timezone.now()
    Task.objects.filter(_lost(now), attempts__gte=MAX_ATTEMPTS).update(
        state=Task.State.FAILED, ended_at=now, message="its worker was lost each time"
    )


def _claim() -> Task | None:
    now = timezone.now()
    with transaction.atomic():
        lost = _lost(now)
        due = Q(state=Task.State.WAITING, due_at__lte=now)
        task = Task.objects.select_for_update(skip_locked=True).filter(lost | due).order_by("due_at", "pk").first()
        if task is None:
            return None
        task.state, task.started_at, task.seen_alive_at = Task.State.RUNNING, now, now
        task.attempts += 1
        task.save(update_fields=["state", "started_at", "seen_alive_at", "attempts"])
    return task


def _reporter(task: Task) -> Progress:
    def report(done: int, total: int) -> None:
        Task.objects.filter(pk=task.pk).update(done=done, total=total, seen_alive_at=timezone.now())

    return report


def _end(task: Task, state: Task.State, message: str) -> None:
    task.state, task.ended_at, task.message = state, timezone.now(), message
    task.save(update_fields=["state", "ended_at", "message"])
