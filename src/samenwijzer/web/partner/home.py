"""What somebody of a partner finds, and what is open to a learner or a child of a guardian."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.practice.offers.partners.actions import confirm_values
from samenwijzer.practice.offers.partners.queries import activities_for, partner_home
from samenwijzer.practice.offers.partners.rules import is_contact
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_GET
@screen
def home(request: ViewerRequest) -> HttpResponse:
    """Show a partner its own activities with the first names that were agreed, and nothing else."""
    if not is_contact(request.viewer):
        raise NotVisible(_("There is nothing here for you."))
    context = {"page": partner_home(viewer=request.viewer)}
    return render(request, "partner/templates/home.html", context)


@require_POST
@screen
def values(request: ViewerRequest, partnership: int) -> HttpResponse:
    """Let a partner stand behind the values."""
    confirm_values(partnership=partnership, by=request.viewer)
    say(request, _("Thank you. From now on you see what you do together."))
    return redirect("partner_home")


@require_GET
@screen
def open_to_me(request: ViewerRequest) -> HttpResponse:
    """Show what a learner, or a child of a guardian, can join."""
    if not (request.viewer.is_learner or request.viewer.is_guardian):
        raise NotVisible(_("There is nothing here for you."))
    context = {"activities": activities_for(viewer=request.viewer), "is_learner": request.viewer.is_learner}
    return render(request, "partner/templates/open.html", context)
