"""The scales: all of them with their level of R-OK, and a sheet for each with its versions and one's own intention."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samenwijzer.practice.instruments.scales import personal
from samenwijzer.practice.instruments.scales.pack import expectations, said, scale_set
from samenwijzer.practice.instruments.scales.registry import indicators, level_titles, rok_titles
from samenwijzer.practice.instruments.scales.rok import places
from samenwijzer.practice.instruments.scales.rules import check_indicator, check_profession, edits_scales
from samenwijzer.practice.instruments.scales.visits import guides
from samenwijzer.web.school.scaling.session import blocks
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "team/scales/templates"


@require_safe
@screen
def scales(request: ViewerRequest) -> HttpResponse:
    """Show every scale with its place in R-OK and the level that R-OK expects (D-264)."""
    check_profession(request.viewer)
    block, known, titles = request.GET.get("blok", ""), places(), level_titles()
    mine = personal.own_intentions(request.viewer)
    context = {
        "set": scale_set(),
        "use": said(scale_set().use),
        "levels": list(zip(titles, rok_titles(), strict=True)),
        "lines": [
            (one, [known[key] for key in one.scale.place], titles[one.scale.expected - 1], one.key in mine)
            for one in indicators(block=block)
        ],
        "blocks": blocks(),
        "block": block,
    }
    return render(request, f"{TEMPLATES}/scales.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def sheet(request: ViewerRequest, indicator: str) -> HttpResponse:
    """Show one scale; on POST keep what it means for the viewer, private unless shared."""
    check_profession(request.viewer)
    found, viewer = check_indicator(indicator), request.viewer
    if request.method == "POST":
        text, is_shared = request.POST.get("text", ""), bool(request.POST.get("shared"))
        kept = personal.keep_intention(indicator=indicator, text=text, is_shared=is_shared, by=viewer)
        say(
            request, _("Kept; your head reads it for your growth talk.") if kept.is_shared else _("Kept for you alone.")
        )
        return redirect("scale_sheet", indicator=indicator)
    known, titles = places(), level_titles()
    context = {
        "indicator": found,
        "levels": list(zip(titles, rok_titles(), found.version.levels, strict=True)),
        "expected": titles[found.scale.expected - 1],
        "versions": [(one, list(zip(titles, one.levels, strict=True))) for one in found.versions],
        "places": [known[key] for key in found.scale.place],
        "guides": [one for one in guides() if one.guide and found.key in one.guide.supports],
        "expectations": [one for one in expectations().expectations if one.indicator == found.key],
        "intention": personal.own_intentions(viewer).get(found.key),
        "can_word": edits_scales(viewer),
        "sample": scale_set().status == "sample",
        "trail": [(_("The scales"), reverse("scales")), (found.title, "")],
    }
    return render(request, f"{TEMPLATES}/sheet.html", context)
