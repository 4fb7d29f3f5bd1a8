"""Who has which role in the team, what is missing, who never did: the team divides it itself."""

from decimal import Decimal, InvalidOperation

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.practice.offers.roles.actions import drop_need, end_role, give_role, hand_over, say_need, swap_roles
from samenwijzer.practice.offers.roles.pack import frame
from samenwijzer.practice.offers.roles.queries import roles_of
from samenwijzer.practice.offers.roles.rules import check_own_role
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, number_in
from samenwijzer.web.team.ours.membership import check_team


@require_GET
@screen
def roles(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the roles and the expertise of a team."""
    here = check_team(request.viewer, unit)
    page = roles_of(viewer=request.viewer, unit=unit)
    asked = {line.need.topic for line in page.expertise if line.need}
    context = {
        "team": here,
        "page": page,
        "gaps": [line for line in page.lines if line.is_gap],
        "titles": {line.role.key: line.role.title for line in page.lines},
        "topics": [(one.key, one.name) for one in frame().topics],
        "asked": [(one.key, one.name) for one in frame().topics if one.key in asked],
        "questions": frame().handover,
        "today": request.viewer.on,
        "last": SchoolYear.of(request.viewer.on).last_day,
    }
    return render(request, "team/roles/templates/roles.html", context)


def hours_in(sent: QueryDict) -> Decimal:
    """Return the hours a week that were sent, none where nothing was filled in."""
    try:
        return Decimal(sent.get("hours", "").replace(",", ".") or 0)
    except InvalidOperation as error:
        raise Refused(_("Say how many hours a week it takes.")) from error


@require_POST
@screen
def give(request: ViewerRequest, unit: int) -> HttpResponse:
    """Give somebody a role for a time."""
    check_team(request.viewer, unit)
    sent = request.POST
    made = give_role(
        unit=unit,
        role=sent.get("role", ""),
        person=number_in(sent, "person"),
        starts=request.viewer.on,
        ends=day_in(sent, "ends"),
        hours=hours_in(sent),
        by=request.viewer,
    )
    say(request, _("Divided. It ends by itself, with a handover a week before."))
    return redirect("team_roles", unit=made.unit_id)


@require_POST
@screen
def swap(request: ViewerRequest, unit: int) -> HttpResponse:
    """Let two people change roles for a while."""
    check_team(request.viewer, unit)
    sent = request.POST
    until = day_in(sent, "until")
    swap_roles(first=number_in(sent, "first"), second=number_in(sent, "second"), until=until, by=request.viewer)
    say(request, _("Swapped. What was before stays in the history."))
    return redirect("team_roles", unit=unit)


@require_POST
@screen
def end(request: ViewerRequest, role: int) -> HttpResponse:
    """Let go of a role."""
    unit = check_own_role(request.viewer, role).unit_id
    end_role(role=role, by=request.viewer)
    say(request, _("Let go."))
    return redirect("team_roles", unit=unit)


@require_POST
@screen
def handover(request: ViewerRequest, role: int) -> HttpResponse:
    """Keep what whoever comes next should know."""
    found = hand_over(role=role, answers=request.POST.dict(), by=request.viewer)
    say(request, _("Kept for whoever comes next."))
    return redirect("team_roles", unit=found.unit_id)


@require_POST
@screen
def need(request: ViewerRequest, unit: int) -> HttpResponse:
    """Say what expertise the learners of the team need, or that it is not needed any more."""
    check_team(request.viewer, unit)
    sent = request.POST
    if sent.get("drop"):
        drop_need(unit=unit, topic=sent.get("topic", ""), by=request.viewer)
    else:
        say_need(unit=unit, topic=sent.get("topic", ""), why=sent.get("why", ""), by=request.viewer)
    return redirect("team_roles", unit=unit)
