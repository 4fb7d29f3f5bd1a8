"""The four steps of a unit of work on one page: four short lines, three minutes (D-288)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.learning.lessons.four_steps import four_steps, keep_four_steps
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def steps(request: ViewerRequest, work: int) -> HttpResponse:
    """Show the four steps to write in at once; keep them on POST, and close the unit where that was asked."""
    if request.method == "POST":
        closes = "close" in request.POST
        texts = {key: value for key, value in request.POST.dict().items() if key.startswith("rok-")}
        keep_four_steps(unit_of_work=work, texts=texts, closes=closes, by=request.viewer)
        say(request, _("Closed: all four steps were taken.") if closes else _("Kept."))
        return redirect("lesson_steps", work=work)
    found = four_steps(viewer=request.viewer, unit_of_work=work)
    return render(request, "classroom/lessons/templates/steps.html", {"found": found, "work": found.work})
