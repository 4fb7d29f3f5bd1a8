"""Peer feedback for the adults of a group: open a round, check criteria, moderate."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.feedback import peer_means, peers
from samenwijzer.learning.feedback.peer_pack import peer_content
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import can_write_in, check_guides_unit, function_in
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/feedback/templates"


@require_http_methods(["GET", "POST"])
@screen
def rounds(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the rounds of a group, and open one."""
    group = check_guides_unit(request.viewer, unit)
    if request.method == "POST":
        try:
            ends = date.fromisoformat(request.POST.get("ends", ""))
        except ValueError as error:
            raise Refused(_("Choose a day.")) from error
        made = peers.open_round(unit=unit, title=request.POST.get("title", ""), ends=ends, by=request.viewer)
        return redirect("peer_round", round=made.pk)
    found = peers.rounds_of(viewer=request.viewer, units=[unit])
    context = {
        "group": group,
        "rounds": found,
        "writes": can_write_in(request.viewer, group),
        "today": request.viewer.on,
    }
    return render(request, f"{TEMPLATES}/rounds.html", context)


@require_GET
@screen
def peer_round(request: ViewerRequest, round: int) -> HttpResponse:
    """Show a round: its criteria, those that wait for a check, and every word that was told."""
    page = peers.round_page(viewer=request.viewer, round=round)
    if not page.is_adult:
        raise NotVisible(_("There is nothing here for you."))
    unit = page.round.unit
    log_views(
        viewer=request.viewer,
        learners={one.receiver_id for one in page.words} | {one.receiver for one in page.means},
        function=function_in(request.viewer, unit),
        page="peer feedback",
        purpose=Purpose.LEARNING,
    )
    goals = [goal for one in running_with_goals(groups=[unit.pk], on=request.viewer.on) for goal in one.goals]
    texts = {one.pk: one.text for one in page.criteria}
    steps = [one.name for one in peer_content().steps]
    means = [
        (one, page.names.get(one.receiver, ""), texts[one.criterion], steps[min(3, int(one.mean - 0.5))])
        for one in page.means
    ]
    context = {"page": page, "group": unit, "goals": goals, "means": [one for one in means if one[1]]}
    return render(request, f"{TEMPLATES}/round.html", context)


@require_POST
@screen
def count(request: ViewerRequest, criterion: int) -> HttpResponse:
    """Let what classmates see of a learner count with what was seen of it."""
    sent = request.POST.get("receiver", "")
    receiver = int(sent) if sent.isdecimal() and len(sent) < 19 else 0
    found = peer_means.confirm_mean(criterion=criterion, receiver=receiver, by=request.viewer)
    say(request, _("It counts a little now, beside what you see."))
    return redirect("peer_round", round=found.round_id)


@require_POST
@screen
def check(request: ViewerRequest, criterion: int) -> HttpResponse:
    """Link a criterion to a goal, so that it can be used."""
    goal = request.POST.get("goal", "")
    chosen = int(goal) if goal.isdecimal() and len(goal) < 19 else None
    found = peers.check_criterion(criterion=criterion, goal=chosen, by=request.viewer)
    say(request, _("This criterion can be used now."))
    return redirect("peer_round", round=found.round_id)


@require_POST
@screen
def hide(request: ViewerRequest, word: int) -> HttpResponse:
    """Take words out of sight, or bring them back."""
    found = peers.hide_word(word=word, by=request.viewer)
    return redirect("peer_round", round=found.criterion.round_id)
