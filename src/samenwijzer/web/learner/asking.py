"""Putting a question at a goal, before the small group meets."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.lessons.compass import compass as compass_of
from samenwijzer.learning.progress.questions import ask_question
from samenwijzer.web.learner.forms import StepForm
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_POST
@screen
def ask(request: ViewerRequest, unit: int) -> HttpResponse:
    """Keep a question at a goal of the route."""
    found = compass_of(viewer=request.viewer, unit=unit)
    form = StepForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose a step on your route."))
    goal = found.stop(form.cleaned_data["goal"]).goal
    ask_question(goal=goal.pk, text=request.POST.get("text", ""), by=request.viewer)
    say(request, _("Your question waits for the next time you sit together."))
    return redirect("compass_route", unit=unit)
