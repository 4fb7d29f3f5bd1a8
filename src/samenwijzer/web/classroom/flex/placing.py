"""Filling a round in: a proposal with what it gives most to, changed by hand, published with a last day."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRedirect

from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.groups.flex import boards
from samenwijzer.learning.groups.flex.planning import propose_places
from samenwijzer.learning.groups.flex.readings import read_whole
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import function_in
from samenwijzer.practice.offers import actions
from samenwijzer.practice.offers.rules import check_coordinates
from samenwijzer.web.classroom.flex import words
from samenwijzer.web.classroom.flex.forms import MoveForm, PublishForm
from samenwijzer.web.classroom.today.forms import LARGEST_ID, read
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/flex/templates"
REST = "rest"


@require_GET
@screen
def board(request: ViewerRequest, round: int) -> HttpResponse:
    """Show one moment of a round with who is where."""
    asked = request.GET.get("moment", "")
    moment = int(asked) if asked.isdecimal() and int(asked) <= LARGEST_ID else None
    context = _context(request, round, moment)
    found = context["board"]
    if found:
        log_views(
            viewer=request.viewer,
            learners=list(found.names),
            function=function_in(request.viewer, found.whole.groups[0]),
            page="flex",
            purpose=Purpose.LEARNING,
        )
    return render(request, f"{TEMPLATES}/board.html", context)


def _context(request: ViewerRequest, round: int, moment: int | None) -> dict[str, Any]:
    found = boards.board(viewer=request.viewer, round_id=round, moment=moment)
    if found is None:
        return {"round": check_coordinates(request.viewer, round), "board": None}
    whole, reading = found.whole.round, read_whole(viewer=request.viewer, whole=found.whole, places=found.places)
    columns = []
    for one in found.columns:
        members = [
            (who.pk, who.name, words.why(who.placement), bool(who.placement.published_at)) for who in one.members
        ]
        columns.append((one.offered.offer, members, words.places_left(one.offered.offer)))
    return {
        "round": whole,
        "board": found,
        "columns": columns,
        "lines": words.plan_lines(reading),
        "bases": words.bases_line(reading),
        "fairness": words.fairness(reading),
        "planned": found.planned,
        "moves": words.moves(found.planned) if found.planned else [],
        "unmet": len({learner for learner, _goal in reading.unmet}),
        "until": whole.published_until or whole.ends,
        "first_day": max(whole.starts, request.viewer.on),
    }


@require_POST
@screen
def propose(request: ViewerRequest, round: int) -> HttpResponse:
    """Keep a proposal for everybody without a place."""
    found = propose_places(round_id=round, by=request.viewer)
    if found.state == found.State.ASKED:
        say(request, _("The plan is being made. You can do something else meanwhile."))
    else:
        say(request, words.proposed(found), undo=reverse("flex_drop", args=[round]))
    return redirect("flex_board", round=round)


@require_POST
@screen
def drop(request: ViewerRequest, round: int) -> HttpResponse:
    """Throw a proposal away."""
    actions.drop_proposal(round_id=round, by=request.viewer)
    say(request, _("The proposal is gone. Who chose or was placed stays where they are."))
    return redirect("flex_board", round=round)


@require_POST
@screen
def move(request: ViewerRequest, round: int) -> HttpResponse:
    """Put a learner elsewhere at one moment, and answer the board."""
    sent = request.POST.copy()
    if "undo" in sent:
        sent["picked"], _colon, sent["to"] = str(sent["undo"]).partition(":")
    if not sent.get("picked"):
        raise Refused(_("Choose a learner first, then where to."))
    values = read(MoveForm(sent))
    person, moment = values["picked"], values["moment"]
    before = _where(round, person, moment, request)
    to = None if values["to"] == REST else int(values["to"]) if values["to"].isdecimal() else -1
    actions.move(round_id=round, person=person, moment=moment, to=to, by=request.viewer)
    context = _context(request, round, moment) | {"undo": f"{person}:{before}", "moved": person}
    if not request.headers.get("HX-Request"):
        return redirect(f"{reverse('flex_board', args=[round])}?moment={moment}")
    return render(request, f"{TEMPLATES}/board_body.html", context)


def _where(round: int, person: int, moment: int, request: ViewerRequest) -> str:
    found = boards.board(viewer=request.viewer, round_id=round, moment=moment)
    for column in found.columns if found else []:
        if any(who.pk == person for who in column.members):
            return str(column.offered.offer.pk)
    return REST


@require_POST
@screen
def publish(request: ViewerRequest, round: int) -> HttpResponse:
    """Tell everybody where they go, until a last day."""
    until = read(PublishForm(request.POST))["until"]
    count = actions.publish_places(round_id=round, until=until, by=request.viewer)
    told = ngettext("%(count)d place is told", "%(count)d places are told", count) % {"count": count}
    until_day = _("until and including %(day)s.") % {"day": date_format(until, "j F")}
    say(request, f"{told}, {until_day}", undo=reverse("flex_unpublish", args=[round]))
    address = reverse("flex_round", args=[round])
    return HttpResponseClientRedirect(address) if request.headers.get("HX-Request") else redirect(address)


@require_POST
@screen
def unpublish(request: ViewerRequest, round: int) -> HttpResponse:
    """Take the last publication back."""
    actions.withdraw_places(round_id=round, by=request.viewer)
    say(request, _("Taken back. It is a proposal again, that only you see."))
    return redirect("flex_board", round=round)
