"""The service worker: the script that answers a page when there is no connection."""

from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse

FILE = Path(__file__).resolve().parent / "static" / "worker.js"


@cache
def _script() -> str:
    return FILE.read_text(encoding="utf-8")


def serve(request: HttpRequest) -> HttpResponse:
    """Answer the script, from the root because a worker reaches no further than its own folder; never an old one."""
    response = HttpResponse(_script(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
