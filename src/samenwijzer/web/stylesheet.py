"""The one stylesheet: tokens, ground, frame, every component and every screen, each in its cascade layer."""

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.autoreload import file_changed

WEB = Path(__file__).resolve().parent
LAYERS = ("tokens", "base", "shell", "components", "screens", "print")
A_YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Stylesheet:
    """All CSS of the product, as text and gzipped, and the digest that names it in its address."""

    text: str
    gzipped: bytes
    digest: str


def _sources(layer: str) -> list[Path]:
    """Return the files of ``layer`` in the order of their names."""
    if layer == "components":
        return sorted((WEB / "components").glob("*/*.css"))
    if layer == "screens":
        return sorted(WEB.rglob("templates/*.css"))
    return [WEB / "components" / f"{layer}.css"]


def _text() -> Iterator[str]:
    yield f"@layer {', '.join(LAYERS)};\n"
    for layer in LAYERS:
        yield f"@layer {layer} {{\n"
        yield from (file.read_text(encoding="utf-8") for file in _sources(layer))
        yield "}\n"


@cache
def stylesheet() -> Stylesheet:
    """Return the stylesheet, put together on first use."""
    text = "".join(_text())
    content = text.encode()
    return Stylesheet(text, gzip.compress(content, mtime=0), hashlib.sha256(content).hexdigest()[:12])


def serve(request: HttpRequest, digest: str) -> HttpResponse:
    """Answer the stylesheet; its address changes with its content, so a browser may keep it for a year.

    An address of an older release gets today's stylesheet, not to be kept.
    """
    sheet = stylesheet()
    response = HttpResponse(sheet.gzipped, content_type="text/css; charset=utf-8")
    response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = A_YEAR if digest == sheet.digest else "no-cache"
    return response


def _forget(file_path: Path, **kwargs: Any) -> None:
    if file_path.suffix == ".css":
        stylesheet.cache_clear()


file_changed.connect(_forget, dispatch_uid="samenwijzer.stylesheet")
