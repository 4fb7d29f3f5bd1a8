"""Looking at a file and bringing it in: at once, or beside the requests where the file is large.

What the worker needs to know and what came of it stand beside the file, in its own folder, and go when that goes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TextIO, TypeVar

from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from samenwijzer.exchange.plans import Preview
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.problems import FileRefused, Problem
from samenwijzer.foundation.tasks.actions import enqueue
from samenwijzer.foundation.tasks.models import Task
from samenwijzer.foundation.tasks.registry import Progress
from samenwijzer.network.access.rules import managed_units
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.web.school.imports import uploads
from samenwijzer.web.school.imports.kinds import KINDS, Asked, Kind

TASK = "bring in a file"
TICKET, FOUND, REST = "ticket.json", "found.json", "rest"
Content = TypeVar("Content")


@dataclass(frozen=True)
class Found:
    """What came of a file: a preview with its ``seal``, what is wrong with it, or that it is in.

    ``is_other`` says that something else was asked to be brought in than what the file would do now; ``address`` is
    where to go when it is in.
    """

    seal: str = ""
    preview: Preview | None = None
    problems: tuple[Problem, ...] = ()
    total: int = 0
    sentence: str = ""
    is_in: bool = False
    is_other: bool = False
    address: str = ""


@dataclass(frozen=True)
class Ticket:
    """What the worker is to do with a file: look at it or, with a ``seal``, bring in what was looked at."""

    kind: str
    name: str
    under: int | None
    today: date
    day: date | None
    layout: str
    more: dict[str, str]
    good_rows: bool
    by: int
    language: str
    seal: str = ""

    def asks_as(self, other: "Ticket | None") -> bool:
        """Whether both are about the same choices, whatever is to be done."""
        return other is not None and replace(self, seal="") == replace(other, seal="")


def do(kind: Kind, path: Path, asked: Asked, seal: str, by: Viewer) -> Found:
    """Look at the file and, where the preview bears ``seal``, bring it in; nothing but what was looked at comes in."""
    try:
        plan = kind.plan(path, asked)
        if kind.check:
            kind.check(plan, by)
        found = Found(sha256(repr(plan.preview).encode()).hexdigest(), plan.preview, is_other=bool(seal))
        if seal != found.seal:
            return found
        kind.carry_out(plan, by=by.person_id)
    except FileRefused as refusal:
        return Found(problems=refusal.problems, total=refusal.total, sentence=str(refusal))
    except Refused as refusal:
        return Found(sentence=str(refusal))
    return replace(
        found, is_in=True, is_other=False, address=kind.opens(plan) if kind.opens else reverse("organisation")
    )


def found(upload: uploads.Upload, asked: Asked, *, by: Viewer) -> Found | None:
    """Return what came of the file, ``None`` while it is being worked at; the first time this asks for it."""
    ticket = _ticket(upload, asked, by)
    if not ticket.asks_as(_read(upload.path.parent / TICKET, Ticket)):
        _begin(upload, ticket)
    result = _read(upload.path.parent / FOUND, Found)
    last = Task.objects.filter(name=TASK, arguments={"folder": upload.folder}).order_by("-pk").first()
    if result is None and last and last.state == Task.State.FAILED:
        return Found(sentence=_("Something went wrong here while working at the file. Nothing was changed. Try again."))
    return result


def ask(upload: uploads.Upload, asked: Asked, *, seal: str, by: Viewer) -> None:
    """Let the worker bring in what was looked at; anything else than the preview that stands is passed over."""
    standing = _read(upload.path.parent / FOUND, Found)
    if standing and standing.preview and standing.seal == seal and not standing.is_in:
        _begin(upload, _ticket(upload, asked, by, seal))


def forget(upload: uploads.Upload) -> None:
    """Let the file be looked at anew."""
    for name in (TICKET, FOUND):
        (upload.path.parent / name).unlink(missing_ok=True)


def bring_in(*, progress: Progress, folder: str) -> None:
    """Do what the ticket in this folder says (a task); where the file was thrown away there is nothing to do.

    Stopped halfway it is done again: what is in already then shows as standing.
    """
    place = uploads.home() / folder
    ticket = _read(place / TICKET, Ticket)
    if ticket is None:
        return
    progress(0, 1)
    # Rights may have gone since the person asked.
    by = viewer_of(person_id=ticket.by, on=ticket.today)
    under = managed_units(by).get(pk=ticket.under) if ticket.under else None
    asked = Asked(under, ticket.day, ticket.today, ticket.layout, ticket.good_rows, ticket.more)
    kind = KINDS[ticket.kind]
    with override(ticket.language):
        result = do(kind, place / ticket.name, asked, ticket.seal, by)
        if kind.write_rest and asked.good_rows and result.preview:
            _write_rest(kind.write_rest, place, ticket.name, asked)
    _write(place / FOUND, Found, result)
    progress(1, 1)


def rest_of(upload: uploads.Upload) -> Path | None:
    """Return the file with the rows of ``upload`` that have a mistake, once the worker has made it."""
    return next(iter((upload.path.parent / REST).glob("*.csv")), None)


def _write_rest(write: Callable[[Path, Asked, TextIO], str], place: Path, name: str, asked: Asked) -> None:
    """Write the rows left out to a file of their own, under the name it is fetched by; nobody reads half of it."""
    folder = place / REST
    folder.mkdir(exist_ok=True)
    half = folder / "half"
    with half.open("w", encoding="utf-8-sig", newline="") as out:
        called = write(place / name, asked, out)
    half.replace(folder / called)


def _ticket(upload: uploads.Upload, asked: Asked, by: Viewer, seal: str = "") -> Ticket:
    return Ticket(
        upload.kind,
        upload.name,
        upload.under,
        asked.today,
        asked.day,
        asked.layout,
        dict(asked.more),
        asked.good_rows,
        by.person_id,
        get_language() or "nl",
        seal,
    )


def _begin(upload: uploads.Upload, ticket: Ticket) -> None:
    folder = upload.path.parent
    (folder / FOUND).unlink(missing_ok=True)
    _write(folder / TICKET, Ticket, ticket)
    enqueue(name=TASK, folder=upload.folder)


def _read(path: Path, kind: type[Content]) -> Content | None:
    return TypeAdapter(kind).validate_json(path.read_bytes()) if path.exists() else None


def _write(path: Path, kind: type[Content], content: Content) -> None:
    """Write so that nobody reads half of it."""
    half = path.with_suffix(".half")
    half.write_bytes(TypeAdapter(kind).dump_json(content))
    half.replace(path)
