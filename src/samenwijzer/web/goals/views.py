"""Goals: search and browse them, everything about one, what changed, and what nobody was seen on this term."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.exchange.case.export import package
from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.evidence.shares import kind_shares
from samenwijzer.learning.lessons.goal_changes import ABOUT
from samenwijzer.learning.lessons.goal_sources import first_group
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.learning.lessons.unseen import unseen_goals
from samenwijzer.learning.progress.class_grids import class_grid
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.progress.positions import positions
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import check_guides_unit, function_in, guided_units, own_groups
from samenwijzer.network.notices.actions import mark_seen
from samenwijzer.network.notices.queries import waiting
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.goals.browsing import Around, around, branches, framework_lines, framework_named, levels_of
from samenwijzer.practice.goals.carrying import can_tag_goal
from samenwijzer.practice.goals.models import Framework, Goal
from samenwijzer.practice.goals.rules import visible_frameworks, visible_own_goals
from samenwijzer.practice.goals.search import GOAL, search
from samenwijzer.practice.goals.tagging import CURRICULUM, carriers, tags_on, used_tags
from samenwijzer.practice.goals.versions import GoalChange, changes_between, changes_within, previous_version
from samenwijzer.web.goals.drawing import drawing_of
from samenwijzer.web.goals.naming import lasting_address
from samenwijzer.web.goals.standing import names_of, spread_of, step_words, stops_of
from samenwijzer.web.goals.tags import tag_choices
from samenwijzer.web.shell import ViewerRequest, screen

TEMPLATES = "goals/templates"


@require_GET
@screen
def goals(request: ViewerRequest) -> HttpResponse:
    """Answer a search, or show the frameworks where nothing is asked."""
    query, level = request.GET.get("q", "").strip(), request.GET.get("niveau", "")
    frameworks = visible_frameworks(request.viewer)
    lines = framework_lines(frameworks)
    levels = list(dict.fromkeys(level for line in lines for level in line.levels))
    context: dict[str, Any] = {"query": query, "level": level if level in levels else "", "levels": levels}
    context |= {"tags": used_tags(), "tag": request.GET.get("kenmerk", "")}
    if query:
        tag = request.GET.get("kenmerk", "")
        chosen = int(tag) if tag.isdecimal() else None
        context["hits"] = search(query, frameworks=frameworks, level=context["level"], tag=chosen)
        template = "hits.html" if request.headers.get("HX-Target") == "found" else "goals.html"
        return render(request, f"{TEMPLATES}/{template}", context)
    told = waiting(person=request.viewer.person_id, about=ABOUT)
    context |= {"lines": lines, "told": told, "can_guide": bool(guided_units(request.viewer)[:1])}
    return render(request, f"{TEMPLATES}/goals.html", context)


@require_POST
@screen
def put_notice_away(request: ViewerRequest, notice: int) -> HttpResponse:
    """Put a notice about goals away."""
    mark_seen(notice=notice, by=request.viewer.person_id)
    return redirect("today" if request.POST.get("back") == "today" else "goals")


@require_GET
@screen
def framework(request: ViewerRequest, framework: int) -> HttpResponse:
    """Show a framework: whose it is, and its domains."""
    found = framework_named(framework)
    level = request.GET.get("niveau", "")
    context = {
        "framework": found,
        "levels": levels_of([found])[found.pk],
        "level": level,
        "branches": branches(framework=found, under=None, level=level),
        "newest": Framework.objects.filter(identifier=found.identifier, pk__gt=found.pk).order_by("-pk").first(),
        "trail": _trail(found),
    }
    return render(request, f"{TEMPLATES}/framework.html", context)


@require_GET
@screen
def branch(request: ViewerRequest, framework: int, goal: int) -> HttpResponse:
    """Show what stands under one goal: a fragment for the tree, a page of its own otherwise."""
    found, level = framework_named(framework), request.GET.get("niveau", "")
    above = Goal.objects.filter(pk=goal, framework=found).first()
    if above is None:
        raise NotVisible(_("There is nothing here for you."))
    context = {
        "framework": found,
        "above": above,
        "level": level,
        "branches": branches(framework=found, under=goal, level=level),
        "trail": [*_trail(found), (above.title, "")],
    }
    template = "branches.html" if request.headers.get("HX-Request") else "branch.html"
    return render(request, f"{TEMPLATES}/{template}", context)


@require_GET
@screen
def goal(request: ViewerRequest, goal: int) -> HttpResponse:
    """Show a goal with what stands around it, and to who guides learners where they stand."""
    viewer, found = request.viewer, around(goal=goal)
    shown = [found.goal.pk, *(one.pk for step in found.line for one in step.goals)]
    standing = positions(viewer=viewer, goals=shown, levels=found.goal.levels or [""])
    own = visible_own_goals(viewer).filter(official=found.goal, put_away_at=None)
    context: dict[str, Any] = {
        "around": found,
        "goal": found.goal,
        "address": request.build_absolute_uri(lasting_address(found.goal)),
        "drawing": drawing_of(found),
        "spreads": [spread_of(unit, one, found.goal) for unit, one in standing.groups],
        "line": stops_of(found.line, found.goal, standing.together),
        "size": standing.together.size,
        "trail": [*_trail(found.goal.framework), *_above(found)],
        "own": own.select_related("group").filter(Q(learner=None) | Q(learner=viewer.person_id)),
        "makers": own_groups(viewer),
        "learner_step": _own_step(request, found.goal),
        "shares": kind_shares(viewer=viewer, goals=[found.goal.pk]).get(found.goal.pk, []),
        "can_tag": can_tag_goal(viewer, found.goal),
        "tags": tags_on(GOAL, [found.goal.pk]).get(found.goal.pk, []),
    }
    if found.goal.framework.kind != CURRICULUM:
        context["carriers"] = carriers(viewer=viewer, goal=found.goal.pk)
    if context["can_tag"]:
        context["choices"] = tag_choices(viewer)
    return render(
        request,
        f"{TEMPLATES}/goal.html",
        context | _named(request, found.goal, [unit for unit, _spread in standing.groups]),
    )


def _named(request: ViewerRequest, goal: Goal, groups: Sequence[Unit]) -> dict[str, Any]:
    """Return who stands where in the group whose names are asked; whoever is named can see that they were."""
    asked = request.GET.get("wie", "")
    unit = next((one for one in groups if str(one.pk) == asked), None)
    if unit is None:
        return {}
    grid = class_grid(viewer=request.viewer, unit=unit.pk, goals=[goal])
    log_views(
        viewer=request.viewer,
        learners=[row.learner.pk for row in grid.rows],
        function=function_in(request.viewer, unit),
        page="goal",
        purpose=Purpose.LEARNING,
    )
    return {"named": unit, "names": names_of(grid.summaries[0])}


def _own_step(request: ViewerRequest, goal: Goal) -> tuple[int, str] | None:
    """Return where a learner that looks stands itself, with the word for it."""
    if not request.viewer.is_learner:
        return None
    own = Estimate.objects.filter(learner=request.viewer.person_id, goal=goal).first()
    return (own.step, step_words()[own.step]) if own else None


def _trail(framework: Framework) -> list[tuple[str, str]]:
    return [(_("Goals"), reverse("goals")), (str(framework), reverse("framework", args=[framework.pk]))]


def _above(found: Around) -> list[tuple[str, str]]:
    framework = found.goal.framework_id
    above = [(one.title, reverse("framework_branch", args=[framework, one.pk])) for one in found.above]
    return [*above, (found.goal.code or found.goal.title, "")]


@require_GET
@screen
def changes(request: ViewerRequest, framework: int) -> HttpResponse:
    """Show what changed since the version before and within this one, and in which running work of the viewer."""
    found = framework_named(framework)
    old = previous_version(found)
    year = SchoolYear.of(request.viewer.on).previous
    told = [*(changes_between(old, found) if old else []), *changes_within(found, year.first_day)]
    level = request.GET.get("niveau", "")
    context = {
        "framework": found,
        "old": old,
        "since": year.first_day,
        "levels": list(dict.fromkeys(one.goal.level for one in told if one.goal.level)),
        "level": level,
        "changes": _with_work(request, [one for one in told if level in ("", one.goal.level)]),
        "trail": [*_trail(found), (_("What changed"), "")],
    }
    return render(request, f"{TEMPLATES}/changes.html", context)


def _with_work(request: ViewerRequest, told: Sequence[GoalChange]) -> list[tuple[GoalChange, list[str]]]:
    """Return each change with the running units of work of the viewer's groups that use the goal."""
    groups = [one.unit_id for one in own_groups(request.viewer)]
    work = running_with_goals(groups=groups, on=request.viewer.on)
    in_use = {goal.pk: one.unit_of_work.title for one in work for goal in one.goals}
    found = []
    for one in told:
        ids = {one.standing, one.goal.pk, *(end.pk for end in one.successors)}
        found.append((one, sorted({in_use[id] for id in ids if id in in_use})))
    return found


