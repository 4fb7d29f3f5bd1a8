"""How a learner took part: it says so itself, and an adult says something to that where it helps."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.regulation.participation.log import log, logged, remark, ways
from samenwijzer.web.learner.trajectory.looking import look
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_http_methods(["GET", "POST"])
@screen
def participation(request: ViewerRequest, learner: int) -> HttpResponse:
    """Show the log of a learner; keep what it says of today."""
    own = learner == request.viewer.person_id
    if request.method == "POST":
        if not own:
            raise NotVisible(_("There is nothing here for you."))
        log(way=request.POST.get("way", ""), words=request.POST.get("words", ""), by=request.viewer)
        say(request, _("Kept."))
        return redirect("participation", learner=learner)
    person = look(request.viewer, learner, "participation")
    found = logged(viewer=request.viewer, learner=learner)
    context = {"learner": person, "own": own, "logged": found, "ways": ways().ways}
    return render(request, "learner/trajectory/templates/participation.html", context)


@require_POST
@screen
def say_to_it(request: ViewerRequest, learner: int, logged: int) -> HttpResponse:
    """Keep what an adult says to it."""
    remark(participation=logged, words=request.POST.get("words", ""), by=request.viewer)
    return redirect("participation", learner=learner)
