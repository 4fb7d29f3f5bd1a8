"""Places where student teachers learn, and vacancies for who wants to hear of them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.practice.offers.placements import actions
from samenwijzer.practice.offers.placements.actions import publish_places, publish_vacancy, withdraw_places
from samenwijzer.practice.offers.placements.queries import places
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, number_in


@require_GET
@screen
def placements(request: ViewerRequest) -> HttpResponse:
    """Show the places, and vacancies where a student teacher said yes to them."""
    return render(request, "partner/templates/placements.html", {"page": places(viewer=request.viewer)})


@require_POST
@screen
def publish(request: ViewerRequest, school: int) -> HttpResponse:
    """Publish places."""
    sent = request.POST
    publish_places(
        school=school,
        mentor=number_in(sent, "mentor"),
        places=number_in(sent, "places"),
        opportunities=sent.get("opportunities", ""),
        starts=day_in(sent, "starts"),
        ends=day_in(sent, "ends"),
        by=request.viewer,
    )
    say(request, _("Published for student teachers and lecturers."))
    return redirect("placements")


@require_POST
@screen
def withdraw(request: ViewerRequest, placement: int) -> HttpResponse:
    """Take places back."""
    withdraw_places(placement=placement, by=request.viewer)
    return redirect("placements")


@require_POST
@screen
def vacancy(request: ViewerRequest, school: int) -> HttpResponse:
    """Publish a vacancy."""
    sent = request.POST
    publish_vacancy(school=school, title=sent.get("title", ""), until=day_in(sent, "until"), by=request.viewer)
    say(request, _("Published for student teachers of the school group who want to hear of it."))
    return redirect("placements")


@require_POST
@screen
def consent(request: ViewerRequest) -> HttpResponse:
    """Say whether one wants to hear of vacancies."""
    actions.consent(wants=request.POST.get("wants") == "1", by=request.viewer)
    return redirect("placements")
