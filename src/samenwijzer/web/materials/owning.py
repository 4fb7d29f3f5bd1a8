"""Who owns what: the agreement of the own school group in plain words, and licences in one sentence each."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.practice.materials.actions import agree_ownership
from samenwijzer.practice.materials.pack import bank
from samenwijzer.practice.materials.queries import ownership as ownership_of
from samenwijzer.practice.materials.rules import check_uses_bank, led_units
from samenwijzer.web.materials.forms import number
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def ownership(request: ViewerRequest) -> HttpResponse:
    """Show who owns a material, however it came about, and what each licence allows; a leader writes the agreement."""
    check_uses_bank(request.viewer)
    if request.method == "POST":
        sent = request.POST
        agree_ownership(
            unit=number(sent.get("unit", "")),
            origin=sent.get("origin", ""),
            sentence=sent.get("sentence", "")[:1000],
            by=request.viewer,
        )
        say(request, _("The agreement stands."))
        return redirect("material_ownership")
    context = {
        "owning": ownership_of(viewer=request.viewer),
        "licences": bank().licences,
        "led": led_units(request.viewer),
    }
    return render(request, "materials/templates/ownership.html", context)
