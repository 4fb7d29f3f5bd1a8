"""*Meedoen*: what a learner did with and for others, over the school years, and a place to add something (D-149)."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.lessons.participation import goals_to_join, participation
from samenwijzer.learning.regulation.portfolio import add_piece
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def joining(request: ViewerRequest) -> HttpResponse:
    """Show the own participation year by year; on POST keep something one did."""
    viewer = request.viewer
    if not viewer.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    goals = goals_to_join()
    if request.method == "POST":
        sent = request.POST
        goal = next((one.pk for one in goals if str(one.pk) == sent.get("goal")), None)
        if goal is None:
            raise Refused(_("Choose what it was about."))
        add_piece(
            goal=goal, text=sent.get("text", "")[:2000], why=sent.get("why", "")[:500], files=[],
            shared=sent.get("shared") == "1", by=viewer, uid=_uid(sent.get("capture", "")),
        )  # fmt: skip
        say(request, _("It stands in your portfolio."))
        return redirect("joined")
    found = participation(viewer=viewer, learner=viewer.person_id)
    context = {"found": found, "goals": goals, "capture": uuid4()}
    return render(request, "learner/participation/templates/participation.html", context)


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
