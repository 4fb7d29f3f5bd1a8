"""The ten-minute meeting of a team: look back, decide on learners, who does what."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.notices.actions import mark_seen
from samenwijzer.practice.agenda.actions import (
    end_meeting,
    finish_action,
    look_back,
    note_present,
    plan_meeting,
    raise_point,
)
from samenwijzer.practice.agenda.models import Action
from samenwijzer.practice.agenda.queries import meeting_page
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import meeting_in, moment_in, number_in
from samenwijzer.web.team.ours.membership import check_team, members_of
from samenwijzer.web.team.ours.signals import signals_of
from samenwijzer.web.team.ours.views import TEMPLATES, deciding

#: Learners and small groups a short meeting can decide on: about a minute each.
A_MEETING = 6


@require_POST
@screen
def plan(request: ViewerRequest, unit: int) -> HttpResponse:
    """Plan a meeting of the team."""
    check_team(request.viewer, unit)
    sent = request.POST
    meeting = plan_meeting(
        unit=unit,
        title=sent.get("title", "") or _("Short team meeting"),
        begins_at=moment_in(sent),
        minutes=number_in(sent, "minutes"),
        by=request.viewer,
    )
    return redirect("team_meeting", meeting=meeting.uid)


@require_GET
@screen
def meeting(request: ViewerRequest, meeting: UUID) -> HttpResponse:
    """Show a meeting of a team to work with, or what came of it once it is over."""
    viewer = request.viewer
    page = meeting_page(viewer=viewer, meeting=meeting)
    if page.meeting.unit_id is None:
        raise NotVisible(_("There is nothing here for you."))
    here = check_team(viewer, page.meeting.unit_id)
    signals = []
    if page.can_write:
        signals = signals_of(viewer=viewer, team=here, actions=page.waiting)[:A_MEETING]
    ends = page.meeting.begins_at + timedelta(minutes=page.meeting.minutes)
    context = deciding(request, here, signals) | {
        "page": page,
        "meeting": page.meeting,
        "ends": ends,
        "members": members_of(here.unit_id, viewer.on),
        "outcomes": Action.Outcome.choices,
        "nobody_noted": all(one.present is None for one in page.people),
    }
    return render(request, f"{TEMPLATES}/meeting.html", context)


@require_POST
@screen
def add_point(request: ViewerRequest, meeting: UUID) -> HttpResponse:
    """Put something on the agenda."""
    raise_point(meeting=meeting, text=request.POST.get("text", ""), by=request.viewer)
    return redirect("team_meeting", meeting=meeting)


@require_POST
@screen
def present(request: ViewerRequest, meeting: UUID) -> HttpResponse:
    """Note who is there: who is ticked is, the others of the team are not."""
    page = meeting_page(viewer=request.viewer, meeting=meeting)
    ticked = set(request.POST.getlist("person"))
    people = {one.person.pk: str(one.person.pk) in ticked for one in page.people}
    note_present(meeting=meeting, present=people, by=request.viewer)
    return redirect("team_meeting", meeting=meeting)


@require_POST
@screen
def end(request: ViewerRequest, meeting: UUID) -> HttpResponse:
    """Say that the meeting is over."""
    found = end_meeting(meeting=meeting, by=request.viewer)
    say(request, _("Done. Everybody finds its own actions with the team."))
    return redirect("our_team_of", unit=found.unit_id) if found.unit_id else redirect("home")


@require_POST
@screen
def finish(request: ViewerRequest, action: UUID) -> HttpResponse:
    """Say that an action is done, or with ``undo`` that it is not."""
    is_undone = request.GET.get("undo") == "1"
    found = finish_action(action=action, done=not is_undone, by=request.viewer)
    undo = "" if is_undone else reverse("team_action_done", args=[action]) + "?undo=1"
    say(request, _("Open again.") if is_undone else _("Done: %(what)s") % {"what": found.what}, undo=undo)
    return _back(found)


@require_POST
@screen
def worked(request: ViewerRequest, action: UUID) -> HttpResponse:
    """Say whether an action worked."""
    sent = request.POST
    found = look_back(action=action, outcome=sent.get("outcome", ""), words=sent.get("words", ""), by=request.viewer)
    say(request, _("Kept. That is what the team learns from."))
    meeting = meeting_in(sent)
    return redirect("team_meeting", meeting=meeting) if meeting else _back(found)


def _back(action: Action) -> HttpResponse:
    return redirect("our_team_of", unit=action.unit_id) if action.unit_id else redirect("home")


@require_POST
@screen
def seen(request: ViewerRequest, notice: int) -> HttpResponse:
    """Put away what somebody was told."""
    mark_seen(notice=notice, by=request.viewer.person_id)
    return redirect("our_team")
