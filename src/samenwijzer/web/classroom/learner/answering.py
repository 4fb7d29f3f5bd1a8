"""Answering a learner who said that something is not right."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenwijzer.learning.progress.disagreements import answer
from samenwijzer.network.access.rules import check_guides_learner
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_POST
@screen
def answer_learner(request: ViewerRequest, learner: int, said: UUID) -> HttpResponse:
    """Keep the answer of the viewer and let the learner hear of it."""
    name = check_guides_learner(request.viewer, learner).given_name
    answer(uid=said, text=request.POST.get("text", ""), by=request.viewer)
    say(request, _("%(name)s reads your answer on the compass.") % {"name": name})
    return redirect("learner", learner=learner)
