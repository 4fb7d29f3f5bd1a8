"""``samenwijzer worker``: carries out the task table."""

import signal
import threading
import time

import click

from samenwijzer.foundation.tasks.actions import beat, enqueue_recurring, run_next

PAUSE_SECONDS = 2.0
BEAT_SECONDS = 30.0


@click.command()
@click.option("--once", is_flag=True, help="Stop when nothing is due.")
def command(once: bool) -> None:
    """Carry out tasks as they come due, the recurring ones by themselves, until told to stop."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    beaten = -BEAT_SECONDS
    while not stop.is_set():
        if time.monotonic() - beaten >= BEAT_SECONDS:
            beat()
            enqueue_recurring()
            beaten = time.monotonic()
        if run_next() is None:
            if once:
                return
            stop.wait(PAUSE_SECONDS)
