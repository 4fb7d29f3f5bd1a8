"""Pictures and voice as people send them: recognised by what they hold, and rid of what nobody asked for.

A picture is drawn anew from its pixels: place, camera and date, and whatever else hides in the file, stay behind. Of a
voice recording the boxes for such notes are emptied. Names and types that a browser claims are not read at all.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

import puremagic
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from samenwijzer.foundation.errors import Refused

LARGEST_BYTES = 12 * 1024 * 1024
LARGEST_PIXELS = 60_000_000
LONGEST_SIDE = 2048
QUALITY = 85
#: A preview is small enough for a slow connection: some ten kilobytes.
PREVIEW_SIDE, PREVIEW_QUALITY = 320, 60
PICTURES = {".jpg", ".jpeg", ".jfif", ".png", ".webp"}
PICTURE_FORMATS = ("JPEG", "PNG", "WEBP")
VOICES = {
    ".webm": "audio/webm", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".mp4": "audio/mp4", ".m4a": "audio/mp4",
    ".wav": "audio/wav",
}  # fmt: skip
#: What only a film holds, in each of the containers above.
FILM = (b"V_VP8", b"V_VP9", b"V_AV1", b"V_MPEG", b"vide", b"\x80theora")
#: Boxes of the MP4 container that hold others, and those that hold notes such as where it was recorded.
HOLDING, NOTES = {b"moov", b"trak", b"mdia"}, {b"udta", b"meta", b"uuid"}


class MediaKind(StrEnum):
    """What one can look at or listen to."""

    PICTURE = "picture"
    VOICE = "voice"


@dataclass(frozen=True)
class Media:
    """A picture or a voice recording that is safe to keep and to serve as ``content_type``."""

    kind: MediaKind
    content_type: str
    content: bytes


def cleaned(data: bytes) -> Media:
    """Return what ``data`` holds, cleaned; refuse what is too large, or neither a picture nor a voice recording."""
    if len(data) > LARGEST_BYTES:
        raise Refused(_("This file is too large; at most %(size)s MB fits.") % {"size": LARGEST_BYTES // 1024**2})
    found = next((one for one in _extensions(data) if one in PICTURES or one in VOICES), "")
    if found in PICTURES:
        return Media(MediaKind.PICTURE, "image/jpeg", _drawn_anew(data))
    voice = VOICES.get(found, "")
    if voice and not any(mark in data for mark in FILM):
        return Media(MediaKind.VOICE, voice, _without_notes(data) if voice == "audio/mp4" else data)
    raise Refused(_("This is not a photo (JPEG, PNG or WebP) and not a voice recording."))


def _extensions(data: bytes) -> list[str]:
    """Return the endings that fit the content, the best first."""
    if data[4:8] == b"ftyp":
        return [".mp4"]
    try:
        return [one.extension for one in puremagic.magic_string(data)]
    except (puremagic.PureError, ValueError):
        return []


def _drawn_anew(data: bytes) -> bytes:
    """Return the pixels as a new JPEG, upright, at most :data:`LONGEST_SIDE` wide and high."""
    try:
        Image.open(BytesIO(data), formats=PICTURE_FORMATS).verify()
        picture = Image.open(BytesIO(data), formats=PICTURE_FORMATS)
        if picture.width * picture.height > LARGEST_PIXELS:
            raise Refused(_("This photo has too many pixels."))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise Refused(_("This photo cannot be opened.")) from error
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = Image.new("RGB", upright.size)
    plain.paste(upright)
    out = BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()


def preview(picture: bytes) -> bytes:
    """Return a cleaned picture again, at most :data:`PREVIEW_SIDE` wide and high."""
    drawn = Image.open(BytesIO(picture), formats=("JPEG",))
    drawn.draft("RGB", (PREVIEW_SIDE, PREVIEW_SIDE))
    drawn.thumbnail((PREVIEW_SIDE, PREVIEW_SIDE))
    out = BytesIO()
    drawn.save(out, "JPEG", quality=PREVIEW_QUALITY, optimize=True)
    return out.getvalue()


def _without_notes(data: bytes) -> bytes:
    """Return an MP4 container whose notes are renamed to free space and zeroed; nothing else moves."""
    content = bytearray(data)
    for name, body, end in _notes(data, 0, len(data)):
        content[name : name + 4] = b"free"
        content[body:end] = bytes(end - body)
    return bytes(content)


def _notes(data: bytes, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield where name, body and end of each box with notes stand; refuse boxes that do not fit in each other."""
    while start + 8 <= end:
        (length,), header = struct.unpack(">I", data[start : start + 4]), 8
        name = data[start + 4 : start + 8]
        if length == 0:
            length = end - start
        elif length == 1 and start + 16 <= end:
            (length,), header = struct.unpack(">Q", data[start + 8 : start + 16]), 16
        if length < header or start + length > end:
            raise Refused(_("This recording cannot be opened."))
        if name in NOTES:
            yield start + 4, start + header, start + length
        elif name in HOLDING:
            yield from _notes(data, start + header, start + length)
        start += length
