"""What users ask of the product: one list for all levels, and how each idea stands at each of them (D-454)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.practice.technology.actions import answer_idea, ask_idea, want_idea
from samenwijzer.practice.technology.models import IdeaAnswer
from samenwijzer.practice.technology.queries import ideas
from samenwijzer.practice.technology.rules import check_asks
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def ideas_page(request: ViewerRequest) -> HttpResponse:
    """Show the ideas, most wanted first; on POST ask a new one."""
    if request.method == "POST":
        ask_idea(text=request.POST.get("text", ""), by=request.viewer)
        say(request, _("It stands on the list. You see here how it goes at each level."))
        return redirect("ideas")
    check_asks(request.viewer)
    context = {"lines": ideas(viewer=request.viewer), "states": IdeaAnswer.State.choices}
    return render(request, "school/ideas/templates/ideas.html", context)


@require_POST
@screen
def want(request: ViewerRequest, idea: int) -> HttpResponse:
    """Say that one wants this too."""
    want_idea(idea=idea, by=request.viewer)
    return redirect("ideas")


@require_POST
@screen
def answer(request: ViewerRequest, idea: int, unit: int) -> HttpResponse:
    """Say how an idea stands at a level."""
    sent = request.POST
    answer_idea(idea=idea, unit=unit, state=sent.get("state", ""), why=sent.get("why", ""), by=request.viewer)
    say(request, _("Everybody reads it now."))
    return redirect("ideas")
