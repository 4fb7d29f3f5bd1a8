"""What one learner needs, with what that rests on, for the adults who guide it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.regulation.needs_chart import needs_chart, who_saw_what
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import check_guides_learner, function_towards
from samenwijzer.web.classroom.learner.page import words
from samenwijzer.web.shell import ViewerRequest, screen


@require_GET
@screen
def needs(request: ViewerRequest, learner: int) -> HttpResponse:
    """Show what each goal asks for, from how many kinds of evidence, and what the learner says; the look is logged."""
    check_guides_learner(request.viewer, learner)
    chart = needs_chart(viewer=request.viewer, learner=learner)
    log_views(
        viewer=request.viewer,
        learners=[learner],
        function=function_towards(request.viewer, learner),
        page="learner_needs",
        purpose=Purpose.LEARNING,
    )
    steps = dict(words())
    lines = [
        (one, steps[one.estimate.step if one.estimate else 0], steps.get(one.said.sure or 0) if one.said else "")
        for one in chart.goals
    ]
    fresh = [line for line in lines if line[0].is_fresh(request.viewer.on)]
    context = {
        "chart": chart,
        "parts": [(fresh, False), ([line for line in lines if line not in fresh], True)],
        "sights": who_saw_what(viewer=request.viewer, learner=learner),
    }
    return render(request, "classroom/learner/templates/needs.html", context)
