"""A look at a school or a school group: one answers, and who may reads what it says by month."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.quality.plans.looks import answer_look, look_page
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def look(request: ViewerRequest, unit: int, look: str) -> HttpResponse:
    """Show the questions to who answers and the means to who reads; keep an answer on POST."""
    if request.method == "POST":
        sent = {key: int(value) for key, value in request.POST.dict().items() if value.isdecimal() and len(value) == 1}
        answer_look(unit=unit, look=look, answers=sent, shares="shares" in request.POST, by=request.viewer)
        say(request, _("Kept. Nobody else reads your answers."))
        return redirect("look", unit=unit, look=look)
    page = look_page(viewer=request.viewer, unit=unit, look=look)
    steps = {one.key: [(step.value, step.title.words()) for step in one.steps] for one in page.instrument.scales}
    context = {
        "page": page,
        "questions": [(one, steps[one.scale]) for one in page.instrument.questions],
        "is_told": any(one.months for one in page.lines),
        "is_compared": any(one.leading is not None for one in page.lines),
    }
    return render(request, "school/looks/templates/look.html", context)
