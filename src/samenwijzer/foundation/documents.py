"""Files for a lesson: a PDF, a picture or a voice recording, recognised by what they hold.

Pictures and recordings are cleaned as everywhere (`samenwijzer.foundation.media`). A PDF is kept as it is when it is
one from its first byte to its last and holds nothing that acts: no script, no other file, no form that sends.
"""

import re
import zlib
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.media import LARGEST_BYTES, cleaned

PDF = b"%PDF-"
END = b"%%EOF"
#: Names of a PDF that act or carry something else (ISO 32000-1, 12.6.4 and 7.11.4).
ACTING = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|EmbeddedFiles|RichMedia|XFA|SubmitForm|ImportData)\b")
#: Beginnings of what a browser or a zip tool would read in the same bytes.
OTHERWISE = re.compile(rb"<script|<html|<svg|<\?php|<!doctype", re.IGNORECASE)
ZIP_END, ZIP_REACH = b"PK\x05\x06", 65_557
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
#: Bytes before a stream in which it says what it is, and how much of a packed list of objects is read.
SAYS_BEFORE, LARGEST_LIST = 400, 8 * 1024 * 1024


class DocumentKind(StrEnum):
    """What one can read, look at or listen to."""

    PDF = "pdf"
    PICTURE = "picture"
    VOICE = "voice"


@dataclass(frozen=True)
class Document:
    """A file that is safe to keep and to serve as ``content_type``."""

    kind: DocumentKind
    content_type: str
    content: bytes


def document(data: bytes) -> Document:
    """Return what ``data`` holds, cleaned; refuse what is too large, of another kind, or two kinds at once."""
    if len(data) > LARGEST_BYTES:
        raise Refused(_("This file is too large; at most %(size)s MB fits.") % {"size": LARGEST_BYTES // 1024**2})
    if data.startswith(PDF):
        _check_pdf(data)
        return Document(DocumentKind.PDF, "application/pdf", data)
    try:
        media = cleaned(data)
    except Refused as error:
        raise Refused(
            _("Choose a PDF, a photo (JPEG, PNG or WebP) or a voice recording. %(why)s") % {"why": error}
        ) from error
    return Document(DocumentKind(media.kind.value), media.content_type, media.content)


def _check_pdf(data: bytes) -> None:
    """Refuse a PDF that is something else as well, or that acts."""
    if not data.rstrip(b"\0\r\n\t ").endswith(END):
        raise Refused(_("This PDF is damaged or goes on after its end. Print it to PDF again and send that."))
    outside = STREAM.sub(b"", data)
    said = b" ".join([outside, *_packed_lists(data)])
    plain = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), said)
    if ACTING.search(plain) or OTHERWISE.search(outside) or ZIP_END in data[-ZIP_REACH:]:
        raise Refused(_("This PDF holds a script, a form or another file. Print it to PDF again and send that."))


def _packed_lists(data: bytes) -> list[bytes]:
    """Return the lists of objects that stand packed in streams of a PDF (ISO 32000-1, 7.5.7)."""
    found = []
    for stream in STREAM.finditer(data):
        if b"/ObjStm" in data[max(0, stream.start() - SAYS_BEFORE) : stream.start()]:
            try:
                found.append(zlib.decompressobj().decompress(stream[1], LARGEST_LIST))
            except zlib.error as error:
                raise Refused(_("This PDF cannot be opened.")) from error
    return found
