"""The assessment programme of a group, and one moment: frozen criteria, readers, and the learners' own view."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.feedback import assessment
from samenwijzer.learning.feedback.assessment_pack import assessment_content
from samenwijzer.learning.feedback.models import Moment
from samenwijzer.learning.feedback.programme import moment_page, programme
from samenwijzer.learning.lessons.goal_sources import first_group
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import can_write_in, function_in, guided_units
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.queries import goals_by_id
from samenwijzer.practice.instruments.own_rubrics import rubrics_for
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/feedback/templates"


@require_GET
@screen
def first_programme(request: ViewerRequest) -> HttpResponse:
    """Bring the viewer to the programme of the group one most likely assesses."""
    units = list(guided_units(request.viewer))
    if not units:
        raise NotVisible(_("There is nothing here for you."))
    return redirect("assessment_programme", unit=first_group(viewer=request.viewer, groups=units).pk)


@require_http_methods(["GET", "POST"])
@screen
def year(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the year by week with its purposes; plan a moment."""
    if request.method == "POST":
        made = _plan(request, unit)
        say(request, _("Planned. Freeze the criteria when learners should know them."))
        return redirect("assessment_moment", moment=made.pk)
    found = programme(viewer=request.viewer, unit=unit)
    goals = [goal for one in running_with_goals(groups=[unit], on=request.viewer.on) for goal in one.goals]
    context = {
        "group": found.unit,
        "programme": found,
        "content": assessment_content(),
        "goals": goals,
        "rubrics": list(rubrics_for(found.unit).values()),
        "colleagues": _colleagues(request.viewer, found.unit),
        "writes": can_write_in(request.viewer, found.unit),
        "today": request.viewer.on,
    }
    return render(request, f"{TEMPLATES}/programme.html", context)


def _colleagues(viewer: Viewer, unit: Unit) -> list[Person]:
    """Return the other adults of the school, who may read along."""
    inside = Membership.objects.filter(active(viewer.on), unit__parent=unit.parent_id).exclude(role=LEARNER)
    return list(Person.objects.filter(pk__in=inside.values("person")).exclude(pk=viewer.person_id))


def _plan(request: ViewerRequest, unit: int) -> Moment:
    sent = request.POST
    try:
        on = date.fromisoformat(sent.get("on", ""))
    except ValueError as error:
        raise Refused(_("Choose a day.")) from error
    goal, second = _number(sent.get("goal", "")), _number(sent.get("second_reader", ""))
    return assessment.plan_moment(
        unit=unit,
        title=sent.get("title", ""),
        on=on,
        purpose=sent.get("purpose", ""),
        is_summative=sent.get("stake") == "summative",
        decision=sent.get("decision", ""),
        goal=goal if goal in goals_by_id([goal or 0]) else None,
        rubric=sent.get("rubric", ""),
        second_reader=second,
        by=request.viewer,
    )


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


@require_http_methods(["GET", "POST"])
@screen
def moment(request: ViewerRequest, moment: int) -> HttpResponse:
    """Show what everybody saw; keep what the reader that looks sees of one learner."""
    if request.method == "POST":
        learner = _number(request.POST.get("learner", "")) or 0
        agreed = request.POST.get("agreed") == "1"
        steps = steps_sent(request.POST.dict())
        assessment.rate(moment=moment, learner=learner, steps=steps, agreed=agreed, by=request.viewer)
        say(request, _("Kept."))
        return redirect(f"{request.path}#learner-{learner}")
    found = moment_page(viewer=request.viewer, moment=moment)
    log_views(
        viewer=request.viewer,
        learners=[one.learner.pk for one in found.sheets],
        function=function_in(request.viewer, found.moment.unit) or "teacher",
        page="assessment",
        purpose=Purpose.LEARNING,
    )
    own = "second" if found.is_second else "first"
    return render(request, f"{TEMPLATES}/moment.html", {"page": found, "own": own, "group": found.moment.unit})


def steps_sent(sent: dict[str, Any]) -> dict[int, int]:
    """Return the steps of a form by criterion: fields named ``step-<criterion>``."""
    found = {}
    for name, value in sent.items():
        key, _dash, criterion = name.partition("-")
        if key == "step" and criterion.isdecimal() and str(value).isdecimal() and len(criterion) < 19:
            found[int(criterion)] = int(str(value)[:3])
    return found


@require_POST
@screen
def freeze(request: ViewerRequest, moment: int) -> HttpResponse:
    """Freeze the criteria of a moment."""
    assessment.freeze_criteria(moment=moment, by=request.viewer)
    say(request, _("The criteria are frozen: learners can read them, and nobody changes them any more."))
    return redirect("assessment_moment", moment=moment)
