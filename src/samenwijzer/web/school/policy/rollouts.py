"""How a new curriculum comes in: who leads it, which steps are open now, and how far each school says it is."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samenwijzer.network.people.models import Person
from samenwijzer.practice.curriculum.actions import PLANNERS, add_step, close_step, lead_rollout, report_rollout
from samenwijzer.practice.curriculum.models import RolloutReport
from samenwijzer.practice.curriculum.queries import adults_below, closed_steps, open_steps, rollouts
from samenwijzer.practice.curriculum.rules import LEVELS, can_plan, check_reads_plans, level_of
from samenwijzer.web.school.policy.programmes import number
from samenwijzer.web.school.policy.views import TEMPLATES, trail_of
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_safe
@screen
def rollout(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show a school, school group or network how each curriculum comes in there."""
    found = check_reads_plans(request.viewer, unit, kinds=PLANNERS)
    leads = can_plan(request.viewer, found)
    people: list[Person] = adults_below(unit=found, on=request.viewer.on) if leads else []
    level = level_of(found)
    context = {
        "unit": found,
        "is_school": level == "school",
        "is_network": level == "network",
        "can_plan": leads,
        "people": people,
        "lines": rollouts(viewer=request.viewer, unit=found),
        "open": open_steps(unit=found),
        "closed": closed_steps(unit=found),
        "stages": RolloutReport.Stage.choices,
        "levels": list(zip(LEVELS, (_("the network"), _("each school group"), _("each school")), strict=True)),
        "trail": trail_of(found, _("New curricula")),
    }
    return render(request, f"{TEMPLATES}/rollout.html", context)


def _back(unit: int) -> HttpResponse:
    return redirect("rollout", unit=unit)


@require_POST
@screen
def lead(request: ViewerRequest, unit: int) -> HttpResponse:
    """Say who leads a curriculum here."""
    sent = request.POST
    lead_rollout(
        unit=unit,
        framework=number(sent.get("framework", "")) or 0,
        lead=number(sent.get("lead", "")),
        aim=sent.get("aim", "")[:300],
        training_hours=min(number(sent.get("hours", "")) or 0, 100_000),
        by=request.viewer,
    )
    say(request, _("It is kept."))
    return _back(unit)


@require_POST
@screen
def report(request: ViewerRequest, unit: int) -> HttpResponse:
    """Say how far the school is, and where that shows."""
    sent = request.POST
    framework = number(sent.get("framework", "")) or 0
    report_rollout(
        unit=unit,
        framework=framework,
        stage=sent.get("stage", ""),
        evidence=sent.get("evidence", ""),
        by=request.viewer,
    )
    say(request, _("It is kept. The school group reads it as you wrote it."))
    return _back(unit)


@require_POST
@screen
def step(request: ViewerRequest, unit: int) -> HttpResponse:
    """Add a step for all units of a level."""
    sent = request.POST
    framework = number(sent.get("framework", "")) or 0
    add_step(
        unit=unit, framework=framework, level=sent.get("level", ""), text=sent.get("text", "")[:200], by=request.viewer
    )
    say(request, _("The step is added."))
    return _back(unit)


@require_POST
@screen
def close(request: ViewerRequest, unit: int, step: int) -> HttpResponse:
    """Close a step here."""
    close_step(unit=unit, step=step, by=request.viewer)
    say(request, _("Closed. What lies below opens when all steps here are closed."))
    return _back(unit)
