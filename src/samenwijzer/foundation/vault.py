"""Files that belong to rows, outside the web root: named after their content, so that equal content is kept once."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

FOLDER = "attachments"


def put(content: bytes) -> str:
    """Keep ``content`` and return its digest; killed halfway, or on a full disk, it leaves nothing that looks whole."""
    digest = sha256(content).hexdigest()
    file = path_of(digest)
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, suffix=".part", delete=False) as part:
            try:
                part.write(content)
                part.flush()
                os.fsync(part.fileno())
                Path(part.name).replace(file)
            except OSError:
                Path(part.name).unlink(missing_ok=True)
                raise
    return digest


def path_of(digest: str) -> Path:
    """Return where content with this digest is kept."""
    folder: Path = settings.HOME / FOLDER
    return folder / digest[:2] / digest


def digests() -> Iterator[str]:
    """Yield the digest of everything that is kept."""
    for file in (settings.HOME / FOLDER).glob("*/*"):
        if file.suffix != ".part":
            yield file.name


def throw_away(digest: str) -> None:
    """Remove the content with this digest, if it is there."""
    path_of(digest).unlink(missing_ok=True)
