"""Wording a scale: four descriptors with hints on what is unclear, before they are put in use (D-257)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.practice.instruments.scales.registry import level_titles
from samenwijzer.practice.instruments.scales.rules import check_edits_scales, check_indicator
from samenwijzer.practice.instruments.scales.wording import hints, publish_version
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def word(request: ViewerRequest, indicator: str) -> HttpResponse:
    """Show the descriptors with hints; on POST look again, or put them in use."""
    check_edits_scales(request.viewer)
    found, sent = check_indicator(indicator), request.POST
    levels = [sent.get(f"level{n}", now)[:400] for n, now in enumerate(found.version.levels, start=1)]
    if sent.get("publish"):
        publish_version(indicator=indicator, levels=levels, why=sent.get("why", ""), by=request.viewer)
        say(request, _("In use from now on. What schools placed before reads as it was."))
        return redirect("scale_sheet", indicator=indicator)
    context = {
        "indicator": found,
        "why": sent.get("why", ""),
        "levels": list(zip(range(1, 5), level_titles(), levels, hints(levels), strict=True)),
        "trail": [
            (_("The scales"), reverse("scales")),
            (found.title, reverse("scale_sheet", args=[indicator])),
            (_("Word it anew"), ""),
        ],
    }
    return render(request, "network/scales/templates/wording.html", context)
