"""``samenwijzer worker``: carries out the task table."""

import logging
import signal
import threading
import time

import click
from django.db import DatabaseError, InterfaceError, connection

from samenwijzer.foundation.tasks.actions import beat, enqueue_recurring, run_next

PAUSE_SECONDS = 2.0
BEAT_SECONDS = 30.0
AWAY_SECONDS = 5.0

_logger = logging.getLogger(__name__)


@click.command()
@click.option("--once", is_flag=True, help="Stop when nothing is due.")
def command(once: bool) -> None:
    """Carry out tasks as they come due, the recurring ones by themselves, until told to stop."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    beaten = -BEAT_SECONDS
    while not stop.is_set():
        try:
            if time.monotonic() - beaten >= BEAT_SECONDS:
                beat()
                enqueue_recurring()
                beaten = time.monotonic()
            task = run_next()
        except (DatabaseError, InterfaceError):
            # The database is away: nothing is lost, and as soon as it is back the work goes on.
            _logger.exception("The database does not answer; the worker waits for it.")
            connection.close()
            stop.wait(AWAY_SECONDS)
            continue
        if task is None:
            if once:
                return
            stop.wait(PAUSE_SECONDS)
