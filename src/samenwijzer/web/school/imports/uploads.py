"""Files between preview and confirmation: in a private folder of their own, bound to the session, never for long."""

import shutil
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_valid_filename

KEY = "import"
KEPT_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Upload:
    """A file that waits: its kind, its name, the folder it is in and what was chosen beside it (as text)."""

    kind: str
    name: str
    folder: str
    under: int | None = None
    day: str = ""
    layout: str = ""

    @property
    def path(self) -> Path:
        """Where the file is."""
        return _home() / self.folder / self.name


def _home() -> Path:
    return Path(settings.HOME) / "uploads"


def keep(
    session: SessionBase,
    file: "UploadedFile[bytes]",
    *,
    kind: str,
    under: int | None = None,
    day: str = "",
    layout: str = "",
) -> Upload:
    """Keep ``file`` for this session in the place of an earlier one, and sweep away what others left behind."""
    discard(session)
    _sweep()
    upload = Upload(kind, get_valid_filename(Path(file.name or "file").name), token_hex(16), under, day, layout)
    upload.path.parent.mkdir(parents=True, mode=0o700)
    with upload.path.open("wb") as out:
        for chunk in file.chunks():
            out.write(chunk)
    session[KEY] = asdict(upload)
    return upload


def waiting(session: SessionBase, kind: str) -> Upload | None:
    """Return the file of this ``kind`` that waits in this session, if it is still there."""
    stored = session.get(KEY)
    upload = Upload(**stored) if stored else None
    return upload if upload and upload.kind == kind and upload.path.exists() else None


def discard(session: SessionBase) -> None:
    """Remove the file that waits in this session."""
    stored = session.pop(KEY, None)
    if stored:
        shutil.rmtree(Upload(**stored).path.parent, ignore_errors=True)


def _sweep() -> None:
    before = time.time() - KEPT_SECONDS
    for folder in _home().glob("*"):
        if folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)
