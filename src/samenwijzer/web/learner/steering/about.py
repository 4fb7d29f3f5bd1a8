"""*Over mij*: what I like, what helps me learn, and who goes along; mine to change or hide."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.regulation.autonomy import companions
from samenwijzer.learning.regulation.strategies.queries import toolbox
from samenwijzer.web.shell import ViewerRequest, say, screen

LARGEST_ID = 2**63 - 1


@require_GET
@screen
def about(request: ViewerRequest) -> HttpResponse:
    """Show a learner its interests and its learning profile, and who sees them."""
    viewer = request.viewer
    if not viewer.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    context = {
        "interests": companions.interests_of(learner=viewer.person_id, viewer=viewer),
        "drawers": toolbox(learner=viewer.person_id),
        "is_shown": companions.shows_profile(viewer.person_id),
        "helped": companions.helped_by(viewer),
    }
    return render(request, "learner/steering/templates/about.html", context)


@require_POST
@screen
def keep(request: ViewerRequest) -> HttpResponse:
    """Add an interest, or change one."""
    sent = request.POST
    companions.keep_interest(
        what=sent.get("what", ""), why=sent.get("why", ""), interest=_id(sent.get("interest", "")), by=request.viewer
    )
    say(request, _("Kept."))
    return redirect("about_me")


@require_POST
@screen
def change(request: ViewerRequest, interest: int, deed: str) -> HttpResponse:
    """Hide an interest, show it again, or remove it."""
    if deed == "weg":
        companions.drop_interest(interest=interest, by=request.viewer)
    elif deed in ("verberg", "toon"):
        companions.hide_interest(interest=interest, is_hidden=deed == "verberg", by=request.viewer)
    else:
        raise NotVisible(_("There is nothing here for you."))
    say(request, _("Kept."))
    return redirect("about_me")


@require_POST
@screen
def profile(request: ViewerRequest) -> HttpResponse:
    """Hide the learning profile, or show it again."""
    companions.hide_profile(is_hidden=request.POST.get("shown") != "1", by=request.viewer)
    say(request, _("Kept."))
    return redirect("about_me")


@require_POST
@screen
def name_buddy(request: ViewerRequest, cycle: UUID) -> HttpResponse:
    """Ask a classmate to go along with the goal of a cycle."""
    helper = _id(request.POST.get("helper", ""))
    if helper is None:
        raise Refused(_("Choose who goes along."))
    companions.name_buddy(cycle=cycle, helper=helper, by=request.viewer)
    say(request, _("Kept. Your buddy sees this goal, and nothing else."))
    return redirect("my_cycle", cycle=cycle)


@require_POST
@screen
def end_buddy(request: ViewerRequest, buddy: int) -> HttpResponse:
    """End going along."""
    companions.end_buddy(buddy=buddy, by=request.viewer)
    say(request, _("Kept."))
    return redirect("my_cycles")


def _id(text: str) -> int | None:
    return int(text) if text.isdecimal() and 0 < int(text[:20]) <= LARGEST_ID else None
