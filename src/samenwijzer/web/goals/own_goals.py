"""Own goals: what a learner or a group wants to reach in its own words, within the curriculum or marked extra (R1)."""

from collections import defaultdict
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import own_groups
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.models import OwnGoal
from samenwijzer.practice.goals.own_goal_actions import (
    bring_back_own_goal,
    make_own_goal,
    make_step,
    put_away_own_goal,
)
from samenwijzer.practice.goals.rules import visible_own_goals
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def own_goals(request: ViewerRequest) -> HttpResponse:
    """Show the own goals one may see; on POST make one that is extra."""
    viewer = request.viewer
    if not (viewer.is_learner or own_groups(viewer)):
        raise NotVisible(_("There is nothing here for you."))
    if request.method == "POST":
        is_extra = request.POST.get("extra") == "1"
        make_own_goal(
            text=request.POST.get("text", ""), official=None, is_extra=is_extra, group=_group(request), by=viewer
        )
        say(request, _("It stands there, marked as extra."))
        return redirect("own_goals")
    rows = visible_own_goals(viewer).filter(put_away_at=None)
    found = list(rows.select_related("official__framework", "learner", "group").order_by("until", "-made_at", "-pk"))
    standing = {one.pk for one in found}
    steps: dict[int | None, list[OwnGoal]] = defaultdict(list)
    for one in found:
        steps[one.within_id if one.within_id in standing else None].append(one)
    week = viewer.on + timedelta(days=6 - viewer.on.weekday())
    others = {one.learner_id for one in found if one.learner_id and one.learner_id != viewer.person_id}
    if others:
        function = own_groups(viewer)[0].role
        log_views(viewer=viewer, learners=others, function=function, page="own_goals", purpose=Purpose.LEARNING)
    kept = {one.unit_id for one in own_groups(viewer)}
    context = {
        "goals": [
            (one, one.learner_id == viewer.person_id or one.group_id in kept, steps[one.pk]) for one in steps[None]
        ],
        "this_week": [one for one in found if one.within_id in standing and one.until == week],
        "week": week,
        "makers": own_groups(viewer),
        "trail": [(_("Goals"), reverse("goals")), (_("Own goals"), "")],
    }
    return render(request, "goals/templates/own_goals.html", context)


@require_POST
@screen
def add_to_goal(request: ViewerRequest, goal: int) -> HttpResponse:
    """Make an own goal that belongs to the official goal it is made at."""
    text = request.POST.get("text", "")
    make_own_goal(text=text, official=goal, is_extra=False, group=_group(request), by=request.viewer)
    say(request, _("It stands there, linked to this goal."))
    return redirect("goal", goal=goal)


@require_POST
@screen
def step(request: ViewerRequest, own_goal: int) -> HttpResponse:
    """Break an own goal down: a step towards it, for this week or the next."""
    later = timedelta(days=7) if request.POST.get("week") == "next" else timedelta()
    made = make_step(
        own_goal=own_goal, text=request.POST.get("text", ""), until=request.viewer.on + later, by=request.viewer
    )
    say(request, _("The step stands at its goal."))
    return redirect(f"{reverse('own_goals')}#goal-{made.within_id}")


@require_POST
@screen
def put_away(request: ViewerRequest, own_goal: int) -> HttpResponse:
    """Take an own goal off the list."""
    put_away_own_goal(own_goal=own_goal, by=request.viewer)
    say(request, _("Put away."), undo=reverse("own_goal_back", args=[own_goal]))
    return redirect("own_goals")


@require_POST
@screen
def bring_back(request: ViewerRequest, own_goal: int) -> HttpResponse:
    """Put it on the list again."""
    bring_back_own_goal(own_goal=own_goal, by=request.viewer)
    return redirect("own_goals")


def _group(request: ViewerRequest) -> int | None:
    """Return the group a goal is made for; the only group of an adult needs no choosing."""
    asked, groups = request.POST.get("group", ""), _groups(request.viewer)
    return int(asked) if asked.isdecimal() else groups[0] if len(groups) == 1 else None


def _groups(viewer: Viewer) -> list[int]:
    return [] if viewer.is_learner else [one.unit_id for one in own_groups(viewer)]
