"""*Lessen*: the units of work of a group, one unit planned at two horizons, and what last year's becomes this year."""

from datetime import timedelta

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.lessons import copying, plan_actions
from samenwijzer.learning.lessons.goal_sources import first_group, goal_sources, goals_from, source_named
from samenwijzer.learning.lessons.plans import balance_of_school, plan_of, plans_of
from samenwijzer.network.access.rules import can_write_in, check_guides_unit, guided_units
from samenwijzer.practice.goals.queries import goals_by_id
from samenwijzer.web.classroom.lessons.forms import CopyUnit, NewUnit, PlanForm
from samenwijzer.web.classroom.lessons.page import unit_context
from samenwijzer.web.classroom.today.forms import read
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/lessons/templates"
USUAL = timedelta(days=20)


@require_GET
@screen
def lessons(request: ViewerRequest) -> HttpResponse:
    """Bring the viewer to the group one most likely plans for."""
    units = list(guided_units(request.viewer))
    if not units:
        if not request.viewer.guides_learners:
            raise NotVisible(_("There is nothing here for you."))
        return render(request, f"{TEMPLATES}/no_group.html")
    return redirect("lessons_of_group", unit=first_group(viewer=request.viewer, groups=units).pk)


@require_GET
@screen
def of_group(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the units of work of a group: what runs, what comes, what was, and what can be copied."""
    group = check_guides_unit(request.viewer, unit)
    plans = plans_of(viewer=request.viewer, group=group.pk)
    on = request.viewer.on
    start = {"starts": on, "ends": on + USUAL}
    context = {
        "group": group,
        "groups": list(guided_units(request.viewer)),
        "running": [one for one in reversed(plans) if one.starts <= on <= one.ends],
        "coming": [one for one in reversed(plans) if one.starts > on],
        "over": [one for one in plans if one.ends < on],
        "writes": can_write_in(request.viewer, group),
        "form": NewUnit(initial=start),
        "copyable": copying.copyable(viewer=request.viewer, group=group),
        "copy_form": CopyUnit(initial=start),
    }
    return render(request, f"{TEMPLATES}/lessons.html", context)


@require_POST
@screen
def start(request: ViewerRequest, unit: int) -> HttpResponse:
    """Begin a unit of work."""
    asked = read(NewUnit({**request.POST.dict(), "goal": request.POST.getlist("goal")}))
    work = plan_actions.start_unit(
        group=unit,
        title=asked["title"],
        starts=asked["starts"],
        ends=asked["ends"],
        goals=asked["goal"],
        by=request.viewer,
    )
    return redirect("lesson", work=work.pk)


@require_POST
@screen
def copy(request: ViewerRequest, unit: int) -> HttpResponse:
    """Copy a plan to this group and show what changed."""
    asked = read(CopyUnit(request.POST))
    work = copying.copy_unit(unit_of_work=asked["source"], group=unit, starts=asked["starts"], by=request.viewer)
    changed = _("Copied. Below you read what changed in the goals.")
    say(request, changed if work.copied_changes else _("Copied. The goals are still the same."))
    return redirect("lesson", work=work.pk)


@require_GET
@screen
def lesson(request: ViewerRequest, work: int) -> HttpResponse:
    """Show one unit of work: what everybody reaches, this week, the whole period, and what may still be missing."""
    return render(
        request,
        f"{TEMPLATES}/lesson.html",
        unit_context(request.viewer, plan_of(viewer=request.viewer, unit_of_work=work)),
    )


@require_POST
@screen
def keep(request: ViewerRequest, work: int) -> HttpResponse:
    """Keep what was written about the unit as a whole."""
    found = plan_of(viewer=request.viewer, unit_of_work=work)
    form = PlanForm(request.POST, instance=found.work)
    if not form.is_valid():
        raise Refused(next(iter(form.errors.values()))[0])
    plan_actions.keep_plan(unit_of_work=work, written=form.written, by=request.viewer)
    say(request, _("Kept."))
    return redirect(f"{reverse('lesson', args=[work])}?kept=1")


@require_POST
@screen
def draft(request: ViewerRequest, work: int) -> HttpResponse:
    """Keep what is still being written; answer when, for the browser that keeps it meanwhile."""
    found = plan_of(viewer=request.viewer, unit_of_work=work)
    form = PlanForm(request.POST, instance=found.work)
    form.is_valid()
    kept = plan_actions.keep_plan(unit_of_work=work, written=form.written, by=request.viewer)
    return JsonResponse({"kept_at": kept.changed_at.isoformat()})


@require_POST
@screen
def ready(request: ViewerRequest, work: int) -> HttpResponse:
    """Give the unit the label *klaar*."""
    plan_actions.make_ready(unit_of_work=work, by=request.viewer)
    say(request, _("This unit is ready. Good luck with it!"))
    return redirect("lesson", work=work)


@require_GET
@screen
def goals(request: ViewerRequest, work: int) -> HttpResponse:
    """Offer goals of the curriculum to put in the unit."""
    found = plan_of(viewer=request.viewer, unit_of_work=work)
    sources = goal_sources(group=found.work.group, on=request.viewer.on)
    source = source_named(sources, request.GET.get("goals", ""), request.viewer.on)
    choosable = goals_from(source=source, group=found.work.group, on=request.viewer.on)
    here = {one.pk for one in found.goals}
    context = {
        "work": found.work,
        "goals": found.goals,
        "sources": sources,
        "source": source,
        "choosable": [one for one in choosable if one.pk not in here],
    }
    return render(request, f"{TEMPLATES}/goals.html", context)


@require_POST
@screen
def put_goal(request: ViewerRequest, work: int, goal: int) -> HttpResponse:
    """Put a goal in the unit."""
    plan_actions.put_goal(unit_of_work=work, goal=goal, by=request.viewer)
    say(request, _("“%(goal)s” stands in this unit.") % {"goal": goals_by_id([goal])[goal]})
    return redirect(f"{reverse('lesson_goals', args=[work])}?goals={request.GET.get('goals', '')}")


@require_POST
@screen
def take_goal(request: ViewerRequest, work: int, goal: int) -> HttpResponse:
    """Take a goal out of the unit, where that may."""
    plan_actions.take_goal(unit_of_work=work, goal=goal, by=request.viewer)
    say(request, _("Taken out of this unit."))
    return redirect("lesson_goals", work=work)


@require_GET
@screen
def balance(request: ViewerRequest) -> HttpResponse:
    """Show a team on which differences the variation of its running units rests."""
    units = list(guided_units(request.viewer))
    if not units:
        raise NotVisible(_("There is nothing here for you."))
    found = balance_of_school(viewer=request.viewer, groups=[one.pk for one in units], on=request.viewer.on)
    return render(request, f"{TEMPLATES}/balance.html", {"balance": found})
