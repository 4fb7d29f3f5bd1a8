"""How a draft curriculum comes about: advice, answers, approval and what is new in it (D-282)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.practice.curriculum import authoring
from samenwijzer.practice.curriculum.models import FrameworkStep
from samenwijzer.practice.goals.browsing import framework_named
from samenwijzer.practice.goals.models import Framework
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_GET
@screen
def road(request: ViewerRequest, framework: int) -> HttpResponse:
    """Show every step that was taken, and what can be done now."""
    found = framework_named(framework)
    steps = list(found.steps.select_related("by").prefetch_related("answered_by__by"))
    is_draft = found.status == Framework.Status.DRAFT
    context = {
        "framework": found,
        "steps": [step for step in steps if step.kind != FrameworkStep.Kind.ANSWERED],
        "notes": authoring.release_notes(found),
        "edits": is_draft and authoring.edits(request.viewer, found),
        "advises": is_draft and any(one.rights for one in request.viewer.functions),
        "was_asked": any(step.kind == FrameworkStep.Kind.ASKED for step in steps),
        "trail": [
            (_("Goals"), reverse("goals")),
            (str(found), reverse("framework", args=[found.pk])),
            (_("How it came about"), ""),
        ],
    }
    return render(request, "goals/templates/road.html", context)


@require_GET
@screen
def notes(request: ViewerRequest, framework: int) -> HttpResponse:
    """Give the release notes as a text file."""
    content = authoring.release_notes(framework_named(framework))
    headers = {"Content-Disposition": 'attachment; filename="wat-is-er-nieuw.md"'}
    return HttpResponse(content, content_type="text/markdown; charset=utf-8", headers=headers)


@require_POST
@screen
def ask(request: ViewerRequest, framework: int) -> HttpResponse:
    """Ask for advice on a draft."""
    authoring.ask_advice(framework=framework, text=request.POST.get("text", ""), by=request.viewer)
    say(request, _("Advice is asked. Everybody who works here can give it."))
    return redirect("framework_road", framework=framework)


@require_POST
@screen
def advise(request: ViewerRequest, framework: int) -> HttpResponse:
    """Give advice on a draft."""
    authoring.advise(framework=framework, text=request.POST.get("text", ""), by=request.viewer)
    say(request, _("Thank you. The answer comes beside it."))
    return redirect("framework_road", framework=framework)


@require_POST
@screen
def answer(request: ViewerRequest, step: int) -> HttpResponse:
    """Answer a piece of advice."""
    made = authoring.answer_advice(step=step, text=request.POST.get("text", ""), by=request.viewer)
    return redirect("framework_road", framework=made.framework_id)


@require_POST
@screen
def approve(request: ViewerRequest, framework: int) -> HttpResponse:
    """Release a draft."""
    authoring.approve(framework=framework, by=request.viewer)
    say(request, _("It is released. What is new in it stands here."))
    return redirect("framework_road", framework=framework)
