"""The files of the lake: ``lake/<table>/<year>-<digest>.parquet`` in the product's home, and what stands in them.

A file is never changed. A new one is written aside, synced and put in place under the name of its content; then the
manifest is put in the place of the old one, and only then the old file goes. So whoever is killed leaves the old whole
or the new whole, and files that the manifest does not name go at the next :func:`sweep`.
"""

import fcntl
import hmac
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.utils import timezone
from pydantic import TypeAdapter, ValidationError

FORM = 1
MANIFEST = "manifest.json"
COMPRESSION = "zstd"


@dataclass(frozen=True)
class Part:
    """One file: a school year of a table."""

    file: str
    rows: int
    sha256: str
    written_at: str


@dataclass
class Manifest:
    """Which files the lake consists of, by table and school year; ``key`` tells which key made the pseudonyms."""

    form: int = FORM
    key: str = ""
    refreshed_at: str = ""
    tables: dict[str, dict[int, Part]] = field(default_factory=dict)

    def parts(self) -> Iterator[tuple[str, int, Part]]:
        """Yield every file with its table and school year."""
        for table, years in self.tables.items():
            for year, part in years.items():
                yield table, year, part

    @property
    def refreshed(self) -> datetime | None:
        """When all of it was last brought up to date."""
        return datetime.fromisoformat(self.refreshed_at) if self.refreshed_at else None


def home() -> Path:
    """Return the folder of the lake."""
    folder: Path = settings.HOME / "lake"
    return folder


@contextmanager
def held(*, alone: bool) -> Iterator[None]:
    """Keep others from changing the lake, and with ``alone`` from reading it, while the block runs.

    Whoever writes reads the database inside such a block: what was erased before is then not written again after.
    """
    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home() / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        yield


def key_mark() -> str:
    """Return what tells one pseudonym key from another and nothing of the key itself."""
    return hmac.new(settings.PSEUDONYM_KEY.encode(), b"lake key", "sha256").hexdigest()[:16]


def manifest() -> Manifest:
    """Return what stands in the lake; nothing where it was never written, cannot be read, or has another key.

    All of it follows from the database: the next refresh writes it anew.
    """
    file = home() / MANIFEST
    if not file.exists():
        return Manifest(key=key_mark())
    try:
        found = TypeAdapter(Manifest).validate_json(file.read_bytes())
    except ValidationError:
        return Manifest(key=key_mark())
    return found if (found.form, found.key) == (FORM, key_mark()) else Manifest(key=key_mark())


def put(table: str, year: int, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> bool:
    """Let these rows be the school year ``year`` of ``table``; return whether that changed anything.

    The caller holds the lake alone.
    """
    folder = home() / table
    folder.mkdir(mode=0o700, exist_ok=True)
    part = folder / f"{year}.part"
    rows = _write(part, schema, batches)
    found, digest = manifest(), _digest(part)
    before = found.tables.get(table, {}).get(year)
    if rows == 0 or (before and before.sha256 == digest):
        part.unlink()
        return rows == 0 and drop(table, year)
    name = f"{table}/{year}-{digest[:16]}.parquet"
    part.replace(home() / name)
    _sync_folder(folder)
    found.tables.setdefault(table, {})[year] = Part(name, rows, digest, timezone.now().isoformat())
    _keep(found)
    if before:
        (home() / before.file).unlink(missing_ok=True)
    return True


def drop(table: str, year: int) -> bool:
    """Take a school year of a table out; return whether it was there. The caller holds the lake alone."""
    found = manifest()
    before = found.tables.get(table, {}).pop(year, None)
    if before is None:
        return False
    _keep(found)
    (home() / before.file).unlink(missing_ok=True)
    return True


def mark_refreshed() -> None:
    """Write down that all of it is up to date now. The caller holds the lake alone."""
    found = manifest()
    found.refreshed_at = timezone.now().isoformat()
    _keep(found)


def sweep() -> int:
    """Remove what the manifest does not name: left by whoever was killed. The caller holds the lake alone."""
    loose = list(_loose(manifest()))
    for file in loose:
        file.unlink()
    return len(loose)


def clear() -> None:
    """Remove all of it; the next refresh writes it anew."""
    with held(alone=True):
        _keep(Manifest(key=key_mark()))
        for folder in home().iterdir():
            if folder.is_dir():
                shutil.rmtree(folder)


def problems() -> Iterator[str]:
    """Yield what is wrong with the files: missing, not what was written, not named, under another key."""
    file = home() / MANIFEST
    if not file.exists():
        return
    try:
        found = TypeAdapter(Manifest).validate_json(file.read_bytes())
    except ValidationError:
        yield "the manifest cannot be read"
        return
    if found.key != key_mark():
        yield "it was written under another SAMENWIJZER_PSEUDONYM_KEY"
    for _table, _year, part in found.parts():
        if not (home() / part.file).exists():
            yield f"{part.file} is named and not there"
        elif _digest(home() / part.file) != part.sha256:
            yield f"{part.file} is not what was written"
    yield from (f"{one.relative_to(home())} is there and not named" for one in _loose(found))


def _loose(found: Manifest) -> Iterator[Path]:
    named = {home() / part.file for _table, _year, part in found.parts()}
    return (file for file in home().glob("*/*") if file not in named)


def _write(part: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> int:
    """Write rows to ``part`` and on to the disk; return how many."""
    rows = 0
    with part.open("wb") as out:
        with pq.ParquetWriter(out, schema, compression=COMPRESSION) as writer:
            for batch in batches:
                writer.write_batch(batch)
                rows += batch.num_rows
        out.flush()
        os.fsync(out.fileno())
    return rows


def _keep(found: Manifest) -> None:
    part = home() / f"{MANIFEST}.part"
    with part.open("w") as out:
        json.dump(asdict(found), out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    part.replace(home() / MANIFEST)
    _sync_folder(home())


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _digest(file: Path) -> str:
    code = sha256()
    with file.open("rb") as content:
        while portion := content.read(1 << 20):
            code.update(portion)
    return code.hexdigest()
