"""Files between preview and confirmation: in a private folder of their own, bound to the session, never for long."""

import shutil
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from secrets import token_hex
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_valid_filename

KEY = "import"
KEPT_SECONDS = 24 * 60 * 60
#: From this size on, a few thousand rows, a file is looked at and brought in beside the requests (unpacked, bytes).
LARGE = 256 * 1024


@dataclass(frozen=True)
class Upload:
    """A file that waits: its kind, its name, the folder it is in and what was chosen beside it (as text).

    ``more`` is what only this kind of file asks.
    """

    kind: str
    name: str
    folder: str
    under: int | None = None
    day: str = ""
    layout: str = ""
    more: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """Where the file is."""
        return home() / self.folder / self.name

    @property
    def is_large(self) -> bool:
        """Whether working at it takes longer than a request should."""
        try:
            with ZipFile(self.path) as archive:
                return sum(member.file_size for member in archive.infolist()) > LARGE
        except BadZipFile:
            return self.path.stat().st_size > LARGE


def home() -> Path:
    """Return the folder in which each file that waits has a folder of its own."""
    return Path(settings.HOME) / "uploads"


def keep(
    session: SessionBase,
    file: "UploadedFile[bytes]",
    *,
    kind: str,
    under: int | None = None,
    day: str = "",
    layout: str = "",
    more: Mapping[str, str] | None = None,
) -> Upload:
    """Keep ``file`` for this session in the place of an earlier one, and sweep away what others left behind."""
    discard(session)
    _sweep()
    upload = Upload(
        kind, get_valid_filename(Path(file.name or "file").name), token_hex(16), under, day, layout, dict(more or {})
    )
    upload.path.parent.mkdir(parents=True, mode=0o700)
    with upload.path.open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    session[KEY] = asdict(upload)
    return upload


def waiting(session: SessionBase, kind: str) -> Upload | None:
    """Return the file of this ``kind`` that waits in this session, if it is still there."""
    upload = standing(session)
    return upload if upload and upload.kind == kind else None


def standing(session: SessionBase) -> Upload | None:
    """Return the file that waits in this session, whatever its kind, if it is still there."""
    stored = session.get(KEY)
    upload = Upload(**stored) if stored else None
    return upload if upload and upload.path.exists() else None


def choose(session: SessionBase, upload: Upload, **more: str) -> None:
    """Keep with the file that waits what was chosen after looking at it."""
    session[KEY] = asdict(replace(upload, more=upload.more | more))


def discard(session: SessionBase) -> None:
    """Remove the file that waits in this session."""
    stored = session.pop(KEY, None)
    if stored:
        shutil.rmtree(Upload(**stored).path.parent, ignore_errors=True)


def _sweep() -> None:
    before = time.time() - KEPT_SECONDS
    for folder in home().glob("*"):
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)
