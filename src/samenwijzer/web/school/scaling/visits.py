"""Visits with a viewing guide, on a phone: what was seen in the team, never with whom."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.practice.instruments.pack import Way
from samenwijzer.practice.instruments.scales import visits as seen
from samenwijzer.practice.instruments.scales.pack import said, scale_set
from samenwijzer.practice.instruments.scales.registry import indicators
from samenwijzer.practice.instruments.scales.rok import places
from samenwijzer.practice.instruments.scales.rules import check_works_in
from samenwijzer.web.school.scaling.profile import trail_in
from samenwijzer.web.school.scaling.session import TEMPLATES, blocks
from samenwijzer.web.shell import ViewerRequest, say, screen


def ways() -> dict[str, str]:
    """Return the words of the ways to look."""
    return {Way.OBSERVATION: _("observation"), Way.INTERVIEW: _("talk"), Way.DOCUMENT: _("documents")}


@require_safe
@screen
def guides(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the viewing guides with what they support, and what all visits together say."""
    school, block = check_works_in(request.viewer, unit), request.GET.get("blok", "")
    chosen = {one.key for one in indicators(block=block)}
    told = {one.instrument.identifier: one for one in seen.summaries(school)}
    titles, words = {one.key: said(one.title) for one in scale_set().scales}, ways()
    context = {
        "school": school,
        "guides": [
            (one, words[one.guide.way], [titles[key] for key in one.guide.supports], told.get(one.identifier))
            for one in seen.guides()
            if one.guide and chosen & set(one.guide.supports)
        ],
        "blocks": blocks(),
        "block": block,
        "trail": trail_in(school, (_("Viewing guides"), "")),
    }
    return render(request, f"{TEMPLATES}/guides.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def visit(request: ViewerRequest, unit: int, guide: str) -> HttpResponse:
    """Ask what was seen; on POST keep it."""
    school, found = check_works_in(request.viewer, unit), seen.guide_named(guide)
    if request.method == "POST":
        sent = {key: int(value) for key, value in request.POST.dict().items() if value.isdecimal() and len(value) == 1}
        if not sent:
            raise Refused(_("Choose one of the answers."))
        seen.record_visit(guide=guide, unit=unit, answers=sent, by=request.viewer)
        say(request, _("Kept. Only all visits together are read."))
        return redirect("viewing_guides", unit=unit)
    if found.guide is None:
        raise NotVisible(_("There is nothing here for you."))
    steps, known = {one.key: [(step.value, step.title.words()) for step in one.steps] for one in found.scales}, places()
    context = {
        "school": school,
        "guide": found,
        "way": ways()[found.guide.way],
        "questions": [(one, steps[one.scale], known.get(one.place)) for one in found.questions],
        "trail": trail_in(school, (found.name, "")),
    }
    return render(request, f"{TEMPLATES}/visit.html", context)
