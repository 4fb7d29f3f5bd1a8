"""``samenwijzer worker``: carries out the task table."""

import signal
import threading

import click

from samenwijzer.foundation.tasks.actions import run_next

PAUSE_SECONDS = 2.0


@click.command()
@click.option("--once", is_flag=True, help="Stop when nothing is due.")
def command(once: bool) -> None:
    """Carry out tasks as they come due, until told to stop."""
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    while not stop.is_set():
        if run_next() is None:
            if once:
                return
            stop.wait(PAUSE_SECONDS)
