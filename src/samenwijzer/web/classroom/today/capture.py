"""Quick capture: note what was seen, and take it back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.media import LARGEST_BYTES
from samenwijzer.learning.evidence.actions import record_observation, retract
from samenwijzer.learning.evidence.attachments import attach
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.network.access.rules import check_own_group
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.queries import goals_by_id
from samenwijzer.web.classroom.today.board import Board, board_of, day_of
from samenwijzer.web.classroom.today.forms import CaptureForm, read
from samenwijzer.web.classroom.today.words import in_a_row
from samenwijzer.web.shell import ViewerRequest, say, screen


@dataclass(frozen=True)
class Saved:
    """What was just noted, in words; ``undo`` is the address that takes it back."""

    at: datetime
    names: str
    step: str
    goal: str
    undo: str


@require_POST
@screen
def capture(request: ViewerRequest, unit: int) -> HttpResponse:
    """Note that learners were seen at a step of a goal; the same capture sent twice is noted once."""
    check_own_group(request.viewer, unit)
    given = read(CaptureForm(request.POST))
    goal = goals_by_id([given["goal"]]).get(given["goal"])
    if goal is None:
        raise Refused(_("Choose the goal you saw something of."))
    if not given["learner"]:
        return _answer(request, _board(request, unit), goal=goal.pk, sentence=_("Tap first whom you saw."))
    with transaction.atomic():
        keep_files(request, keep(request, given))
    board = _board(request, unit)
    return _answer(request, board, goal=goal.pk, saved=_saved(board, goal, given))


def keep(request: ViewerRequest, given: dict[str, Any], *, seen_at: datetime | None = None) -> list[UUID]:
    """Store what a capture form says and return the ids; what is known already is left as it is."""
    uids = [uid_of(given["capture"], learner) for learner in given["learner"]]
    record_observation(
        learners=given["learner"],
        goal=given["goal"],
        step=given["step"],
        note=given["note"],
        kind=given["kind"],
        is_draft=given["draft"],
        seen_at=seen_at,
        uids=uids,
        by=request.viewer,
    )
    return uids


def keep_files(request: ViewerRequest, uids: list[UUID]) -> None:
    """Put the photos and voice of a capture form with what it said."""
    # One byte more than fits is enough to refuse it, however large it is.
    files = [file.read(LARGEST_BYTES + 1) for file in request.FILES.getlist("file")]
    if files:
        attach(evidence=Evidence.objects.filter(uid__in=uids), files=files, by=request.viewer)


def _saved(board: Board, goal: Goal, given: dict[str, Any]) -> Saved:
    names = board.names
    return Saved(
        at=timezone.localtime(),
        names=in_a_row([names[learner] for learner in given["learner"] if learner in names]),
        step=scales().step(given["step"]).name,
        goal=goal.title,
        undo=reverse("today_take_back_capture", args=[board.group.unit_id, given["capture"]]),
    )


def uid_of(capture: UUID, learner: int) -> UUID:
    """Return the id of what one capture says of one learner: the same capture again gives the same id."""
    return uuid5(capture, str(learner))


@require_POST
@screen
def take_back_capture(request: ViewerRequest, unit: int, capture: UUID) -> HttpResponse:
    """Take back what was noted in one capture."""
    board = _board(request, unit)
    if not retract(uids=[uid_of(capture, one.pk) for one in board.needs.learners], by=request.viewer):
        raise NotVisible(_("There is nothing here for you."))
    return _answer(request, _board(request, unit), sentence=_("Taken back. It no longer counts."))


def _board(request: ViewerRequest, unit: int) -> Board:
    return board_of(request.viewer, unit, day_of(request.viewer, timezone.localtime()))


def _answer(
    request: ViewerRequest, board: Board, *, goal: int | None = None, saved: Saved | None = None, sentence: str = ""
) -> HttpResponse:
    """Answer an empty form that says what happened, with the list as it stands now; a whole page without htmx."""
    if not request.headers.get("HX-Request"):
        said = _("Noted: %(names)s.") % {"names": saved.names} if saved else sentence
        say(request, said, undo=saved.undo if saved else "")
        return redirect("today_of_group", unit=board.group.unit_id)
    context = capture_context(board, goal) | {"saved": saved, "sentence": sentence}
    return render(request, "classroom/today/templates/captured.html", context)


def capture_context(board: Board, goal: int | None = None) -> dict[str, Any]:
    """Return what the capture form is drawn from, with the goal of id ``goal`` chosen, or else the one of now."""
    return {
        "board": board,
        "choice": board.goals.choice(goal),
        "capture": uuid4(),
        "steps": scales().mastery,
        "kinds": scales().noted_kinds,
        "writes": bool(board.group.rights and board.group.rights.writes),
    }
