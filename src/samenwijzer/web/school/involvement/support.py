"""The support desk looks along: asked by the head, for at most an hour, written down."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.actions import close_support, open_support
from samenwijzer.network.access.involvements import desk, support_sessions
from samenwijzer.network.access.rules import headed_schools
from samenwijzer.network.access.viewer import SUPPORT_STAFF
from samenwijzer.web.school.involvement.forms import SupportForm
from samenwijzer.web.shell import ViewerRequest, say, screen

MOST = 30


@require_http_methods(["GET", "POST"])
@screen
def support(request: ViewerRequest) -> HttpResponse:
    """Let a head ask the support desk to look along, and show both who looked along when."""
    viewer = request.viewer
    schools = headed_schools(viewer)
    if not schools and not any(one.role == SUPPORT_STAFF for one in viewer.functions):
        raise NotVisible(_("There is nothing here for you."))
    if request.method == "POST" and not schools:
        raise NotVisible(_("There is nothing here for you."))
    people = desk(viewer.on) if schools else []
    form = SupportForm(request.POST or None, people=people)
    if form.is_valid():
        asked = form.cleaned_data
        open_support(
            person=int(asked["person"]),
            unit=schools[0].unit_id,
            reason=asked["reason"],
            minutes=asked["minutes"],
            by=viewer,
        )
        say(request, _("The support desk looks along now. It ends by itself."))
        return redirect("support")
    now = timezone.now()
    sessions = list(support_sessions(viewer=viewer)[:MOST])
    context = {
        "form": form if people else None,
        "is_head": bool(schools),
        "running": [one for one in sessions if one.starts_at <= now < one.ends_at],
        "past": [one for one in sessions if one.ends_at <= now],
    }
    return render(request, "school/involvement/templates/support.html", context)


@require_POST
@screen
def end_support(request: ViewerRequest, session: int) -> HttpResponse:
    """End a support session now."""
    close_support(session=session, by=request.viewer)
    say(request, _("Ended. Nobody looks along any more."))
    return redirect("support")
