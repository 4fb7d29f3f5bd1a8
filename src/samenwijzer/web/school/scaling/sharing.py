"""Sharing a scaling: first exactly what the school group and the network will read, then the button."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.practice.instruments.scales import actions
from samenwijzer.practice.instruments.scales.content import content_for, notes_of
from samenwijzer.practice.instruments.scales.models import Shared
from samenwijzer.practice.instruments.scales.pack import said, scale_set
from samenwijzer.practice.instruments.scales.registry import indicators
from samenwijzer.practice.instruments.scales.rules import FEWEST_SCHOOLS, check_own_scaling
from samenwijzer.web.school.scaling.session import TEMPLATES, trail_of
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def share(request: ViewerRequest, scaling: UUID) -> HttpResponse:
    """Show what goes up, with the notes that were ticked; on POST let it go up like that."""
    if request.method == "POST":
        actions.share_scaling(
            scaling=scaling,
            scope=request.POST.get("scope", ""),
            notes=request.POST.getlist("note"),
            counts_alone=bool(request.POST.get("alone")),
            by=request.viewer,
        )
        say(request, _("Shared, exactly as it stood here."))
        return redirect("scaling_share", scaling=scaling)
    found = check_own_scaling(request.viewer, scaling)
    ticked, own = request.GET.getlist("note"), notes_of(found)
    there = {one.scope: one for one in reversed(found.shares.filter(withdrawn_at=None))}
    context = {
        "scaling": found,
        "notes": [(one, own[one.key].text, one.key in ticked) for one in indicators() if one.key in own],
        "ticked": ticked,
        "previews": [
            (
                scope.value, title, content_for(found, scope.value, notes=ticked),
                there.get(scope.value),
            )
            for scope, title in ((Shared.Scope.GROUP, _("The school group")), (Shared.Scope.NETWORK, _("The network")))
        ],
        "fewest": FEWEST_SCHOOLS,
        "use": said(scale_set().use),
        "trail": trail_of(found, True, (_("Share this scaling"), "")),
    }  # fmt: skip
    return render(request, f"{TEMPLATES}/share.html", context)


@require_POST
@screen
def withdraw(request: ViewerRequest, scaling: UUID) -> HttpResponse:
    """Take back what went up to one level."""
    actions.withdraw_scaling(scaling=scaling, scope=request.POST.get("scope", ""), by=request.viewer)
    say(request, _("Taken back. Nobody there reads it any more."))
    return redirect("scaling_share", scaling=scaling)
