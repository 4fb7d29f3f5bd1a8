"""The organisation: the tree of units one may know of, and who is in one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.progress.rules import schools_decided_by
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.directory import contents, tree
from samenwijzer.network.access.invitations import invitable
from samenwijzer.network.access.rules import (
    ABOVE_SCHOOL,
    check_knows_unit,
    function_in,
    headed_schools,
    keeps_roster_of,
)
from samenwijzer.practice.agenda.barriers.rules import LEVELS, reads_board
from samenwijzer.practice.curriculum.rules import PLANNING, reads_plans
from samenwijzer.practice.instruments.scales.rules import works_in
from samenwijzer.quality.indicators.rules import reads_indicators
from samenwijzer.web.school.effort.views import sees_effort
from samenwijzer.web.shell import ViewerRequest, screen

TEMPLATES = "school/organisation/templates"


@require_safe
@screen
def organisation(request: ViewerRequest) -> HttpResponse:
    """Show the units the viewer may know of, from the top down to one level below the own ones."""
    context = {
        "branches": tree(viewer=request.viewer),
        "sees_effort": sees_effort(request.viewer),
        "works_here": any(one.rights for one in request.viewer.functions),
        "heads": bool(headed_schools(request.viewer)),
        "decides_on_model": schools_decided_by(request.viewer).exists(),
    }
    return render(request, f"{TEMPLATES}/organisation.html", context)


@require_safe
@screen
def unit(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show one unit: what stands below it, its adults and, for who guides them or keeps the roster, its learners."""
    place = check_knows_unit(request.viewer, unit)
    found = contents(viewer=request.viewer, unit=place)
    if found.learners:
        log_views(
            viewer=request.viewer,
            learners=[person.pk for person in found.learners],
            function=found.function,
            page="unit",
            purpose=Purpose.ORGANISATION,
        )
    trail = [(_("Organisation"), reverse("organisation"))]
    trail += [(above.name, reverse("unit", args=[above.pk])) for above in (*found.above, place)]
    can_open_grid = bool(found.learners and function_in(request.viewer, place))
    context = {"place": place, "contents": found, "trail": trail, "can_open_grid": can_open_grid}
    context["reads_plans"] = reads_plans(request.viewer, place)
    context["reads_barriers"] = place.kind in LEVELS and reads_board(request.viewer, place)
    context["reads_capacity"] = place.kind in ("school_group", "network") and reads_indicators(request.viewer, place)
    context["places_itself"] = place.kind in PLANNING and works_in(request.viewer, place)
    if place.kind not in ABOVE_SCHOOL and keeps_roster_of(request.viewer, place):
        context["keeps"] = True
        context["invitable"] = invitable(unit=place.pk, by=request.viewer)
    return render(request, f"{TEMPLATES}/unit.html", context)
