"""Inclusion above the school: the capacity of each team in its own eyes, and pilots with what was decisive in them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.documents.rules import leads
from samenwijzer.practice.instruments.pack import instruments
from samenwijzer.quality.plans.capacity import PULSE, capacity_of
from samenwijzer.quality.plans.pilots import check_pilots, decided_by, pilots_of, start_pilot
from samenwijzer.web.care.noting import day
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import number_in


@require_safe
@screen
def capacity(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the capacity of the team of each school, in order of name (D-307)."""
    found, lines = capacity_of(viewer=request.viewer, unit=unit)
    context = {
        "unit": found,
        "lines": lines,
        "told": sum(1 for one in lines if one.months),
        "instrument": instruments()[PULSE],
        "leads": leads(request.viewer, found),
        "trail": [(found.name, reverse("unit", args=[unit])), (_("Capacity of teams"), "")],
    }
    return render(request, "care/templates/capacity.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def pilots(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the pilots with their findings and what was decisive; begin one on POST (D-313)."""
    found = check_pilots(request.viewer, unit)
    if request.method == "POST":
        sent = request.POST
        start_pilot(
            unit=unit,
            school=number_in(sent, "school"),
            title=sent.get("title", ""),
            scenario=sent.get("scenario", ""),
            due=day(sent.get("due", "")),
            by=request.viewer,
        )
        say(request, _("The pilot has begun. Write down its conditions as you go."))
        return redirect("pilots", unit=unit)
    running = pilots_of(viewer=request.viewer, unit=found)
    context = {
        "unit": found,
        "pilots": running,
        "decided": decided_by(running),
        "schools": Unit.objects.filter(path__startswith=found.path, kind__in=SCHOOLS).order_by("name", "pk"),
        "trail": [(found.name, reverse("unit", args=[unit])), (_("Pilots"), "")],
    }
    return render(request, "care/templates/pilots.html", context)
