"""Barriers: raised where they are met, and taken away at the level that can (D-446)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenwijzer.practice.agenda.barriers.actions import close_barrier, pass_on, raise_barrier, take_up
from samenwijzer.practice.agenda.barriers.models import Barrier
from samenwijzer.practice.agenda.barriers.queries import barrier_page, board
from samenwijzer.practice.agenda.barriers.rules import reads_board
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import number_in

TEMPLATES = "school/barriers/templates"


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def of_unit(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the board of a level; raise a barrier on POST."""
    if request.method == "POST":
        sent = request.POST
        made = raise_barrier(
            unit=unit,
            level=number_in(sent, "level"),
            text=sent.get("text", ""),
            hinders=sent.get("hinders", ""),
            by=request.viewer,
        )
        say(request, _("It lies with %(level)s now.") % {"level": made.level})
        return redirect("barriers", unit=unit)
    found = board(viewer=request.viewer, unit=unit)
    context = {"board": found, "trail": [(found.unit.name, reverse("unit", args=[unit])), (_("Barriers"), "")]}
    return render(request, f"{TEMPLATES}/board.html", context)


@require_safe
@screen
def one(request: ViewerRequest, barrier: int) -> HttpResponse:
    """Show a barrier and its way over the levels."""
    page = barrier_page(viewer=request.viewer, barrier=barrier)
    home = next(
        one for one in (page.barrier.unit, page.barrier.level, *page.levels) if reads_board(request.viewer, one)
    )
    context = {
        "page": page,
        "ends": Barrier.End.choices,
        "trail": [(_("Barriers"), reverse("barriers", args=[home.pk])), (page.barrier.text, "")],
    }
    return render(request, f"{TEMPLATES}/barrier.html", context)


@require_POST
@screen
def take(request: ViewerRequest, barrier: int) -> HttpResponse:
    """Take a barrier up, or let it go again."""
    is_back = "back" in request.GET
    take_up(barrier=barrier, takes=not is_back, by=request.viewer)
    if is_back:
        say(request, _("It waits for an owner again."))
    else:
        say(request, _("It is yours now."), undo=f"{reverse('barrier_take', args=[barrier])}?back")
    return redirect("barrier", barrier=barrier)


@require_POST
@screen
def onward(request: ViewerRequest, barrier: int) -> HttpResponse:
    """Pass a barrier to another level, with the reason."""
    sent = request.POST
    found = pass_on(barrier=barrier, level=number_in(sent, "level"), why=sent.get("why", ""), by=request.viewer)
    say(request, _("It lies with %(level)s now.") % {"level": found.level})
    return redirect("barrier", barrier=barrier)


@require_POST
@screen
def close(request: ViewerRequest, barrier: int) -> HttpResponse:
    """Say how a barrier ended."""
    sent = request.POST
    close_barrier(barrier=barrier, end=sent.get("end", ""), words=sent.get("words", ""), by=request.viewer)
    say(request, _("Closed. Who raised it reads what was done."))
    return redirect("barrier", barrier=barrier)
