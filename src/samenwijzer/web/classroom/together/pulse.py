"""The pulse of working together: answered by learners, read by adults only as means of enough of them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.organisation.models import LEARNER
from samenwijzer.practice.instruments.actions import respond
from samenwijzer.practice.instruments.pack import instruments
from samenwijzer.practice.instruments.queries import group_trend
from samenwijzer.web.shell import ViewerRequest, say, screen

PULSE = "cooperation-pulse"
TEMPLATES = "classroom/together/templates"


@require_GET
@screen
def group_pulse(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the three gains of cooperation over the months that are over; below ten answers there is nothing."""
    group = check_guides_unit(request.viewer, unit)
    asked = instruments()[PULSE]
    points = group_trend(instrument=PULSE, unit=unit, viewer=request.viewer)
    gains = [(one, [point for point in points if point.dimension == one.key]) for one in asked.dimensions]
    context = {"group": group, "asked": asked, "gains": gains, "anything": bool(points)} | _words()
    return render(request, f"{TEMPLATES}/pulse.html", context)


@require_http_methods(["GET", "POST"])
@screen
def my_pulse(request: ViewerRequest) -> HttpResponse:
    """Ask a learner three questions on working together; an answer may be skipped."""
    groups = [one.unit_id for one in request.viewer.functions if one.role == LEARNER]
    if not groups:
        raise NotVisible(_("There is nothing here for you."))
    asked = instruments()[PULSE]
    if request.method == "POST":
        sent = {one.key: request.POST.get(one.key, "") for one in asked.questions}
        answers = {key: int(value) for key, value in sent.items() if value.isdecimal() and len(value) < 3}
        respond(instrument=PULSE, unit=groups[0], answers=answers, by=request.viewer)
        say(request, _("Thank you. Only the mean of the class is read, from ten answers on."))
        return redirect("own_groups")
    scales = {one.key: [(step.value, step.title.words()) for step in one.steps] for one in asked.scales}
    questions = [(one.key, one.wording.words(), scales[one.scale]) for one in asked.questions]
    return render(request, f"{TEMPLATES}/my_pulse.html", {"asked": asked, "questions": questions} | _words())


def _words() -> dict[str, str]:
    """Return what the pulse is called and what it is for, in the active language."""
    asked, language = instruments()[PULSE], get_language() or "nl"
    return {"title": asked.title.in_language(language), "aim": asked.purpose.in_language(language)}
