"""What people send is recognised by what it holds, and rid of what nobody asked for."""

import struct
from io import BytesIO

import pytest
from PIL import Image
from PIL.ExifTags import IFD

from samenwijzer.foundation import media
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.media import MediaKind, cleaned
from samenwijzer.foundation.vault import path_of, put, throw_away
from tests.media import WEBM, picture

GPS_LATITUDE = 2


def box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + name + body


def test_a_photo_loses_where_it_was_taken_and_stays_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "Camera van thuis"
    exif.get_ifd(IFD.GPSInfo)[GPS_LATITUDE] = (51.0, 2.0, 3.0)
    sent = picture(exif=exif)
    assert b"Camera van thuis" in sent
    found = cleaned(sent)
    opened = Image.open(BytesIO(found.content))
    assert (found.kind, found.content_type) == (MediaKind.PICTURE, "image/jpeg")
    assert not opened.getexif()
    assert opened.size == (20, 40)
    assert b"Camera van thuis" not in found.content


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_nothing_that_hides_in_a_picture_comes_along(form: str) -> None:
    hidden = b"<script>alert(1)</script>PK\x03\x04"
    found = cleaned(picture(form, (3000, 100)) + hidden)
    assert hidden not in found.content
    assert max(Image.open(BytesIO(found.content)).size) == media.LONGEST_SIDE


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (WEBM, "audio/webm"),
        (b"OggS\0\2" + b"\0" * 22 + b"\x01\x13OpusHead" + b"\0" * 60, "audio/ogg"),
        (b"RIFF" + struct.pack("<I", 36) + b"WAVEfmt " + b"\0" * 40, "audio/wav"),
        (box(b"ftyp", b"iso5\0\0\2\0isom") + box(b"moov", box(b"udta", b"\xa9xyz+51.0+003.7/")), "audio/mp4"),
    ],
)
def test_a_voice_is_known_by_its_content(data: bytes, kind: str) -> None:
    found = cleaned(data)
    assert (found.kind, found.content_type, len(found.content)) == (MediaKind.VOICE, kind, len(data))
    assert b"+51.0" not in found.content


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"%PDF-1.7 not a photo",
        b"\xff\xd8\xff\xe0 half a photo",
        picture("GIF"),
        WEBM + b"V_VP9",
        box(b"ftyp", b"iso5\0\0\2\0") + b"\0\0\xff\xffmoov",
    ],
    ids=["nothing", "html", "pdf", "broken", "gif", "film", "torn"],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        cleaned(data)


def test_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(media, "LARGEST_PIXELS", 700)
    with pytest.raises(Refused, match="pixel"):
        cleaned(picture())
    monkeypatch.setattr(media, "LARGEST_BYTES", 100)
    with pytest.raises(Refused, match="MB"):
        cleaned(picture())


def test_equal_content_is_kept_once_outside_the_web_root(settings, tmp_path) -> None:
    settings.HOME = tmp_path
    digest = put(b"content")
    assert put(b"content") == digest
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == [path_of(digest)]
    assert not path_of(digest).is_relative_to(settings.STATIC_ROOT)
    throw_away(digest)
    assert not path_of(digest).exists()
