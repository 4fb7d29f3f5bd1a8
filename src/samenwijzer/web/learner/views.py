"""The compass: where a learner is going, what its next step is, and who can help."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.lessons.compass import compass as compass_of
from samenwijzer.learning.lessons.routes import State, Stop
from samenwijzer.learning.regulation import actions
from samenwijzer.web.learner.forms import StepForm, SureForm
from samenwijzer.web.learner.reading import again, show
from samenwijzer.web.shell import ViewerRequest, screen


@require_GET
@screen
def compass(request: ViewerRequest, unit: int | None = None) -> HttpResponse:
    """Show the route of the learner that looks through one of the units of work that run."""
    return show(request, compass_of(viewer=request.viewer, unit=unit))


@require_POST
@screen
def choose_mode(request: ViewerRequest) -> HttpResponse:
    """Let the learner that looks read the compass in another way from now on."""
    actions.choose_mode(learner=request.viewer.person_id, mode=request.POST.get("mode", ""), by=request.viewer)
    return redirect("compass")


@require_POST
@screen
def say_how_sure(request: ViewerRequest, unit: int) -> HttpResponse:
    """Keep how sure the learner is of a goal on its route."""
    found = compass_of(viewer=request.viewer, unit=unit)
    form = SureForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose how sure you are."))
    stop = found.stop(form.cleaned_data["goal"])
    note = form.cleaned_data["note"]
    actions.state_confidence(goal=stop.goal.pk, sure=form.cleaned_data["sure"], note=note, by=request.viewer)
    return _again(request, unit, _("Kept. Good luck with “%(goal)s”!") % {"goal": stop.goal})


@require_POST
@screen
def choose_step(request: ViewerRequest, unit: int) -> HttpResponse:
    """Make another open goal of the route the next step."""
    stop = _stop_sent(request, unit)
    if stop.state == State.DONE:
        raise Refused(_("This works already. Choose a step that still lies ahead."))
    actions.choose_next_step(goal=stop.goal.pk, by=request.viewer)
    return _again(request, unit, _("Your next step is now “%(goal)s”.") % {"goal": stop.goal}, moved=True)


@require_POST
@screen
def ask_for_help(request: ViewerRequest, unit: int) -> HttpResponse:
    """Ask the adults around the learner for help with a goal on its route."""
    actions.ask_for_help(goal=_stop_sent(request, unit).goal, by=request.viewer)
    return _again(request, unit, _("Your question is on its way. Good that you ask!"))


def _stop_sent(request: ViewerRequest, unit: int) -> Stop:
    """Return the stop of the route whose goal was sent."""
    found = compass_of(viewer=request.viewer, unit=unit)
    form = StepForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose a step on your route."))
    return found.stop(form.cleaned_data["goal"])


def _again(request: ViewerRequest, unit: int, sentence: str, *, moved: bool = False) -> HttpResponse:
    """Show the compass as it is now and say what happened: the changed part for htmx, the page otherwise.

    ``moved``: the way goes elsewhere from here, so that reading starts again at the top.
    """
    if not request.headers.get("HX-Request"):
        return again(request, unit, sentence)
    return show(request, compass_of(viewer=request.viewer, unit=unit), sentence=sentence, moved=moved)
