"""Designing a task for groups on the five elements of cooperation."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.learning.cooperation.actions import design_task
from samenwijzer.learning.cooperation.models import CooperativeTask
from samenwijzer.learning.cooperation.pack import cooperation
from samenwijzer.learning.cooperation.queries import design
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.queries import goals_by_id
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATE = "classroom/together/templates/task.html"


@require_http_methods(["GET", "POST"])
@screen
def new_task(request: ViewerRequest, unit: int) -> HttpResponse:
    """Begin a task for a group."""
    group = check_guides_unit(request.viewer, unit, writing=True)
    if request.method == "POST":
        return _kept(request, group, None)
    return render(request, TEMPLATE, _context(request.viewer, group, None))


@require_http_methods(["GET", "POST"])
@screen
def task(request: ViewerRequest, task: int) -> HttpResponse:
    """Work on at a task; what it misses stands beside it with a suggestion."""
    found = design(viewer=request.viewer, task=task).task
    if request.method == "POST":
        return _kept(request, found.unit, found.pk)
    return render(request, TEMPLATE, _context(request.viewer, found.unit, found))


def _kept(request: ViewerRequest, unit: Unit, task: int | None) -> HttpResponse:
    goal = request.POST.get("goal", "")
    chosen = int(goal) if goal.isdecimal() and len(goal) < 19 else 0
    kept = design_task(
        unit=unit.pk,
        title=request.POST.get("title", ""),
        goal=chosen if goals_by_id([chosen]) else None,
        elements={one.key: request.POST.get(one.key, "") for one in cooperation().elements},
        by=request.viewer,
        task=task,
    )
    missing = cooperation().missing(kept.elements)
    sentence = _("Kept, with all five elements.") if not missing else _("Kept. There is still something to think of.")
    say(request, sentence)
    return redirect("cooperative_task", task=kept.pk)


def _context(viewer: Viewer, unit: Unit, task: CooperativeTask | None) -> dict[str, Any]:
    goals: list[Goal] = [goal for one in running_with_goals(groups=[unit.pk], on=viewer.on) for goal in one.goals]
    if task and task.goal and task.goal not in goals:
        goals.append(task.goal)
    said = task.elements if task else {}
    return {
        "group": unit,
        "task": task,
        "goals": goals,
        "elements": [(one, said.get(one.key, "")) for one in cooperation().elements],
        "missing": cooperation().missing(said) if task else [],
    }