@require_GET
@screen
def case_package(request: ViewerRequest, framework: int) -> HttpResponse:
    """Give a framework as CASE 1.1 package (D-275)."""
    found = framework_named(framework)
    response = JsonResponse(package(found), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="case-{found.pk}.json"'
    return response


@require_GET
@screen
def unseen_first(request: ViewerRequest) -> HttpResponse:
    """Go to the group one most likely wants to see."""
    groups = list(guided_units(request.viewer))
    if not groups:
        raise NotVisible(_("There is nothing here for you."))
    return redirect("goals_unseen", unit=first_group(viewer=request.viewer, groups=groups).pk)


@require_GET
@screen
def unseen(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the goals of a group of which nothing was seen this term (D-160)."""
    group = check_guides_unit(request.viewer, unit)
    found = unseen_goals(viewer=request.viewer, unit=group.pk)
    ends: dict[int, date] = {goal.pk: work.ends for goal, work in found.goals if work}
    context = {
        "unseen": found,
        "group": group,
        "groups": list(guided_units(request.viewer)),
        "seen": found.asked - len(found.goals),
        "planned": sum(1 for day in ends.values() if day >= request.viewer.on),
        "trail": [(_("Goals"), reverse("goals")), (_("Without evidence"), "")],
    }
    return render(request, f"{TEMPLATES}/unseen.html", context)
