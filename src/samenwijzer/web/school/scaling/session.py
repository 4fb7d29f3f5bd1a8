"""Inschaling: one scale at a time, four descriptors side by side, with what supports the marker."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenwijzer.practice.instruments.scales import actions, queries
from samenwijzer.practice.instruments.scales.models import Scaling
from samenwijzer.practice.instruments.scales.queries import Looking
from samenwijzer.practice.instruments.scales.registry import Indicator, level_titles, rok_titles
from samenwijzer.practice.instruments.scales.rok import places
from samenwijzer.web.school.policy.programmes import number
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "school/scaling/templates"


def blocks() -> list[tuple[str, str]]:
    """Return the choices of the focus filter (D-214)."""
    return [
        ("", _("all sixteen")),
        ("practice", _("teaching practice")),
        ("policy", _("educational policy")),
    ]


def levels_of(found: Indicator) -> list[tuple[int, str, str, str, bool]]:
    """Return the four descriptors as the component of a scale takes them."""
    words = zip(level_titles(), rok_titles(), found.version.levels, strict=True)
    return [(n, *one, n == found.scale.expected) for n, one in enumerate(words, start=1)]


def trail_of(scaling: Scaling, viewer_works_there: bool, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Return the way to a page of a scaling; who guides it has no profile of the school to go back to."""
    start = [(_("Scaling"), reverse("scaling_profile", args=[scaling.unit_id]))] if viewer_works_there else []
    return [*start, (scaling.unit.name, reverse("scaling", args=[scaling.uid])), *more]


@require_safe
@screen
def session(request: ViewerRequest, scaling: UUID) -> HttpResponse:
    """Show how far a scaling is, where to go on, who guides it, and what went up."""
    block = request.GET.get("blok", "")
    found = queries.session(scaling=scaling, block=block, viewer=request.viewer)
    asks = found.can_rate and found.scaling.finished_at is None
    context = {
        "session": found,
        "levels": level_titles(),
        "blocks": blocks(),
        "block": block,
        "possible": actions.possible_guides(scaling=found.scaling, by=request.viewer) if asks else [],
        "trail": [*trail_of(found.scaling, found.can_rate)[:-1], (found.scaling.unit.name, "")],
    }
    return render(request, f"{TEMPLATES}/session.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def step(request: ViewerRequest, scaling: UUID, indicator: str) -> HttpResponse:
    """Show one scale; on POST place the marker, and go on to the next where that was asked."""
    if request.method == "POST":
        level = number(request.POST.get("level", ""))
        actions.place_marker(scaling=scaling, indicator=indicator, level=level, by=request.viewer)
        found = queries.looking(scaling=scaling, indicator=indicator, viewer=request.viewer)
        if request.headers.get("HX-Request"):
            return render(request, f"{TEMPLATES}/placed.html", {"looking": found, "levels": level_titles()})
        if found.following:
            return redirect("scaling_step", scaling=scaling, indicator=found.following)
        return redirect("scaling", scaling=scaling)
    more = bool(request.GET.get("erbij"))
    found = queries.looking(scaling=scaling, indicator=indicator, viewer=request.viewer, with_possible=more)
    return render(request, f"{TEMPLATES}/step.html", _context(found) | {"looked": more})


def _context(found: Looking) -> dict[str, object]:
    known = places()
    return {
        "looking": found,
        "levels": level_titles(),
        "choices": levels_of(found.indicator),
        "places": [known[key] for key in found.indicator.scale.place],
        "total": len(found.order),
        "trail": trail_of(found.scaling, found.can_rate, (found.indicator.title, "")),
    }


@require_POST
@screen
def proof(request: ViewerRequest, scaling: UUID, indicator: str) -> HttpResponse:
    """Lay something that is there already beside the marker, or take it away."""
    sent = request.POST
    taken = number(sent.get("weg", ""))
    if taken is not None:
        actions.detach(scaling=scaling, proof=taken, by=request.viewer)
    else:
        kind, source = sent.get("kind", ""), sent.get("source", "")
        actions.attach(scaling=scaling, indicator=indicator, kind=kind, source=source, by=request.viewer)
    return redirect("scaling_step", scaling=scaling, indicator=indicator)


@require_POST
@screen
def write(request: ViewerRequest, scaling: UUID, indicator: str) -> HttpResponse:
    """Keep an own note, or the comment of who guides."""
    text, viewer = request.POST.get("text", ""), request.viewer
    if queries.looking(scaling=scaling, indicator=indicator, viewer=viewer).can_rate:
        actions.keep_note(scaling=scaling, indicator=indicator, text=text, by=viewer)
        say(request, _("Kept. It stays in the school."))
    else:
        actions.comment(scaling=scaling, indicator=indicator, text=text, by=viewer)
        say(request, _("Your comment stands beside the scale. The school decides."))
    return redirect("scaling_step", scaling=scaling, indicator=indicator)


@require_POST
@screen
def guidance(request: ViewerRequest, scaling: UUID) -> HttpResponse:
    """Ask somebody to look along, or let that end."""
    ended = number(request.POST.get("einde", ""))
    if ended is not None:
        actions.end_guidance(scaling=scaling, person=ended, by=request.viewer)
        return redirect("home") if ended == request.viewer.person_id else redirect("scaling", scaling=scaling)
    person = number(request.POST.get("person", "")) or 0
    actions.ask_guidance(scaling=scaling, person=person, by=request.viewer)
    say(request, _("Asked. Who guides reads along and comments; only you place the marker."))
    return redirect("scaling", scaling=scaling)


@require_POST
@screen
def finish(request: ViewerRequest, scaling: UUID) -> HttpResponse:
    """Finish a scaling, and show what could be shared."""
    actions.finish_scaling(scaling=scaling, by=request.viewer)
    say(request, _("Finished. Nobody outside the school reads it, unless you share it."))
    return redirect("scaling_share", scaling=scaling)
