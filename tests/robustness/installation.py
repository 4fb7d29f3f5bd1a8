"""An installation of its own, with a home folder and a database of its own, put back in a moment to how it stood.

On PostgreSQL where ``DATABASE_URL`` names a server on which databases may be made, on SQLite otherwise. Made before
Django is set up, so it knows nothing of Django.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

PATIENCE_SECONDS = 20


class OnSqlite:
    """A database in one file of the home folder."""

    vendor = "SQLite"

    def __init__(self, home: Path) -> None:
        self.file, self.kept = home / "product.sqlite3", home / "product.kept"
        self.url = f"sqlite:///{self.file}"

    def keep(self) -> None:
        """Remember how the database stands now; nothing may be connected to it."""
        shutil.copyfile(self.file, self.kept)

    def put_back(self) -> None:
        """Let the database stand as it was kept."""
        for beside in ("-wal", "-shm"):
            Path(f"{self.file}{beside}").unlink(missing_ok=True)
        shutil.copyfile(self.kept, self.file)

    def settle(self) -> None:
        """Wait until nothing a killed process left behind is at work; here there is nothing to wait for."""

    def remove(self) -> None:
        """Nothing is left outside the home folder."""


class OnPostgres:
    """A database on a server, and a second one as its copy."""

    vendor = "PostgreSQL"

    def __init__(self, server: str) -> None:
        self.server, self.name = server, f"samenwijzer_robust_{os.getpid()}"
        self.url = urlsplit(server)._replace(path=f"/{self.name}").geturl()
        self._do(f"CREATE DATABASE {self.name}")

    def keep(self) -> None:
        """Remember how the database stands now; nothing may be connected to it."""
        self.settle()
        self._do(f"DROP DATABASE IF EXISTS {self.name}_kept", f"CREATE DATABASE {self.name}_kept TEMPLATE {self.name}")

    def put_back(self) -> None:
        """Let the database stand as it was kept."""
        self.settle()
        self._do(f"DROP DATABASE {self.name}", f"CREATE DATABASE {self.name} TEMPLATE {self.name}_kept")

    def settle(self) -> None:
        """Wait until the server has noticed that a killed process is gone: until then it may still be committing."""
        until = time.monotonic() + PATIENCE_SECONDS
        while self._do("SELECT 1 FROM pg_stat_activity WHERE datname = '%s'" % self.name):  # noqa: UP031
            if time.monotonic() > until:
                raise TimeoutError(f"somebody is still connected to {self.name}")
            time.sleep(0.01)

    def remove(self) -> None:
        """Remove both databases."""
        for name in (self.name, f"{self.name}_kept"):
            self._do(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _do(self, *statements: str) -> bool:
        with psycopg.connect(self.server, autocommit=True) as connection:
            found = None
            for statement in statements:
                found = connection.execute(statement.encode())
            return bool(found and found.description and found.fetchone())


class Installation:
    """A home folder and a database, named in the environment for whatever starts after this."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="samenwijzer-robust-"))
        server = os.environ.get("DATABASE_URL", "")
        self.database = OnPostgres(server) if server.startswith("postgres") else OnSqlite(self.home)
        os.environ.update({"DATABASE_URL": self.database.url, "SAMENWIJZER_HOME": str(self.home)})
        os.environ.update({"ALLOWED_HOSTS": "localhost,127.0.0.1,testserver"})
        os.environ.setdefault("SECRET_KEY", "tests-only")
        (self.home / "static").mkdir()  # WhiteNoise warns where there is no folder of collected files

    def remove(self) -> None:
        """Leave nothing behind."""
        self.database.remove()
        shutil.rmtree(self.home, ignore_errors=True)
