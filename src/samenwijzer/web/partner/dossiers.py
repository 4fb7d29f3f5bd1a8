"""What the network and its school groups follow up with partners: a board, and each dossier as a timeline."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.practice.offers.dossiers import actions
from samenwijzer.practice.offers.dossiers.actions import COMMITMENT, INPUT, Note, hand_over
from samenwijzer.practice.offers.dossiers.models import Entry
from samenwijzer.practice.offers.dossiers.pack import dossiers as content
from samenwijzer.practice.offers.dossiers.queries import board, dossier_page
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, number_in


@require_GET
@screen
def dossiers(request: ViewerRequest) -> HttpResponse:
    """Show the board."""
    context = {"page": board(viewer=request.viewer), "kinds": [(one.key, one.name) for one in content().kinds]}
    return render(request, "partner/templates/dossiers.html", context)


@require_POST
@screen
def start(request: ViewerRequest) -> HttpResponse:
    """Start a dossier."""
    sent = request.POST
    made = actions.start(kind=sent.get("kind", ""), title=sent.get("title", ""), by=request.viewer)
    return redirect("dossier", dossier=made.pk)


@require_GET
@screen
def dossier(request: ViewerRequest, dossier: int) -> HttpResponse:
    """Show one dossier."""
    states = Entry.State
    context = {
        "page": dossier_page(viewer=request.viewer, dossier=dossier),
        "kinds": [(one.key, one.name) for one in content().entries],
        "regions": [(one.key, one.name) for one in content().regions],
        "today": request.viewer.on,
        "settling": {
            COMMITMENT: [(one.value, one.label) for one in (states.OPEN, states.DONE)],
            INPUT: [(one.value, one.label) for one in (states.OPEN, states.ADOPTED, states.NOT_ADOPTED)],
        },
    }
    return render(request, "partner/templates/dossier.html", context)


@require_POST
@screen
def note(request: ViewerRequest, dossier: int) -> HttpResponse:
    """Note something in a dossier."""
    sent = request.POST
    texts = {key: sent.get(key, "") for key in ("kind", "text", "body", "region", "owner_here", "owner_there")}
    actions.note(dossier=dossier, content=Note(on=day_in(sent, "on"), **texts), by=request.viewer)
    say(request, _("Noted."))
    return redirect("dossier", dossier=dossier)


@require_POST
@screen
def settle(request: ViewerRequest, entry: int) -> HttpResponse:
    """Say how far something is."""
    found = actions.settle(entry=entry, state=request.POST.get("state", ""), by=request.viewer)
    return redirect("dossier", dossier=found.dossier_id)


@require_POST
@screen
def lead(request: ViewerRequest, dossier: int) -> HttpResponse:
    """Hand over the lead."""
    sent = request.POST
    hand_over(dossier=dossier, to=number_in(sent, "to"), why=sent.get("why", ""), by=request.viewer)
    say(request, _("Handed over. Who led before stays in the history."))
    return redirect("dossier", dossier=dossier)
