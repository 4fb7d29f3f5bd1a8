"""The space of a group that works apart, for its members and the adults who guide them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.media import LARGEST_BYTES
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.cooperation.space import contribute, moderate, space_of
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import function_in
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATE = "learner/together/templates/space.html"


@require_http_methods(["GET", "POST"])
@screen
def space(request: ViewerRequest, group: int) -> HttpResponse:
    """Show what the group wrote, decisions first; write along."""
    if request.method == "POST":
        words, decides = request.POST.get("words", ""), request.POST.get("decision") == "1"
        files = [sent.read(LARGEST_BYTES + 1) for sent in request.FILES.getlist("file")]
        contribute(group=group, words=words, is_decision=decides, files=files, by=request.viewer)
        return redirect("group_space", group=group)
    found = space_of(viewer=request.viewer, group=group)
    unit = found.group.grouping.unit
    if not found.is_member:
        log_views(
            viewer=request.viewer,
            learners=list(found.names),
            function=function_in(request.viewer, unit),
            page="group space",
            purpose=Purpose.LEARNING,
        )
    return render(request, TEMPLATE, {"space": found, "unit": unit})


@require_POST
@screen
def out_of_sight(request: ViewerRequest, contribution: int) -> HttpResponse:
    """Take a contribution out of sight, or bring it back."""
    found = moderate(contribution=contribution, by=request.viewer)
    say(request, _("Out of sight for the group.") if found.hidden_at else _("Back in sight."))
    return redirect("group_space", group=found.group_id)
