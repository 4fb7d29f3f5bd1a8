"""*Ons team*: which learners need a decision, who does what this week?"""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.notices.queries import waiting
from samenwijzer.practice.agenda.actions import agree, end_agreement, settle, take_action
from samenwijzer.practice.agenda.board import board_of, keep_quiet, post
from samenwijzer.practice.agenda.calendar_file import calendar_of
from samenwijzer.practice.agenda.queries import agreements_of, meetings_of, open_actions, team_actions
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, meeting_in, number_in, time_in
from samenwijzer.web.team.ours.learners import learners_by_year
from samenwijzer.web.team.ours.membership import check_team, members_of, teams_of
from samenwijzer.web.team.ours.signals import Signal, shared_learners, signals_of
from samenwijzer.web.team.ours.week import shares_of

TEMPLATES = "team/ours/templates"
NOTICES = ("agenda.action", "agenda.meeting")


@require_GET
@screen
def ours(request: ViewerRequest) -> HttpResponse:
    """Bring somebody to its core team, or the first team it works in."""
    teams = teams_of(request.viewer)
    if not teams:
        raise NotVisible(_("There is nothing here for you."))
    return redirect("our_team_of", unit=teams[0].unit_id)


@require_GET
@screen
def team(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show what needs a decision, who does what this week, what was agreed, and when the team meets."""
    viewer = request.viewer
    here = check_team(viewer, unit)
    actions, look_back = team_actions(viewer=viewer, unit=unit)
    members = members_of(unit, viewer.on)
    coming, over = meetings_of(viewer=viewer, unit=unit)
    context = deciding(request, here, signals_of(viewer=viewer, team=here, actions=actions)) | {
        "members": members,
        "shares": shares_of(viewer=viewer, unit=unit, members=members, actions=actions),
        "look_back": look_back,
        "agreements": agreements_of(viewer=viewer, unit=unit),
        "coming": coming[:3],
        "last": over[0] if over else None,
        "teams": teams_of(viewer),
        "board": board_of(viewer=viewer, unit=unit),
        "told": waiting(person=viewer.person_id, about=NOTICES)[:3],
    }
    return render(request, f"{TEMPLATES}/team.html", context)


@require_GET
@screen
def learners(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the learners of the team by year, each once, with the goals at which it works now."""
    here = check_team(request.viewer, unit)
    years = learners_by_year(viewer=request.viewer, team=here)
    shown = [one.person.pk for year in years for one in year.learners]
    log_views(viewer=request.viewer, learners=shown, function=here.role, page="our team", purpose=Purpose.LEARNING)
    context = {"team": here, "years": years, "count": len(shown), "members": members_of(unit, request.viewer.on)}
    return render(request, f"{TEMPLATES}/learners.html", context)


def deciding(request: ViewerRequest, here: Function, signals: list[Signal]) -> dict[str, Any]:
    """Return what a page with signals needs, and log whose data it shows."""
    log_views(
        viewer=request.viewer,
        learners=shared_learners(signals),
        function=here.role,
        page="our team",
        purpose=Purpose.LEARNING,
    )
    return {
        "team": here,
        "signals": signals,
        "due": request.viewer.on + timedelta(days=7),
        "today": request.viewer.on,
        "now": timezone.localtime(),
    }


@require_POST
@screen
def decide(request: ViewerRequest, unit: int) -> HttpResponse:
    """Make a decision an action with an owner and a day; on a signal, it remembers what it answers."""
    viewer, sent = request.viewer, request.POST
    here = check_team(viewer, unit)
    found = _signal(viewer, here, sent.get("signal", ""))
    what, owner, due, meeting = sent.get("what", ""), number_in(sent, "owner"), day_in(sent, "due"), meeting_in(sent)
    about = found.about if found else []
    if meeting is not None and found is not None:
        action = settle(meeting=meeting, text=found.text, what=what, owner=owner, due=due, about=about, by=viewer)
    else:
        action = take_action(
            unit=unit,
            what=what,
            owner=owner,
            due=due,
            meeting=meeting,
            point=number_in(sent, "point") if sent.get("point") else None,
            about=about,
            by=viewer,
        )
    say(request, _("Kept: %(name)s does this.") % {"name": action.owner})
    return redirect("team_meeting", meeting=meeting) if meeting else redirect("our_team_of", unit=unit)


def _signal(viewer: Viewer, here: Function, key: str) -> Signal | None:
    """Return the signal an action answers; one that went meanwhile is answered all the same, by its words."""
    if not key:
        return None
    actions = open_actions(viewer=viewer, unit=here.unit_id)
    return next((one for one in signals_of(viewer=viewer, team=here, actions=actions) if one.key == key), None)


@require_POST
@screen
def add_agreement(request: ViewerRequest, unit: int) -> HttpResponse:
    """Write down what the team holds itself to."""
    check_team(request.viewer, unit)
    sent = request.POST
    meeting = meeting_in(sent)
    review_on = day_in(sent, "review") if sent.get("review") else None
    agree(unit=unit, text=sent.get("text", ""), review_on=review_on, meeting=meeting, by=request.viewer)
    say(request, _("Agreed. It stands with the team."))
    return redirect("team_meeting", meeting=meeting) if meeting else redirect("our_team_of", unit=unit)


@require_POST
@screen
def let_go(request: ViewerRequest, agreement: int) -> HttpResponse:
    """Let go of an agreement."""
    found = end_agreement(agreement=agreement, by=request.viewer)
    say(request, _("Let go. It no longer stands with the team."))
    return redirect("our_team_of", unit=found.unit_id)


@require_POST
@screen
def message(request: ViewerRequest, unit: int) -> HttpResponse:
    """Put something on the board of the team."""
    check_team(request.viewer, unit)
    made = post(unit=unit, text=request.POST.get("text", ""), by=request.viewer)
    waits = made.shown_from > made.at
    at = date_format(timezone.localtime(made.shown_from), "l H:i")
    say(request, _("Kept. Your team reads it from %(at)s.") % {"at": at} if waits else _("Kept. Your team reads it."))
    return redirect("our_team_of", unit=unit)


@require_POST
@screen
def quiet(request: ViewerRequest, unit: int) -> HttpResponse:
    """Say between which hours the team leaves each other in peace."""
    check_team(request.viewer, unit)
    begins, ends = time_in(request.POST, "begins"), time_in(request.POST, "ends")
    keep_quiet(unit=unit, begins=begins, ends=ends, by=request.viewer)
    say(request, _("Kept. What is written in between waits."))
    return redirect("our_team_of", unit=unit)


@require_GET
@screen
def calendar(request: ViewerRequest) -> HttpResponse:
    """Give the own meetings and actions as a calendar file."""
    if not any(one.rights for one in request.viewer.functions):
        raise NotVisible(_("There is nothing here for you."))
    response = HttpResponse(calendar_of(viewer=request.viewer), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="samenwijzer.ics"'
    return response
