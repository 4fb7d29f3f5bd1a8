"""Lessons that are open to colleagues, and the talk of the two afterwards."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.practice.agenda.plc import doors
from samenwijzer.practice.agenda.plc.pack import growing
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.learning.views import check_works
from samenwijzer.web.team.ours.forms import moment_in, number_in

TEMPLATES = "team/learning/templates"


@require_http_methods(["GET", "POST"])
@screen
def board(request: ViewerRequest) -> HttpResponse:
    """Show which lessons are open in the own schools, and open one."""
    viewer, sent = request.viewer, request.POST
    check_works(viewer)
    if request.method == "POST":
        doors.open_door(
            unit=number_in(sent, "unit"), title=sent.get("title", ""), look_at=sent.get("look_at", ""),
            at=moment_in(sent), place=sent.get("place", ""), seats=number_in(sent, "seats"), by=viewer,
        )  # fmt: skip
        say(request, _("Your door is open. Colleagues find it under “Learning together”."))
        return redirect("doors")
    context = {
        "doors": doors.open_doors(viewer=viewer),
        "own": doors.own_doors(viewer=viewer),
        "visits": doors.own_visits(viewer=viewer),
        "schools": doors.schools_of(viewer),
        "today": viewer.on,
    }
    return render(request, f"{TEMPLATES}/doors.html", context)


@require_POST
@screen
def sign_up(request: ViewerRequest, door: int) -> HttpResponse:
    """Come to look."""
    doors.sign_up(door=door, by=request.viewer)
    say(request, _("You are expected. Enjoy looking."))
    return redirect("doors")


@require_POST
@screen
def shut(request: ViewerRequest, door: int) -> HttpResponse:
    """Close an own lesson again."""
    doors.shut_door(door=door, by=request.viewer)
    say(request, _("Your door is closed again."))
    return redirect("doors")


@require_http_methods(["GET", "POST"])
@screen
def visit(request: ViewerRequest, visit: int) -> HttpResponse:
    """Show a visit to the two of it, with cards for their talk."""
    viewer = request.viewer
    if request.method == "POST":
        doors.write_note(visit=visit, text=request.POST.get("text", ""), by=viewer)
        return redirect("door_note", visit=visit)
    found, notes = doors.notes_of(viewer=viewer, visit=visit)
    other = found.visitor if found.door.by_id == viewer.person_id else found.door.by
    context = {"visit": found, "notes": notes, "other": other, "cards": growing().talk_cards()}
    return render(request, f"{TEMPLATES}/visit.html", context)


@require_POST
@screen
def call_off(request: ViewerRequest, visit: int) -> HttpResponse:
    """Do not come after all."""
    doors.call_off(visit=visit, by=request.viewer)
    say(request, _("Your place is free again."))
    return redirect("doors")
