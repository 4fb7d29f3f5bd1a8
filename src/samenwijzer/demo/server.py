"""The worker and the web server of the demo, side by side on this machine."""

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from granian.constants import Interfaces
from granian.server import Server

from samenwijzer.foundation.errors import Refused

ADDRESS = "127.0.0.1"
THREADS = 4
#: Browsers keep connections open; the server does not wait for them longer than this.
STOP_WITHIN_SECONDS = 2


def check_port(port: int) -> None:
    """Refuse when another program listens on ``port``."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            raise Refused(
                f"Port {port} is taken or not allowed ({error.strerror}). "
                f"Choose another one: make demo PORT={port + 1 if port < 65535 else 8001}"
            ) from error


def serve(port: int, *, announce: Callable[[], None]) -> None:
    """Start the worker and the server; return when the server is stopped (Ctrl-C), with the worker stopped too."""
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)  # WhiteNoise warns where there is no folder of collected files
    worker = subprocess.Popen([Path(sys.executable).with_name("samenwijzer"), "worker"])  # noqa: S603
    try:
        server = Server(
            "samenwijzer.web.wsgi:application",
            address=ADDRESS,
            port=port,
            interface=Interfaces.WSGI,
            blocking_threads=THREADS,
            workers_kill_timeout=STOP_WITHIN_SECONDS,
            log_enabled=False,
        )
        server.on_startup(announce)
        server.serve()
    finally:
        worker.terminate()
        worker.wait()
