"""The class grid: where the learners of a group stand on the goals of a unit of work."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.lessons.chains import chain_of
from samenwijzer.learning.lessons.goal_sources import first_group, goals_from
from samenwijzer.learning.progress import queries
from samenwijzer.learning.progress.actions import follow_up, withdraw_follow_ups
from samenwijzer.learning.progress.class_grids import Grid, Order
from samenwijzer.learning.progress.class_grids import class_grid as grid_of
from samenwijzer.learning.progress.models import FollowUp
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import can_write_in, check_guides_unit, function_in, guided_units
from samenwijzer.practice.goals.queries import goals_by_id
from samenwijzer.web.classroom.grid.cells import drawn_rows, segments, step_words
from samenwijzer.web.classroom.grid.choices import choices, page_of
from samenwijzer.web.classroom.grid.detail import detail_of
from samenwijzer.web.shell import ViewerRequest, screen

TEMPLATES = "classroom/grid/templates"
PLANNABLE = (FollowUp.Need.SUPPORT, FollowUp.Need.CHALLENGE, FollowUp.Need.REVIEW)


@require_GET
@screen
def class_grids(request: ViewerRequest) -> HttpResponse:
    """Bring the viewer to the grid of the first own group, else of the first group of the school."""
    groups = list(guided_units(request.viewer))
    if not groups and not request.viewer.guides_learners:
        raise NotVisible(_("There is nothing here for you."))
    if not groups:
        return render(request, f"{TEMPLATES}/no_group.html")
    return redirect("class_grid", unit=first_group(viewer=request.viewer, groups=groups).pk)


@require_GET
@screen
def class_grid(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the learners of a group × the goals that were chosen."""
    groups = list(guided_units(request.viewer))
    group = next((one for one in groups if one.pk == unit), None)
    if group is None:
        raise NotVisible(_("There is nothing here for you."))
    chosen = choices(request.GET, group=group, on=request.viewer.on)
    page = page_of(goals_from(source=chosen.source, group=group, on=request.viewer.on), chosen.first)
    grid = grid_of(viewer=request.viewer, unit=unit, goals=page.goals, order=chosen.order)
    log_views(
        viewer=request.viewer,
        learners=[row.learner.pk for row in grid.rows],
        function=function_in(request.viewer, group),
        page="class_grid",
        purpose=Purpose.LEARNING,
    )
    context = {"group": group, "groups": groups, "grid": grid, "page": page, "chosen": chosen}
    context["can_enter"] = can_write_in(request.viewer, group)
    return render(request, f"{TEMPLATES}/class_grid.html", context | _drawing(grid, as_list=chosen.as_list))


def _drawing(grid: Grid, *, as_list: bool) -> dict[str, Any]:
    """Return what the template draws: the goals one below the other, or the rows of the grid."""
    drawing: dict[str, Any] = {"steps": step_words(), "orders": _orders()}
    if as_list:
        return drawing | {"goals": [(one, segments(one, grid.unit)) for one in grid.summaries]}
    totals = [(step, word, [one.at_least(step) for one in grid.summaries]) for step, word in step_words()[2:]]
    return drawing | {"rows": drawn_rows(grid), "totals": totals}


def _orders() -> list[tuple[str, str]]:
    return [(Order.NAME, _("name")), (Order.NEED, _("need")), (Order.GOAL_LINE, _("goal line"))]


@require_GET
@screen
def cell(request: ViewerRequest, unit: int, learner: int, goal: int) -> HttpResponse:
    """Show what stands behind one cell: a fragment for the grid, a page of its own otherwise."""
    group = check_guides_unit(request.viewer, unit)
    standing = queries.standing(viewer=request.viewer, learner=learner, goal=goal)
    log_views(
        viewer=request.viewer,
        learners=[learner],
        function=function_in(request.viewer, group),
        page="cell",
        purpose=Purpose.LEARNING,
    )
    template = "cell_fragment.html" if request.headers.get("HX-Request") else "cell.html"
    context = {"group": group, "detail": detail_of(standing, request.viewer.on), "helps": True}
    return render(request, f"{TEMPLATES}/{template}", context | _planned(request, learner, goal))


@require_GET
@screen
def material(request: ViewerRequest, unit: int, goal: int) -> HttpResponse:
    """Bring the viewer to the newest task of a group on a goal, else to the course in which one can be made."""
    found = chain_of(viewer=request.viewer, unit=unit, goal=goal)
    if found.tasks:
        return redirect("lesson_task", task=found.tasks[0].pk)
    return redirect("lesson", work=found.work.pk) if found.work else redirect("lessons_of_group", unit=unit)


def _planned(request: ViewerRequest, learner: int, goal: int) -> dict[str, Any]:
    """Return the needs one can plan for, with what the viewer planned already."""
    planned = queries.planned_for(viewer=request.viewer, learner=learner, goal=goal)
    needs = {need.key: need for need in scales().needs}
    return {"needs": [(needs[key], planned.get(key)) for key in PLANNABLE], "place": (learner, goal)}


@require_POST
@screen
def plan(request: ViewerRequest, unit: int, learner: int, goal: int) -> HttpResponse:
    """Put a learner and a goal on the viewer's own list, or take them off again."""
    group = check_guides_unit(request.viewer, unit)
    need, undone = request.POST.get("need", ""), request.POST.get("withdraw", "")
    if undone.isdecimal():
        withdraw_follow_ups(ids=[int(undone)], by=request.viewer)
    elif need in PLANNABLE and goals_by_id([goal]):
        follow_up(learners=[learner], goal=goal, need=need, choice=FollowUp.Choice.PLANNED, by=request.viewer)
    else:
        raise Refused(_("Choose what you want to plan."))
    if not request.headers.get("HX-Request"):
        return redirect("cell", unit=unit, learner=learner, goal=goal)
    return render(request, f"{TEMPLATES}/plan.html", {"group": group} | _planned(request, learner, goal))
