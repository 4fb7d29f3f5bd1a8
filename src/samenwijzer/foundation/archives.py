"""Reading zip files from outside: never more than they may hold, never a path outside them."""

import zipfile
import zlib
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from samenwijzer.foundation.problems import refuse

MAX_MEMBERS = 200
MAX_BYTES_UNPACKED = 600 * 1024 * 1024
_NOISE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


class Archive:
    """The files of a zip by their bare name, in any folder it may wrap them in; read one at a time."""

    def __init__(self, path: Path) -> None:
        """Open ``path``; a file that is no zip, too large or unsafe is a :class:`FileRefused`."""
        self.name = path.name
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError) as error:
            raise refuse(
                self.name, _("This is not a readable zip file."), _("Export again and choose the zip file as it is.")
            ) from error
        members = [member for member in self._zip.infolist() if not member.is_dir() and not _is_noise(member)]
        self._check_size(members)
        for member in members:
            self._check_member(member)
        self._members = {PurePosixPath(member.filename).name: member for member in members}
        if len(self._members) < len(members):
            raise refuse(
                self.name,
                _("Two files in the zip have the same name."),
                _("Keep one export in the zip and leave out the other folders."),
            )

    @property
    def names(self) -> list[str]:
        """Bare names of the files."""
        return list(self._members)

    def read(self, name: str) -> bytes:
        """Return the content of the file with this bare name; damaged content is a :class:`FileRefused`."""
        try:
            return self._zip.read(self._members[name])
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:  # the last: packed in an unknown way
            raise refuse(name, _("This file in the zip is damaged."), _("Export again; the zip is broken.")) from error

    def _check_size(self, members: list[zipfile.ZipInfo]) -> None:
        # zipfile never unpacks more than the size a member declares, so the sum of those is a true bound.
        if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_BYTES_UNPACKED:
            limit = MAX_BYTES_UNPACKED // 1024 // 1024
            raise refuse(
                self.name,
                _("The zip holds more than %(files)s files or %(size)s MB.") % {"files": MAX_MEMBERS, "size": limit},
                _("Split the export by school and bring the parts in one after another."),
            )

    def _check_member(self, member: zipfile.ZipInfo) -> None:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise refuse(
                self.name,
                _("The zip points to a place outside itself: “%(path)s”.") % {"path": member.filename},
                _("Do not trust this file; ask its sender for a plain export."),
            )
        if member.flag_bits & 0x1:
            raise refuse(
                self.name, _("The zip is locked with a password."), _("Make the zip again without a password.")
            )


def _is_noise(member: zipfile.ZipInfo) -> bool:
    return any(noise in member.filename for noise in _NOISE)
