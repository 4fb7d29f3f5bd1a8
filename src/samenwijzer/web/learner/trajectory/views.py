"""A trajectory: the learner and the adults around it design it on the same page."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.lessons.trajectories.actions import add_step, mark_done, start
from samenwijzer.learning.lessons.trajectories.models import Step
from samenwijzer.learning.lessons.trajectories.queries import running_for, ways_of
from samenwijzer.web.learner.trajectory.forms import StepForm, read
from samenwijzer.web.learner.trajectory.looking import look
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_GET
@screen
def trajectory(request: ViewerRequest, learner: int) -> HttpResponse:
    """Show the trajectories of a learner, with a place to add a step."""
    look(request.viewer, learner, "trajectory")
    person, ways = ways_of(viewer=request.viewer, learner=learner)
    running = running_for(viewer=request.viewer, learner=learner)
    goals = {goal.pk: goal for one in running for goal in one.goals}
    kinds = [
        (Step.Kind.UNIT, _("in a course of the school")),
        (Step.Kind.WORKPLACE, _("with a partner or at work")),
        (Step.Kind.OWN, _("my own step")),
    ]
    context = {
        "learner": person,
        "own": learner == request.viewer.person_id,
        "ways": ways,
        "goals": list(goals.values()),
        "kinds": kinds,
        "kind_names": dict(kinds),
    }
    return render(request, "learner/trajectory/templates/trajectory.html", context)


@require_POST
@screen
def start_one(request: ViewerRequest, learner: int) -> HttpResponse:
    """Begin a trajectory."""
    start(learner=learner, title=request.POST.get("title", ""), by=request.viewer)
    return redirect("trajectory", learner=learner)


@require_POST
@screen
def add(request: ViewerRequest, learner: int, trajectory: int) -> HttpResponse:
    """Add a step; one in a course is in the course of the learner that works at this goal now."""
    given = read(StepForm(request.POST))
    unit = None
    if given["kind"] == Step.Kind.UNIT:
        running = running_for(viewer=request.viewer, learner=learner)
        unit = next((one.unit_of_work.pk for one in running if given["goal"] in {g.pk for g in one.goals}), None)
    made = add_step(trajectory=trajectory, unit_of_work=unit, by=request.viewer, **given)
    if made.trajectory.learner_id != learner:
        raise NotVisible(_("There is nothing here for you."))
    say(request, _("Added. Your name stands with it."))
    return redirect("trajectory", learner=learner)


@require_POST
@screen
def done(request: ViewerRequest, learner: int, step: int) -> HttpResponse:
    """Say that a step is done, or not after all."""
    mark_done(step=step, by=request.viewer)
    return redirect("trajectory", learner=learner)
