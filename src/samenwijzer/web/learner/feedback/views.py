"""The feedback a learner gets, and what it does with it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.feedback.actions import take_up
from samenwijzer.learning.feedback.peers import rounds_of
from samenwijzer.learning.feedback.programme import own_moments
from samenwijzer.learning.feedback.queries import new_feedback, own_feedback
from samenwijzer.network.organisation.models import LEARNER
from samenwijzer.web.learner.feedback.words import choices
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "learner/feedback/templates"


@require_GET
@screen
def my_feedback(request: ViewerRequest) -> HttpResponse:
    """Show what the learner was told, what it still has to do something with first."""
    _check(request)
    learns = [one.unit_id for one in request.viewer.functions if one.role == LEARNER]
    context = {
        "notes": own_feedback(viewer=request.viewer),
        "choices": choices(),
        "rounds": rounds_of(viewer=request.viewer, units=learns),
        "moments": own_moments(viewer=request.viewer),
    }
    return render(request, f"{TEMPLATES}/my_feedback.html", context)


@require_GET
@screen
def fresh(request: ViewerRequest) -> HttpResponse:
    """Answer the line of the compass: how much feedback waits."""
    _check(request)
    return render(request, f"{TEMPLATES}/fresh.html", {"count": new_feedback(viewer=request.viewer), "known": True})


@require_POST
@screen
def taken_up(request: ViewerRequest, note: UUID) -> HttpResponse:
    """Keep what the learner does with a note."""
    take_up(note=note, did=request.POST.get("did", ""), words=request.POST.get("words", ""), by=request.viewer)
    say(request, _("Kept. Your teacher reads along."))
    return redirect("my_feedback")


def _check(request: ViewerRequest) -> None:
    if not request.viewer.is_learner:
        raise NotVisible(_("There is nothing here for you."))
