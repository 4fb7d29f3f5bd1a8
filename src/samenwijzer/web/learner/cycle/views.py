"""*Mijn cyclus*: prepare, do and look back, at a goal in one's own words."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.groups.cycle_owners import KIND
from samenwijzer.learning.regulation.own_cycles import start_own_cycle
from samenwijzer.practice.cycles.actions import start_cycle
from samenwijzer.practice.cycles.communities.queries import asked_of
from samenwijzer.web.cycles.page import phase_page
from samenwijzer.web.learner.cycle.page import going_along, looking_back, one_cycle, overview, reading_mode
from samenwijzer.web.shell import ViewerRequest, screen

SHARED = "shared-regulation"
EXTRA = "extra"


@require_GET
@screen
def cycles(request: ViewerRequest) -> HttpResponse:
    """Show the cycles of the learner that looks, and how well it knows itself by now."""
    context = overview(request.viewer) | {
        "mode": reading_mode(request.viewer),
        "asked_for_advice": asked_of(viewer=request.viewer)[:3],
    }
    return render(request, "learner/cycle/templates/cycles.html", context)


@require_POST
@screen
def start(request: ViewerRequest) -> HttpResponse:
    """Begin a cycle at a goal in own words, linked to the curriculum or marked extra (R1); alone or with a group."""
    viewer, sent = request.viewer, request.POST
    if not viewer.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    title, due = sent.get("title", ""), _day(sent.get("due", ""))
    if sent.get("group"):
        owner = Reference(KIND, sent["group"])
        made = start_cycle(template=SHARED, owner=owner, title=title, due=due, by=viewer)
        return redirect("my_cycle", cycle=made.uid)
    goal = sent.get("goal", "")
    official = int(goal) if goal.isdecimal() and len(goal) < 19 else None
    made = start_own_cycle(title=title, official=official, is_extra=goal == EXTRA, due=due, by=viewer)
    return redirect("my_cycle", cycle=made.uid)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise Refused(_("Choose a day.")) from error


@require_GET
@screen
def cycle(request: ViewerRequest, cycle: UUID) -> HttpResponse:
    """Show one phase of a cycle to write in, and beside it what stood before."""
    mode = reading_mode(request.viewer)
    work = one_cycle(request.viewer, cycle)
    context = (
        phase_page(request, work, mode=mode)
        | looking_back(work, request.viewer, mode)
        | going_along(work, request.viewer)
    )
    return render(request, "learner/cycle/templates/cycle.html", context)
