"""What a person sees of its own data."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.queries import seen_by
from samenwijzer.web.own_data.timeline import days
from samenwijzer.web.shell import ViewerRequest, screen

DAYS = 30


@require_GET
@screen
def who_saw(request: ViewerRequest) -> HttpResponse:
    """Show who looked at the data of the learner that asks, in the last thirty days (R8, D-418)."""
    viewer = request.viewer
    if not viewer.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    seen = seen_by(learner=viewer.person_id, until=viewer.on, days=DAYS)
    context = {
        "days": days(seen),
        "people": len({one.viewer for one in seen}),
        "today": viewer.on,
        "yesterday": viewer.on - timedelta(days=1),
    }
    return render(request, "own_data/templates/who_saw.html", context)
