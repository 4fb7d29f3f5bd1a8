"""The page of one learner, for the adults who guide it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.care.pack import continuum
from samenwijzer.learning.care.queries import line_of
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.lessons.overview import overview
from samenwijzer.learning.progress.disagreements import disagreements_of
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import function_in, function_towards, guides_whole_school
from samenwijzer.web.classroom.learner.noting import noting_context
from samenwijzer.web.classroom.learner.page import counts, days, tables
from samenwijzer.web.shell import ViewerRequest, screen


@require_GET
@screen
def learner(request: ViewerRequest, learner: int) -> HttpResponse:
    """Show where a learner stands, what was seen and what is planned; the look is logged."""
    found = overview(viewer=request.viewer, learner=learner)
    log_views(
        viewer=request.viewer,
        learners=[learner],
        function=function_towards(request.viewer, learner, groups=found.groups),
        page="learner",
        purpose=Purpose.LEARNING,
    )
    noting = noting_context(request.viewer)
    line = line_of(viewer=request.viewer, learner=learner)
    phase = continuum().phase(line.phase) if line else None
    not_right = disagreements_of(viewer=request.viewer, learner=learner)
    context = {
        "overview": found,
        "counts": counts(found),
        "running": tables(found.running, request.viewer.on),
        "domains": tables(found.domains, request.viewer.on),
        "days": days(found),
        "needs": {need.key: need.name for need in scales().needs},
        "not_right": not_right,
        "care": (phase.name, line) if phase else None,
        "can_answer": bool(noting),
        "answers_for": guides_whole_school(request.viewer, found.groups),
        "guided": [group for group in found.groups if function_in(request.viewer, group)],
    }
    return render(request, "classroom/learner/templates/learner.html", context | noting)
