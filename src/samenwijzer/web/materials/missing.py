"""What is not on the market: who misses it, how many would use it, and what making it would cost."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.practice.materials import together
from samenwijzer.practice.materials.pack import bank
from samenwijzer.practice.materials.rules import advises, can_make, check_uses_bank
from samenwijzer.web.materials.forms import amount
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def gaps(request: ViewerRequest) -> HttpResponse:
    """Show what is missing, most wanted first, and say what else is."""
    check_uses_bank(request.viewer)
    if request.method == "POST":
        sent = request.POST
        together.report_gap(
            title=sent.get("title", ""), why=sent.get("why", "")[:1000], area=sent.get("area", ""), by=request.viewer
        )
        say(request, _("Noted. Colleagues can say that they miss it too."))
        return redirect("material_gaps")
    lines = together.gaps(viewer=request.viewer)
    context = {
        "lines": [one for one in lines if not one.rises],
        "risen": [one for one in lines if one.rises],
        "areas": bank().areas,
        "names": {one.key: one.name for one in bank().areas},
        "threshold": bank().thresholds.gap_rises,
        "can_make": can_make(request.viewer),
        "can_advise": advises(request.viewer),
    }
    return render(request, "materials/templates/gaps.html", context)


@require_POST
@screen
def want(request: ViewerRequest, gap: int) -> HttpResponse:
    """Say that one would use it too."""
    together.want_gap(gap=gap, by=request.viewer)
    return redirect("material_gaps")


@require_POST
@screen
def price(request: ViewerRequest, gap: int) -> HttpResponse:
    """Write down what making it costs, and the nearest price on the market."""
    sent = request.POST
    together.price_gap(
        gap=gap,
        make_cost=amount(sent.get("make_cost", "")),
        market_price=amount(sent.get("market_price", "")),
        by=request.viewer,
    )
    say(request, _("The business case is worked out."))
    return redirect("material_gaps")
