"""What a learner shows to the adults who guide it, and how it reads its compass."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.progress.switches import learner_switch
from samenwijzer.learning.regulation import actions
from samenwijzer.learning.regulation import portfolio as pieces
from samenwijzer.learning.regulation.pack import compass_content
from samenwijzer.learning.regulation.queries import mode_of
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import check_guides_learner, function_towards
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.people.models import Person
from samenwijzer.web.classroom.learner.shared_cycles import shared_cycles
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_GET
@screen
def portfolio(request: ViewerRequest, learner: int) -> HttpResponse:
    """Show what a learner shows of its own work, and how it reads and is reckoned; the look is logged."""
    person = check_guides_learner(request.viewer, learner)
    log_views(
        viewer=request.viewer,
        learners=[learner],
        function=function_towards(request.viewer, learner),
        page="portfolio",
        purpose=Purpose.LEARNING,
    )
    context = {
        "learner": person,
        "pieces": pieces.portfolio(viewer=request.viewer, learner=learner),
        "own": False,
        "cycles": shared_cycles(request.viewer, learner),
        "switch": learner_switch(viewer=request.viewer, learner=learner),
    }
    return render(request, "classroom/learner/templates/portfolio.html", context | _reading(person, request.viewer))


@require_POST
@screen
def choose_mode(request: ViewerRequest, learner: int) -> HttpResponse:
    """Let a learner read its compass in another way from now on."""
    check_guides_learner(request.viewer, learner)
    actions.choose_mode(learner=learner, mode=request.POST.get("mode", ""), by=request.viewer)
    say(request, _("Kept. From now on the compass looks like that."))
    return redirect("learner_portfolio", learner=learner)


def _reading(learner: Person, viewer: Viewer) -> dict[str, Any]:
    """Return what the choice of a way to read needs."""
    return {
        "modes": compass_content().modes,
        "mode": mode_of(learner=learner.pk, on=viewer.on),
        "mode_action": reverse("learner_mode", args=[learner.pk]),
        "mode_title": _("How %(name)s reads the compass") % {"name": learner.given_name},
    }
