"""Who needs what around one unit of work, and what one learner does otherwise than the group."""

from collections import defaultdict
from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.lessons import deviation_actions
from samenwijzer.learning.lessons.needs import deviations_of, little_instruction, unit_needs, without_steering
from samenwijzer.learning.lessons.pack import Words, content
from samenwijzer.learning.lessons.plans import plan_of
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import can_write_in, check_guides_unit, function_in
from samenwijzer.network.people.models import Person
from samenwijzer.network.people.naming import call_names
from samenwijzer.practice.goals.models import Goal
from samenwijzer.web.classroom.lessons.forms import GoWithForm, LeaveForm
from samenwijzer.web.classroom.today.forms import read
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/lessons/templates"


@require_GET
@screen
def needed(request: ViewerRequest, work: int) -> HttpResponse:
    """Show who misses what before the unit, who could use support or challenge in it."""
    plan = plan_of(viewer=request.viewer, unit_of_work=work, activities=False)
    needs = unit_needs(viewer=request.viewer, plan=plan)
    ids = [one.pk for one in needs.learners]
    log_views(
        viewer=request.viewer,
        learners=ids,
        function=function_in(request.viewer, plan.work.group),
        page="lesson_needs",
        purpose=Purpose.LEARNING,
    )
    deviations = deviations_of(work=plan.work, learners=ids)
    context = {
        "plan": plan,
        "work": plan.work,
        "group": plan.work.group,
        "needs": needs,
        "names": call_names(needs.learners),
        "excelled": _by_goal(needs.excelled),
        "deviations": deviations,
        "without_steering": without_steering(deviations),
        "writes": can_write_in(request.viewer, plan.work.group),
    }
    return render(request, f"{TEMPLATES}/needed.html", context)


def _by_goal(excelled: Sequence[tuple[Person, Goal, str]]) -> list[tuple[Goal, list[Person]]]:
    """Return who showed a goal elsewhere as well, by goal."""
    found: dict[Goal, list[Person]] = defaultdict(list)
    for who, goal, _kind in excelled:
        found[goal].append(who)
    return list(found.items())


@require_GET
@screen
def watched(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show who had little instruction or cooperation this fortnight."""
    group = check_guides_unit(request.viewer, unit)
    listed, planned_by_day = little_instruction(viewer=request.viewer, group=unit)
    log_views(
        viewer=request.viewer,
        learners=[one.learner.pk for one in listed],
        function=function_in(request.viewer, group),
        page="instruction_watch",
        purpose=Purpose.LEARNING,
    )
    context = {
        "group": group,
        "little": listed,
        "planned_by_day": planned_by_day,
        "least": content(Words).fortnight,
    }
    return render(request, f"{TEMPLATES}/watched.html", context)


@require_POST
@screen
def go_with(request: ViewerRequest, variation: int) -> HttpResponse:
    """Let learners go with a variation."""
    asked = read(GoWithForm(request.POST))
    made = deviation_actions.go_with(variation=variation, learners=asked["learner"], by=request.viewer)
    say(request, _("Kept. The goal stays that of the group."))
    return redirect("lesson_needs", work=made[0].unit_of_work_id) if made else redirect("lessons")


@require_POST
@screen
def skip(request: ViewerRequest, activity: int, learner: int) -> HttpResponse:
    """Let a learner leave out an activity."""
    made = deviation_actions.skip(activity=activity, learner=learner, by=request.viewer)
    return redirect("lesson_needs", work=made.unit_of_work_id)


@require_POST
@screen
def leave_goal(request: ViewerRequest, work: int) -> HttpResponse:
    """Let a learner leave out a goal, by a decision of the class council."""
    asked = read(LeaveForm(request.POST))
    deviation_actions.leave_goal(
        unit_of_work=work,
        goal=asked["goal"],
        learner=asked["learner"],
        decided_on=asked["decided_on"],
        motivation=asked["motivation"],
        by=request.viewer,
    )
    say(request, _("Kept with the decision of the class council."))
    return redirect("lesson_needs", work=work)


@require_POST
@screen
def end(request: ViewerRequest, deviation: int) -> HttpResponse:
    """Let a learner follow the plan of the group again."""
    found = deviation_actions.end_deviation(deviation=deviation, by=request.viewer)
    say(request, _("From now on as the group."))
    return redirect("lesson_needs", work=found.unit_of_work_id)
