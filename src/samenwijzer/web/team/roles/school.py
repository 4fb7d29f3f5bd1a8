"""The frame of roles: open to everybody to read, and as a school calls them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.practice.curriculum.rules import can_plan
from samenwijzer.practice.offers.roles.actions import name_role, open_role
from samenwijzer.practice.offers.roles.pack import frame, said
from samenwijzer.practice.offers.roles.queries import named_roles
from samenwijzer.practice.offers.roles.rules import schools_of
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in


@require_GET
def public_frame(request: HttpRequest) -> HttpResponse:
    """Show the frame of the network to whoever wants to read it, without an account (D-115)."""
    context = {"roles": named_roles(), "intro": said(frame().intro), "source": frame().source}
    return render(request, "team/roles/templates/frame.html", context)


@require_GET
@screen
def roles_here(request: ViewerRequest, school: int) -> HttpResponse:
    """Show the roles as a school calls them, to who works there."""
    found = next((one for one in schools_of(request.viewer) if one.pk == school), None)
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    context = {
        "school": found,
        "roles": named_roles(found.pk),
        "intro": said(frame().intro),
        "source": frame().source,
        "can_name": can_plan(request.viewer, found),
        "choices": sorted(frame().titles().items(), key=lambda one: one[1]),
    }
    return render(request, "team/roles/templates/school_roles.html", context)


@require_POST
@screen
def name(request: ViewerRequest, school: int) -> HttpResponse:
    """Call a role by the name of the school."""
    sent = request.POST
    given = {key: sent.get(key, "") for key in ("role", "title", "tasks")}
    name_role(school=school, by=request.viewer, **given)
    say(request, _("Kept. The link to the role of the network stays."))
    return redirect("school_roles", school=school)


@require_POST
@screen
def open_up(request: ViewerRequest, school: int) -> HttpResponse:
    """Let it be known that a role is open."""
    sent = request.POST
    topic, words = sent.get("topic", ""), sent.get("words", "")
    open_role(school=school, topic=topic, words=words, until=day_in(sent, "until"), by=request.viewer)
    say(request, _("Open. Whoever works in the school group can find it."))
    return redirect("school_roles", school=school)
