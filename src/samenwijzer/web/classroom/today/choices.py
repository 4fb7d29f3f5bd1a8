"""What one chooses to do with a card or a question, and taking that back."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.progress.actions import finish_planned, follow_up, withdraw_follow_ups
from samenwijzer.learning.progress.models import FollowUp
from samenwijzer.network.access.rules import check_own_group
from samenwijzer.network.notices.actions import bring_back, mark_seen
from samenwijzer.practice.goals.queries import goals_by_id
from samenwijzer.web.classroom.today.board import board_of, day_of
from samenwijzer.web.classroom.today.forms import LARGEST_ID, ChoiceForm, FinishForm, read
from samenwijzer.web.classroom.today.words import chosen
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_POST
@screen
def choose(request: ViewerRequest, unit: int) -> HttpResponse:
    """Plan what a card proposes, or leave it for now; no reason is asked."""
    check_own_group(request.viewer, unit)
    given = read(ChoiceForm(request.POST))
    goal = given["goal"]
    if goal and not goals_by_id([goal]):
        raise Refused(_("This goal no longer exists."))
    rows = follow_up(
        learners=given["learner"],
        goal=goal,
        need=given["need"],
        choice=given["choice"],
        by=request.viewer,
        is_listed=True,
    )
    sentence = chosen(given["need"], given["choice"])
    return _answer(request, unit, sentence, undo=_undo(unit, rows))


@require_POST
@screen
def finish(request: ViewerRequest, unit: int) -> HttpResponse:
    """Tick what was planned: done."""
    check_own_group(request.viewer, unit)
    rows = finish_planned(ids=read(FinishForm(request.POST))["planned"], by=request.viewer)
    return _answer(request, unit, _("Done. Nice."), undo=_undo(unit, rows))


def _undo(unit: int, rows: list[FollowUp]) -> str:
    return reverse("today_take_back_choice", args=[unit, "-".join(str(row.pk) for row in rows)])


@require_POST
@screen
def take_back_choice(request: ViewerRequest, unit: int, choices: str) -> HttpResponse:
    """Take back what was chosen or ticked, given by the ids of its follow-ups."""
    check_own_group(request.viewer, unit)
    ids = [int(one) for one in choices.split("-") if one.isdecimal() and int(one) <= LARGEST_ID]
    if not withdraw_follow_ups(ids=ids, by=request.viewer):
        raise NotVisible(_("There is nothing here for you."))
    return _answer(request, unit, _("Everything is back as it was."))


@require_POST
@screen
def put_away(request: ViewerRequest, unit: int, notice: int) -> HttpResponse:
    """Put a question away: the viewer went to see."""
    check_own_group(request.viewer, unit)
    mark_seen(notice=notice, by=request.viewer.person_id)
    return _answer(request, unit, _("The question is put away."), undo=reverse("today_bring_back", args=[unit, notice]))


@require_POST
@screen
def bring_back_question(request: ViewerRequest, unit: int, notice: int) -> HttpResponse:
    """Let a question wait again."""
    check_own_group(request.viewer, unit)
    bring_back(notice=notice, by=request.viewer.person_id)
    return _answer(request, unit, _("Everything is back as it was."))


def _answer(request: ViewerRequest, unit: int, sentence: str, *, undo: str = "") -> HttpResponse:
    """Answer the list as it stands now with a toast; a whole page without htmx."""
    if not request.headers.get("HX-Request"):
        say(request, sentence, undo=undo)
        return redirect("today_of_group", unit=unit)
    board = board_of(request.viewer, unit, day_of(request.viewer, timezone.localtime()))
    context = {"board": board, "sentence": sentence, "undo": undo}
    return render(request, "classroom/today/templates/chosen.html", context)
