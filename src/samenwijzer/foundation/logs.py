"""Log lines as JSON that hold no personal content.

What a person typed, a name or an address with an id in it can reach a log in two ways: as an argument of a message,
and as the text of an exception. So neither is written: of a message its template, of an exception its kind and the
places in the code it came through. What code wants to tell, it tells in ``extra={"facts": {…}}`` with numbers and names
of things of the product.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

#: Their messages are templates, whose arguments are left out. What others log is told by where it was logged.
TEMPLATES_OF = ("samenwijzer.", "django.request", "django.server", "django.db.backends")
PACKAGE = Path(__file__).resolve().parent.parent


class PlainFacts(logging.Formatter):
    """One JSON object a line: when, how bad, which logger, what, facts, and of an exception its kind and places."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; nothing that was put in the message or said by an exception is in it."""
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "what": _what(record),
        }
        told |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1] is not None:
            told["error"] = _kinds(record.exc_info[1])
            told["places"] = [_place(frame) for frame in traceback.extract_tb(record.exc_info[2])]
        return json.dumps(told, ensure_ascii=False)


def _what(record: logging.LogRecord) -> str:
    if record.name.startswith(TEMPLATES_OF) and isinstance(record.msg, str):
        return record.msg
    return f"{record.module}:{record.lineno}"


def _kinds(error: BaseException) -> list[str]:
    """Return the kind of an exception and of those it came from, the last first; never what they say."""
    found: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(found) < 5:
        found.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        cause = cause.__cause__ or cause.__context__
    return found


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    name = path.relative_to(PACKAGE) if path.is_relative_to(PACKAGE) else Path(*path.parts[-2:])
    return f"{name}:{frame.lineno}"
