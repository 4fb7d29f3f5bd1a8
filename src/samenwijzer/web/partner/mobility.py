"""Staff that goes abroad to learn: one page for who leads the programme, for a school and for who goes."""

import csv
import io

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.exchange.formulas import guarded
from samenwijzer.foundation.errors import NotVisible
from samenwijzer.practice.offers.mobility import actions
from samenwijzer.practice.offers.mobility.actions import Asked, admit, open_programme, tell_gain
from samenwijzer.practice.offers.mobility.models import Trip
from samenwijzer.practice.offers.mobility.pack import mobility as content
from samenwijzer.practice.offers.mobility.queries import programmes
from samenwijzer.practice.offers.mobility.queries import register as register_of
from samenwijzer.practice.offers.mobility.queries import report as report_of
from samenwijzer.practice.offers.mobility.rules import led_networks
from samenwijzer.web.partner.choices import money_in
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, number_in

TEMPLATE = "partner/templates/mobility.html"


@require_GET
@screen
def first(request: ViewerRequest) -> HttpResponse:
    """Open the newest programme; who leads the network can open one where there is none."""
    found = programmes(viewer=request.viewer)
    if found:
        return redirect("mobility", programme=found[0].pk)
    if not any(one.rights for one in request.viewer.functions):
        raise NotVisible(_("There is nothing here for you."))
    return render(request, TEMPLATE, {"page": None, "leads": bool(led_networks(request.viewer)), "programmes": []})


@require_GET
@screen
def mobility(request: ViewerRequest, programme: int) -> HttpResponse:
    """Show a programme."""
    page = register_of(viewer=request.viewer, programme=programme)
    context = {
        "page": page,
        "leads": page.leads,
        "programmes": programmes(viewer=request.viewer),
        "themes": [(one.key, one.name) for one in content().themes],
        "titles": {one.key: one.name for one in content().themes},
        "kinds": Trip.Kind.choices,
    }
    return render(request, TEMPLATE, context)


@require_POST
@screen
def begin(request: ViewerRequest) -> HttpResponse:
    """Open the call of a year."""
    sent = request.POST
    made = open_programme(
        title=sent.get("title", ""),
        starts=day_in(sent, "starts"),
        ends=day_in(sent, "ends"),
        budget=money_in(sent, "budget"),
        by=request.viewer,
    )
    say(request, _("Open. Admit schools, each with a budget."))
    return redirect("mobility", programme=made.pk)


@require_POST
@screen
def grant(request: ViewerRequest, programme: int) -> HttpResponse:
    """Admit a school with a budget."""
    sent = request.POST
    school, amount = number_in(sent, "school"), money_in(sent, "amount")
    admit(programme=programme, school=school, amount=amount, by=request.viewer)
    return redirect("mobility", programme=programme)


@require_POST
@screen
def apply(request: ViewerRequest, programme: int) -> HttpResponse:
    """Ask to go."""
    sent = request.POST
    asked = Asked(
        school=number_in(sent, "school"),
        **{key: sent.get(key, "") for key in ("kind", "theme", "place", "question")},
        starts=day_in(sent, "starts"),
        ends=day_in(sent, "ends"),
        cost=money_in(sent, "cost"),
    )
    actions.apply(programme=programme, asked=asked, by=request.viewer)
    say(request, _("Asked. Who leads the programme decides."))
    return redirect("mobility", programme=programme)


@require_POST
@screen
def decide(request: ViewerRequest, trip: int) -> HttpResponse:
    """Approve a trip or not."""
    sent = request.POST
    approves = sent.get("choice") == "approve"
    found = actions.decide(trip=trip, approves=approves, theme=sent.get("theme", ""), by=request.viewer)
    say(request, _("Approved.") if approves else _("Not now: said."))
    return redirect("mobility", programme=found.programme_id)


@require_POST
@screen
def gain(request: ViewerRequest, trip: int) -> HttpResponse:
    """Keep what a trip brought."""
    sent = request.POST
    made = tell_gain(
        trip=trip,
        professional=number_in(sent, "professional"),
        personal=number_in(sent, "personal"),
        words=sent.get("words", ""),
        by=request.viewer,
    )
    say(request, _("Kept. It is told only added up, from five answers on."))
    return redirect("mobility", programme=made.trip.programme_id)


@require_GET
@screen
def report(request: ViewerRequest, programme: int) -> HttpResponse:
    """Give the participants and themes to the agency, as a table."""
    out = io.StringIO()
    titles = [_("participant"), _("school"), _("theme"), _("kind"), _("place"), _("from"), _("until"), _("cost")]
    rows = report_of(viewer=request.viewer, programme=programme)
    csv.writer(out, delimiter=";").writerows([titles, *([guarded(value) for value in row] for row in rows)])
    headers = {"Content-Disposition": f'attachment; filename="mobiliteit-{programme}.csv"'}
    return HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers=headers)
