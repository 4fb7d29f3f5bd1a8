"""Own work caught without a connection: the sheet a device keeps for it, and taking in what was made meanwhile."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.regulation.pack import Mode
from samenwijzer.learning.regulation.portfolio import add_piece
from samenwijzer.learning.regulation.queries import mode_of
from samenwijzer.web.learner.portfolio.forms import LatePieceForm, PieceForm
from samenwijzer.web.learner.portfolio.views import TEMPLATES, files_sent, goals_to_choose, signs
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_GET
@screen
def sheet(request: ViewerRequest) -> HttpResponse:
    """Show only the form, with the goals of these days and nothing about anybody; a device keeps it."""
    viewer = request.viewer
    goals = goals_to_choose(viewer)
    form = PieceForm(goals=goals, initial={"capture": uuid4()})
    in_pictures = mode_of(learner=viewer.person_id, on=viewer.on) == Mode.PICTURES
    context = signs(goals) | {"form": form, "goals": goals, "in_pictures": in_pictures}
    return render(request, f"{TEMPLATES}/sheet.html", context)


@require_POST
@screen
def add_later(request: ViewerRequest) -> HttpResponse:
    """Keep a piece as of when it was made; sent again, it is kept once. Only who made it can send it."""
    if request.POST.get("person") != str(request.viewer.person_id):
        raise PermissionDenied
    form = LatePieceForm(request.POST, goals=goals_to_choose(request.viewer))
    if not form.is_valid():
        raise Refused(next(iter(form.errors.values()))[0])
    add_piece(**form.piece(), files=files_sent(request), by=request.viewer)
    say(request, _("It is in your portfolio."))
    return HttpResponse(status=204)
