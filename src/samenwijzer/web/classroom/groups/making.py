"""Asking for proposals, rearranging one, and publishing it: the page sends the groups along, nothing is kept before."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect

from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.groups import actions, proposals, queries
from samenwijzer.learning.groups.actions import Named
from samenwijzer.learning.groups.basis import Asked, Basis, basis_of
from samenwijzer.learning.groups.timetables import check_meeting
from samenwijzer.learning.groups.tutoring import A_PAIR
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import function_in
from samenwijzer.web.classroom.groups.forms import Draft, PublishForm, asked_in, draft_in
from samenwijzer.web.classroom.groups.page import Choices, board_context, page_context
from samenwijzer.web.classroom.groups.words import nobody
from samenwijzer.web.classroom.today.forms import read
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/groups/templates"


@require_POST
@screen
def propose(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show two or three proposals, the first one under hand."""
    asked = asked_in(request.POST)
    basis = _basis(request, unit, asked)
    log_views(
        viewer=request.viewer,
        learners=asked.here,
        function=function_in(request.viewer, basis.unit),
        page="groups",
        purpose=Purpose.LEARNING,
    )
    check_meeting(key=asked.meeting, unit=unit, learners=asked.here, names=basis.names, on=request.viewer.on)
    found = proposals.propose(basis=basis, asked=asked)
    if not found:
        return _answer(request, basis, asked, None)
    most = max(len(asked.here) // A_PAIR if asked.is_tutoring else 0, *(len(one.groups) for one in found))
    names = queries.next_names(unit=unit, count=most)
    return _answer(request, basis, asked, Draft(asked, tuple(found), tuple(names), 0, found[0].groups))


@require_POST
@screen
def arrange(request: ViewerRequest, unit: int) -> HttpResponse:
    """Answer the board after one change: another proposal, a learner moved, a step back, or formed anew."""
    draft = draft_in(request.POST)
    basis = _basis(request, unit, draft.asked)
    return _answer(request, basis, draft.asked, _rearranged(request, basis, draft))


def _rearranged(request: ViewerRequest, basis: Basis, draft: Draft) -> Draft:
    sent = request.POST
    if "undo" in sent:
        return draft.undone()
    if "again" in sent:
        anew = proposals.propose_around(
            basis=basis, asked=draft.asked, groups=draft.groups, fixed=draft.fixed, seed=len(draft.before) + 1
        )
        return draft.changed(anew)
    if "choose" in sent:
        chosen = _number(sent["choose"], len(draft.proposals))
        return replace(draft.changed(draft.proposals[chosen].groups, chosen=chosen), fixed=frozenset())
    if "to" in sent:
        picked = sent.get("picked", "")
        if not picked.isdecimal() or int(picked) not in draft.asked.here:
            raise Refused(_("Choose a learner first, then the group."))
        to = None if sent["to"] == "rest" else _number(sent["to"], len(draft.groups))
        return draft.moved(int(picked), to)
    return draft


def _number(text: str, below: int) -> int:
    if not text.isdecimal() or int(text) >= below:
        raise Refused(_("Something in this form was not understood. Load the page again."))
    return int(text)


@require_POST
@screen
def publish(request: ViewerRequest, unit: int) -> HttpResponse:
    """Publish the groups as they stand; from here on they are seen, until their last day."""
    draft = draft_in(request.POST)
    ends = read(PublishForm(request.POST))["ends"]
    groups = [Named(name, placed) for name, placed in zip(draft.names, draft.groups, strict=False)]
    grouping = actions.publish(unit=unit, asked=draft.asked, groups=groups, ends=ends, by=request.viewer)
    said = _("Published until %(day)s.") % {"day": date_format(ends, "j F")}
    say(request, said, undo=reverse("grouping_withdraw", args=[grouping.pk]))
    address = reverse("grouping", args=[grouping.pk])
    return HttpResponseClientRedirect(address) if request.headers.get("HX-Request") else redirect(address)


def _basis(request: ViewerRequest, unit: int, asked: Asked) -> Basis:
    """Return what is known, or refuse when somebody who was asked for is not in the unit any more."""
    basis = basis_of(viewer=request.viewer, unit=unit, goal=asked.goal)
    if not set(asked.here) <= {one.pk for one in basis.learners}:
        raise Refused(_("Somebody changed the list of learners meanwhile. Ask for new groups."))
    if asked.goal and asked.goal not in basis.goals:
        raise Refused(_("Choose a goal from the list."))
    return basis


def _answer(request: ViewerRequest, basis: Basis, asked: Asked, draft: Draft | None) -> HttpResponse:
    """Answer the board; the whole page where the browser sent the form by itself."""
    empty = dict(zip(("nobody", "nobody_sentence"), nobody(asked.purpose), strict=True))
    board = board_context(request.viewer, basis, draft) if draft else {"group": basis.unit} | empty
    if request.headers.get("HX-Request"):
        said = _("Score %(score)s, %(compared)s.") % board if draft else empty["nobody"]
        return render(request, f"{TEMPLATES}/board.html", board | {"said": said})
    choices = Choices(
        asked.purpose,
        asked.goal,
        asked.largest,
        frozenset(asked.here),
        asked.ticks,
        asked.along,
        asked.meeting,
        asked.adults,
    )
    return render(request, f"{TEMPLATES}/groups.html", page_context(request.viewer, basis, choices) | board)
