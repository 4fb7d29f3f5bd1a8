"""*Mijn vrijheid*: what I decide myself, what earns the next step, and what we agreed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.regulation.autonomy import companions, freedoms
from samenwijzer.learning.regulation.autonomy.pack import HIGHEST, autonomy_content
from samenwijzer.learning.regulation.strategies.queries import taught_to
from samenwijzer.web.classroom.steering.days import day
from samenwijzer.web.shell import ViewerRequest, say, screen


def freedom_context(learner: int) -> dict[str, Any]:
    """Return what the freedoms of a learner show; the caller has checked that it is its own, or guided."""
    content, taught = autonomy_content(), taught_to(learner=learner)
    return {
        "freedoms": freedoms.grown_of(learner=learner, taught=taught),
        "range": range(HIGHEST + 1),
        "domains": content.domains,
        "dimensions": content.dimensions,
        "taught": taught,
        "agreements": companions.agreements(learner),
        "talks": companions.talks(learner),
        "highest": HIGHEST,
    }


def _check_learner(request: ViewerRequest) -> None:
    if not request.viewer.is_learner:
        raise NotVisible(_("There is nothing here for you."))


@require_GET
@screen
def freedom(request: ViewerRequest) -> HttpResponse:
    """Show the learner what it decides itself, how that grew, and what was agreed."""
    _check_learner(request)
    viewer = request.viewer
    context = freedom_context(viewer.person_id) | {"own": True}
    return render(request, "learner/steering/templates/freedom.html", context)


@require_POST
@screen
def ask(request: ViewerRequest) -> HttpResponse:
    """Ask for more freedom, or for a little less for now."""
    _check_learner(request)
    own_id = request.viewer.person_id
    made = freedoms.ask_step(learner=own_id, by=request.viewer, **step_sent(request))
    waits = made.adult_agreed_at is None
    say(
        request,
        _("Asked. It holds once your teacher agrees.") if waits else _("Kept. You can ask for more again later."),
    )
    return redirect("freedom")


def step_sent(request: ViewerRequest) -> dict[str, Any]:
    """Return the step that was sent."""
    sent = request.POST
    step = sent.get("step", "")
    if not (step.isdecimal() and len(step) == 1):
        raise Refused(_("Choose one of the answers."))
    return {key: sent.get(key, "") for key in ("domain", "dimension", "strategy", "words")} | {
        "step": int(step),
        "review_on": day(sent.get("review_on", "")),
    }


@require_POST
@screen
def agree(request: ViewerRequest, freedom: int) -> HttpResponse:
    """Agree with what the teacher proposed."""
    _check_learner(request)
    freedoms.agree(freedom=freedom, by=request.viewer)
    say(request, _("Agreed. From now on you decide this."))
    return redirect("freedom")


@require_POST
@screen
def say_kept(request: ViewerRequest, agreement: int) -> HttpResponse:
    """Say whether the own part of an agreement worked out."""
    _check_learner(request)
    companions.say_kept(agreement=agreement, worked=request.POST.get("worked") == "1", by=request.viewer)
    say(request, _("Noted."))
    return redirect("freedom")
