"""Files for a lesson: a PDF that is only a PDF, and pictures and recordings cleaned as everywhere."""

import zlib

import pytest
from django.utils import translation

from samenwijzer.foundation.documents import DocumentKind, document
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.media import LARGEST_BYTES
from tests.media import ACTING_SHEET, PDF_HEAD, PDF_TAIL, SHEET, WEBM, picture


def stream(content: bytes, says: bytes = b"/Filter /FlateDecode") -> bytes:
    """Return a PDF with one stream that holds ``content``."""
    return PDF_HEAD + b">>\nendobj\n2 0 obj\n<< " + says + b" >>\nstream\n" + content + b"\nendstream\n<< " + PDF_TAIL


def test_a_worksheet_a_picture_and_a_recording_are_kept_as_what_they_are() -> None:
    assert document(SHEET).kind == DocumentKind.PDF
    assert document(SHEET).content == SHEET
    assert document(stream(b"/JS and /JavaScript as pixels of a drawing")).kind == DocumentKind.PDF
    drawn = document(picture("PNG"))
    assert (drawn.kind, drawn.content_type) == (DocumentKind.PICTURE, "image/jpeg")
    assert document(WEBM).kind == DocumentKind.VOICE


@pytest.mark.parametrize(
    "data",
    [
        ACTING_SHEET,
        PDF_HEAD + b"/OpenAction << /S /J#61vaScript >> " + PDF_TAIL,
        PDF_HEAD + b"/Names << /EmbeddedFiles 3 0 R >> " + PDF_TAIL,
        stream(
            zlib.compress(b"3 0 << /S /JavaScript /JS 4 0 R >>"), b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"
        ),
        stream(b"not packed at all", b"/Type /ObjStm /N 1"),
        SHEET + b"PK\x03\x04more",
        SHEET.replace(b"%%EOF", b"PK\x05\x06" + bytes(18) + b"%%EOF"),
        PDF_HEAD + b"(<script>alert(1)</script>) " + PDF_TAIL,
        b"<html>" + SHEET,
        b"GIF89a" + SHEET,
        b"MZ" + bytes(200),
        b"PK\x03\x04" + bytes(60),
        b"just words",
        b"",
        b"%PDF-1.4" + bytes(LARGEST_BYTES),
    ],
)
def test_what_acts_or_is_two_things_at_once_is_refused(data: bytes) -> None:
    with translation.override("nl"), pytest.raises(Refused):
        document(data)
