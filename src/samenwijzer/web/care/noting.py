"""Noting in a track, correcting what stands there, and sharing advice out of a protected one."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.care import actions
from samenwijzer.learning.care.actions import Noted
from samenwijzer.learning.care.models import CareTrack
from samenwijzer.learning.care.rules import check_reads
from samenwijzer.web.shell import ViewerRequest, say, screen


def back(track: CareTrack) -> HttpResponse:
    """Go to the page of a track."""
    if track.group_id:
        return redirect("care_group", unit=track.group_id)
    return redirect("care_protected" if track.protected else "care_file", learner=track.learner_id)


def day(text: str) -> date | None:
    """Return the day that was sent, ``None`` when none was; refused when it is none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(_("Choose a day.")) from error


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Refused(_("Choose one of the answers.")) from error


@require_POST
@screen
def note(request: ViewerRequest, track: UUID) -> HttpResponse:
    """Note one thing."""
    found, sent = check_reads(request.viewer, track), request.POST
    goal = sent.get("goal", "")
    noted = Noted(
        text=sent.get("text", ""),
        key=sent.get("key", ""),
        who=sent.get("who", ""),
        on=day(sent.get("on", "")),
        goal=int(goal) if goal.isdecimal() and len(goal) < 19 else None,
        answers=_uid(sent.get("answers", "")),
    )
    actions.note_fact(track=track, kind=sent.get("kind", ""), noted=noted, by=request.viewer)
    say(request, _("Noted."))
    return back(found)


@require_POST
@screen
def correct(request: ViewerRequest, track: UUID, fact: UUID) -> HttpResponse:
    """Put other words in the place of something, or take it back; what stood there stays to be read."""
    found = check_reads(request.viewer, track)
    text = "" if "withdraw" in request.POST else request.POST.get("text", "")
    actions.correct_fact(track=track, fact=fact, text=text, by=request.viewer)
    say(request, _("Corrected. What stood there stays to be read.") if text.strip() else _("Taken back."))
    return back(found)


@require_POST
@screen
def advise(request: ViewerRequest, track: UUID) -> HttpResponse:
    """Put advice in the care file; the notes stay where they are."""
    found = check_reads(request.viewer, track)
    actions.share_advice(track=track, text=request.POST.get("text", ""), by=request.viewer)
    say(request, _("The advice stands in the care file. Your notes stay here."))
    return back(found)
