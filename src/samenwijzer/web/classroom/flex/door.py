"""The list at the door: on a phone to tick who is there, on paper to hang up, as a file to keep."""

import csv
from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.exchange.formulas import guarded
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import function_in
from samenwijzer.practice.offers import actions, queries
from samenwijzer.practice.offers.models import Moment, Placement
from samenwijzer.practice.offers.queries import Door
from samenwijzer.practice.offers.rules import check_coordinates, seen_round
from samenwijzer.web.classroom.flex import words
from samenwijzer.web.classroom.flex.forms import TickForm
from samenwijzer.web.classroom.today.forms import read
from samenwijzer.web.shell import ViewerRequest, screen

TEMPLATES = "classroom/flex/templates"


@require_GET
@screen
def door(request: ViewerRequest, offer: int) -> HttpResponse:
    """Show who is expected at one door."""
    found = queries.door(viewer=request.viewer, offer=offer)
    _log(request, [found])
    return render(request, f"{TEMPLATES}/door.html", {"door": found, "round": found.round})


def _log(request: ViewerRequest, doors: list[Door]) -> None:
    """Keep who saw whom; who guides an offer sees also learners of other classes, for that offer."""
    if not doors:
        return
    inside = [one for one in request.viewer.functions if one.unit_path.startswith(doors[0].round.unit.path)]
    function = function_in(request.viewer, doors[0].round.unit) or (inside[0].role if inside else "")
    people = {one.person.pk for found in doors for one in found.expected}
    log_views(viewer=request.viewer, learners=people, function=function, page="flex", purpose=Purpose.ORGANISATION)


@require_POST
@screen
def tick(request: ViewerRequest, offer: int) -> HttpResponse:
    """Keep who came, and answer that line."""
    sent = read(TickForm(request.POST))
    present = {"1": True, "0": False}.get(sent["present"])
    actions.tick(offer=offer, present={sent["person"]: present}, by=request.viewer)
    if not request.headers.get("HX-Request"):
        return redirect("flex_door", offer=offer)
    found = queries.door(viewer=request.viewer, offer=offer)
    one = next((row for row in found.expected if row.person.pk == sent["person"]), None)
    return render(request, f"{TEMPLATES}/door_line.html", {"door": found, "one": one, "counted": True})


@require_GET
@screen
def doors(request: ViewerRequest, round: int) -> HttpResponse:
    """Show all lists of one day below each other, to print."""
    seen = seen_round(request.viewer, round)
    whole = seen[0]
    days = sorted(set(Moment.objects.filter(round=whole).values_list("on", flat=True)))
    on = _day(request.GET.get("dag", ""), days, request.viewer.on)
    found = queries.doors(viewer=request.viewer, round_id=round, on=on, seen=seen) if on else []
    _log(request, found)
    return render(
        request,
        f"{TEMPLATES}/doors.html",
        {"round": whole, "doors": found, "days": days, "on": on, "coordinates": seen[1]},
    )


def _day(asked: str, days: list[date], today: date) -> date | None:
    coming = [one for one in days if one >= today] or days[-1:]
    return next((one for one in days if one.isoformat() == asked), coming[0] if coming else None)


@require_GET
@screen
def export(request: ViewerRequest, round: int) -> HttpResponse:
    """Give the round as a list, one row a place, for a spreadsheet."""
    whole = check_coordinates(request.viewer, round)
    rows = Placement.objects.filter(moment__round=whole, published_at__isnull=False, offer__withdrawn_at=None)
    rows = rows.select_related("moment", "offer__room", "person", "goal").order_by(
        "moment__on", "moment__begins", "offer__title"
    )
    groups = queries.groups_of(round, max(request.viewer.on, whole.starts))
    response = HttpResponse(
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="flexuren-{whole.pk}.csv"'},
    )
    response.write("\ufeff")
    writer = csv.writer(response, delimiter=";")
    writer.writerow(
        [_("day"), _("from"), _("until"), _("offer"), _("place"), _("learner"), _("group"), _("why"), _("present")]
    )
    listed = list(rows)
    for row in listed:
        present = {True: _("yes"), False: _("no"), None: ""}[row.present]
        where = str(row.offer.room or row.offer.place)
        cells = [row.offer.title, where, str(row.person), ", ".join(groups.get(row.person_id, [])), words.why(row)]
        writer.writerow([row.moment.on, row.moment.begins, row.moment.finishes, *map(guarded, cells), present])
    log_views(
        viewer=request.viewer, learners={row.person_id for row in listed},
        function=function_in(request.viewer, whole.unit), page="flex", purpose=Purpose.ORGANISATION,
    )  # fmt: skip
    return response
