"""Working together in a unit of work: the share worked alone, where peers could explain, forms that are new."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.cooperation.pack import cooperation
from samenwijzer.learning.cooperation.planning import interaction_of, plan_form, plan_scheme
from samenwijzer.learning.lessons.kinds import Setting
from samenwijzer.learning.lessons.pack import Rule
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import can_write_in, function_in
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATE = "classroom/together/templates/planning.html"


@require_GET
@screen
def planning(request: ViewerRequest, unit_of_work: int) -> HttpResponse:
    """Show how a unit of work is about working together, and what could be added."""
    found = interaction_of(viewer=request.viewer, unit_of_work=unit_of_work)
    work = found.plan.work
    log_views(
        viewer=request.viewer,
        learners=[one.learner.pk for one in found.paths],
        function=function_in(request.viewer, work.group),
        page="together in unit",
        purpose=Purpose.LEARNING,
    )
    context = {
        "work": work,
        "group": work.group,
        "found": found,
        "no_interaction": Rule.INTERACTION in found.plan.missing,
        "not_cooperative": Rule.COOPERATION in found.plan.missing,
        "settings": dict(Setting.choices),
        "skills": cooperation().skills,
        "scheme": cooperation().scheme,
        "day": max(request.viewer.on, work.starts),
        "writes": can_write_in(request.viewer, work.group),
    }
    return render(request, TEMPLATE, context)


@require_POST
@screen
def add_form(request: ViewerRequest, unit_of_work: int) -> HttpResponse:
    """Put a form of working together in the unit of work."""
    form = request.POST.get("form", "")
    activity = plan_form(unit_of_work=unit_of_work, form=form, on=_day(request), by=request.viewer)
    say(request, _("“%(title)s” stands in the plan.") % {"title": activity.title})
    return redirect("together_planning", unit_of_work=unit_of_work)


@require_POST
@screen
def add_scheme(request: ViewerRequest, unit_of_work: int) -> HttpResponse:
    """Fill a lesson with the steps that teach a skill of working together."""
    skill = request.POST.get("skill", "")
    steps = plan_scheme(unit_of_work=unit_of_work, skill=skill, on=_day(request), by=request.viewer)
    say(request, _("%(count)s steps stand in the plan.") % {"count": len(steps)})
    return redirect("together_planning", unit_of_work=unit_of_work)


def _day(request: ViewerRequest) -> date:
    try:
        return date.fromisoformat(request.POST.get("on", ""))
    except ValueError as error:
        raise Refused(_("Choose a day.")) from error
