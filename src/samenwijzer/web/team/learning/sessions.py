"""What follows a meeting of a community: what each tried, when all are free, who looks for research, and searching."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenwijzer.practice.agenda.plc import actions
from samenwijzer.practice.agenda.plc.moments import common_moments
from samenwijzer.practice.agenda.plc.queries import meetings_with, nameless, researchers_for, sessions_since
from samenwijzer.practice.cycles.communities.rules import check_community
from samenwijzer.practice.materials.rules import visible_materials
from samenwijzer.practice.materials.search import find
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, number_in

TEMPLATES = "team/learning/templates"


@require_http_methods(["GET", "POST"])
@screen
def tried(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show what members tried after each meeting, and keep what one tried itself."""
    viewer, sent = request.viewer, request.POST
    if request.method == "POST":
        actions.note_tried(
            community=unit,
            meeting=sent.get("meeting", ""),
            what=sent.get("what", ""),
            saw=sent.get("saw", ""),
            by=viewer,
        )
        say(request, _("Noted. Your community reads it."))
        return redirect("community_tried", unit=unit)
    context = {
        "here": check_community(viewer, unit),
        "sessions": sessions_since(viewer=viewer, community=unit),
    }
    return render(request, f"{TEMPLATES}/tried.html", context)


@require_GET
@screen
def moments(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show when the members are all free in the next two weeks."""
    asked = request.GET.get("minuten", "")
    minutes = int(asked) if asked in ("30", "50", "100") else 50
    context = {
        "here": check_community(request.viewer, unit),
        "moments": common_moments(viewer=request.viewer, community=unit, minutes=minutes),
        "minutes": minutes,
        "choices": (30, 50, 100),
    }
    return render(request, f"{TEMPLATES}/moments.html", context)


@require_GET
@screen
def search(request: ViewerRequest, unit: int) -> HttpResponse:
    """Find in the meetings of a community and in what was shared with it."""
    viewer, asked = request.viewer, request.GET.get("zoek", "")[:100]
    here = check_community(viewer, unit)
    shared = visible_materials(viewer).filter(shared_with=unit)
    ids = find(shared, asked).ids if asked.strip() else []
    by_id = shared.in_bulk(ids)
    context = {
        "here": here,
        "asked": asked,
        "meetings": meetings_with(viewer=viewer, community=unit, words=asked),
        "materials": [by_id[one] for one in ids] if ids else [] if asked.strip() else list(shared[:20]),
    }
    return render(request, f"{TEMPLATES}/community_search.html", context)


@require_http_methods(["GET", "POST"])
@screen
def research(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show which researcher looks along without names, and let one."""
    viewer = request.viewer
    here = check_community(viewer, unit)
    if request.method == "POST":
        actions.let_research(
            community=unit, person=number_in(request.POST, "person"), until=day_in(request.POST, "until"), by=viewer
        )
        say(request, _("Kept. Nobody is named in what they read."))
        return redirect("community_research", unit=unit)
    people, access = researchers_for(viewer=viewer, community=unit)
    context = {"here": here, "people": people, "access": access, "until": viewer.on + timedelta(days=180)}
    return render(request, f"{TEMPLATES}/research.html", context)


@require_POST
@screen
def stop_research(request: ViewerRequest, access: int) -> HttpResponse:
    """Let a researcher look no longer."""
    unit = actions.stop_research(access=access, by=request.viewer)
    say(request, _("From now on nobody looks along."))
    return redirect("community_research", unit=unit)


@require_GET
@screen
def looked_at(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show a researcher what a community found, without names."""
    context = {"page": nameless(viewer=request.viewer, community=unit)}
    return render(request, f"{TEMPLATES}/nameless.html", context)
