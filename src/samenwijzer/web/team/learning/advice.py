"""A learner gives advice to a community of teachers."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.practice.cycles.communities.actions import advise
from samenwijzer.practice.cycles.communities.queries import own_advice
from samenwijzer.practice.cycles.communities.rules import check_panel
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_http_methods(["GET", "POST"])
@screen
def panel(request: ViewerRequest, panel: UUID) -> HttpResponse:
    """Show the question, and keep what the learner advises."""
    found = check_panel(request.viewer, panel)
    if request.method == "POST":
        advise(panel=panel, text=request.POST.get("text", ""), by=request.viewer)
        say(request, _("Thank you. Your teachers read your advice, without your name."))
        return redirect("learner_panel", panel=panel)
    context = {"panel": found, "own": own_advice(panel=found, viewer=request.viewer)}
    return render(request, "team/learning/templates/panel.html", context)
