"""Intervision: thinking along about a case, step by step, until the day it is forgotten."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.practice.cycles.communities.intervision import bring_case, say_in_step
from samenwijzer.practice.cycles.communities.pack import methods
from samenwijzer.practice.cycles.communities.rules import check_seat
from samenwijzer.web.shell import ViewerRequest, screen
from samenwijzer.web.team.learning.views import check_works
from samenwijzer.web.team.ours.forms import day_in


@require_POST
@screen
def bring(request: ViewerRequest) -> HttpResponse:
    """Bring a case to some colleagues."""
    check_works(request.viewer)
    sent = request.POST
    people = [one for one in sent.getlist("people") if one.isascii() and one.isdigit() and len(one) < 10]
    if len(people) < len(sent.getlist("people")):
        raise Refused(_("Choose at least one colleague."))
    made = bring_case(
        title=sent.get("title", ""),
        case=sent.get("case", ""),
        method=sent.get("method", ""),
        people=[int(one) for one in people],
        until=day_in(sent, "until"),
        by=request.viewer,
    )
    return redirect("intervision", session=made.uid)


@require_GET
@screen
def session(request: ViewerRequest, session: UUID) -> HttpResponse:
    """Show the case with the steps of its method and what was said in each."""
    found = check_seat(request.viewer, session)
    method = methods().method(found.method)
    if method is None:
        raise NotVisible(_("There is nothing here for you."))
    said = list(found.said.select_related("by"))
    context = {
        "session": found,
        "method": method,
        "people": list(found.people.order_by("given_name")),
        "steps": [(step, [one for one in said if one.step == step.key]) for step in method.steps],
        "gone": found.until + timedelta(days=1),
    }
    return render(request, "team/learning/templates/intervision.html", context)


@require_POST
@screen
def say_so(request: ViewerRequest, session: UUID, step: str) -> HttpResponse:
    """Say something in a step."""
    say_in_step(intervision=session, step=step, text=request.POST.get("text", ""), by=request.viewer)
    return redirect("intervision", session=session)
