"""A PostgreSQL server of its own, with syncing on as in use, that can be stopped, crashed and started again."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

TRIES = 40


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


class Cluster:
    """The server; it may not run as the root user, and runs as ``postgres`` there."""

    def __init__(self) -> None:
        self.folder, self.port = Path(tempfile.mkdtemp(prefix="samenwijzer-cluster-")), free_port()
        self.url = f"postgres://samenwijzer@127.0.0.1:{self.port}/postgres"
        self._as: list[str] = []
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
            self._as = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        self._bin = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name))
        self._do("initdb", "-U", "samenwijzer", "--auth=trust")

    def start(self) -> None:
        """Start, and wait until it takes connections: after a crash, when what was committed is there again.

        A server that was killed starts again only when the last process of the one before it is gone.
        """
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self.folder}"
        for _ in range(TRIES):
            if self._do("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start", check=False):
                return
            time.sleep(0.5)
        raise TimeoutError((self.folder / "log").read_text()[-2000:])

    def crash(self) -> None:
        """Stop at once, without writing anything more: the next start has to recover."""
        self._do("pg_ctl", "-m", "immediate", "stop")

    def kill(self) -> None:
        """Kill the server and its processes, as when the machine goes."""
        server = int((self.folder / "db" / "postmaster.pid").read_text().split()[0])
        listed = subprocess.run(["pgrep", "-P", str(server)], stdout=subprocess.PIPE, text=True, check=False)
        for process in (server, *map(int, listed.stdout.split())):
            subprocess.run(["kill", "-9", str(process)], stderr=subprocess.DEVNULL, check=False)

    def remove(self) -> None:
        """Leave nothing behind."""
        self._do("pg_ctl", "-m", "immediate", "stop", check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _do(self, command: str, *options: str, check: bool = True) -> bool:
        asked = [*self._as, str(self._bin / command), "-D", str(self.folder / "db"), *options]
        # Into a file: the server keeps open what it is given, and nobody would see the end of a pipe.
        with (self.folder / "said").open("ab") as said:
            return subprocess.run(asked, cwd=self.folder, check=check, stdout=said, stderr=said).returncode == 0
