"""*Vandaag*: who needs what from me today, and what can wait?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.network.access.actions import log_views
from samenwijzer.web.classroom.today.board import Board, board_of, day_of
from samenwijzer.web.classroom.today.capture import capture_context
from samenwijzer.web.classroom.today.words import greeting
from samenwijzer.web.shell import ViewerRequest, screen

TEMPLATES = "classroom/today/templates"


@require_GET
@screen
def today(request: ViewerRequest) -> HttpResponse:
    """Show the group that comes first today."""
    if not request.viewer.guides_learners:
        raise NotVisible(_("There is nothing here for you."))
    moment = timezone.localtime()
    day = day_of(request.viewer, moment)
    if not day.groups:
        return render(request, f"{TEMPLATES}/no_group.html", {"greeting": greeting(request.viewer, moment)})
    return _page(request, board_of(request.viewer, day.first_unit, day))


@require_GET
@screen
def today_of_group(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show one of the viewer's groups."""
    return _page(request, board_of(request.viewer, unit, day_of(request.viewer, timezone.localtime())))


def _page(request: ViewerRequest, board: Board) -> HttpResponse:
    log_views(
        viewer=request.viewer,
        learners=board.shown,
        function=board.group.role,
        page="today",
        purpose=Purpose.LEARNING,
    )
    context = capture_context(board) | {
        "greeting": greeting(request.viewer, timezone.localtime()),
        "picked": request.GET.get("learner", ""),
        "hands": None,
        "unit": board.group.unit_id,
    }
    return render(request, f"{TEMPLATES}/today.html", context)
