"""Who stands around a learner: people from outside the school, and those who act for it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.network.access import actions
from samenwijzer.network.access.guardians import (
    check_keeps_roster_with,
    guardianships_of,
    link_guardian,
    unlink_guardian,
)
from samenwijzer.network.access.involvements import involvements_in, own_involvements, tied_roles, who_can_be_involved
from samenwijzer.network.access.models import Involvement
from samenwijzer.network.access.rules import check_guides_learner, check_guides_whole_school, function_towards
from samenwijzer.network.people.models import Guardianship
from samenwijzer.practice.offers.partners.rules import is_contact
from samenwijzer.web.own_data.timeline import role_title
from samenwijzer.web.school.involvement.forms import GuardianForm, InvolveForm
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "school/involvement/templates"


@require_GET
@screen
def involved(request: ViewerRequest) -> HttpResponse:
    """Show somebody of a CLB, a learning support centre or a partner with whom they work, and until when."""
    viewer = request.viewer
    if not any(one.role in tied_roles() for one in viewer.functions):
        raise NotVisible(_("There is nothing here for you."))
    guided, known = own_involvements(viewer=viewer)
    for role in {one.role for one in guided}:
        actions.log_views(
            viewer=viewer,
            learners={one.learner_id for one in guided if one.role == role},
            function=role,
            page="involved",
            purpose=Purpose.LEARNING,
        )
    return render(
        request,
        f"{TEMPLATES}/involved.html",
        {"guided": guided, "known": known, "is_partner": is_contact(request.viewer)},
    )


@require_http_methods(["GET", "POST"])
@screen
def around(request: ViewerRequest, learner: int) -> HttpResponse:
    """Show who is involved with a learner, and register somebody."""
    viewer = request.viewer
    check_guides_whole_school(viewer, learner)
    people = who_can_be_involved(viewer=viewer)
    form = InvolveForm(request.POST or None, people=people)
    if form.is_valid():
        function = next(one for one in people if str(one.pk) == form.cleaned_data["function"])
        made = actions.involve(
            person=function.person_id,
            learner=learner,
            function=function,
            reason=form.cleaned_data["reason"],
            ends=form.cleaned_data["ends"],
            by=viewer,
        )
        say(
            request,
            _("%(name)s works along until %(day)s.") % {"name": function.person, "day": f"{made.ends:%d/%m/%Y}"},
        )
        return redirect("around", learner=learner)
    found = check_guides_learner(viewer, learner)
    actions.log_views(
        viewer=viewer,
        learners=[learner],
        function=function_towards(viewer, learner),
        page="around",
        purpose=Purpose.ACCESS,
    )
    rows = involvements_in(viewer=viewer, learner=learner)
    context = {
        "learner": found,
        "form": form,
        "people": people,
        "running": [(one, role_title(one.role)) for one in rows if one.starts <= viewer.on <= one.ends],
        "past": [(one, role_title(one.role)) for one in rows if one.ends < viewer.on],
    }
    return render(request, f"{TEMPLATES}/around.html", context)


@require_POST
@screen
def end_involvement(request: ViewerRequest, involvement: int) -> HttpResponse:
    """End an involvement now."""
    found = Involvement.objects.filter(pk=involvement).first()
    actions.end_involvement(involvement=involvement, by=request.viewer)
    say(request, _("Ended. From now on nothing of this learner opens any more."))
    return redirect("around", learner=found.learner_id if found else 0)


@require_http_methods(["GET", "POST"])
@screen
def guardians(request: ViewerRequest, learner: int) -> HttpResponse:
    """Show who keeps the roster who acts for a learner, and put somebody down."""
    viewer = request.viewer
    found, function = check_keeps_roster_with(viewer, learner)
    form = GuardianForm(request.POST or None)
    if form.is_valid():
        made = link_guardian(learner=learner, **form.cleaned_data, by=viewer)
        say(request, _("%(name)s acts for this learner from today.") % {"name": made.guardian})
        return redirect("guardians", learner=learner)
    actions.log_views(
        viewer=viewer,
        learners=[learner],
        function=function.role,
        page="guardians",
        purpose=Purpose.ORGANISATION,
    )
    rows = guardianships_of(viewer=viewer, learner=learner)
    context = {
        "learner": found,
        "form": form,
        "school": function.unit_id,
        "running": [one for one in rows if one.ends is None or one.ends >= viewer.on],
        "past": [one for one in rows if one.ends is not None and one.ends < viewer.on],
    }
    return render(request, f"{TEMPLATES}/guardians.html", context)


@require_POST
@screen
def end_guardian(request: ViewerRequest, guardianship: int) -> HttpResponse:
    """Let somebody act for a learner no longer."""
    found = Guardianship.objects.filter(pk=guardianship).first()
    unlink_guardian(guardianship=guardianship, by=request.viewer)
    say(request, _("Ended. This person sees nothing of this learner any more."))
    return redirect("guardians", learner=found.learner_id if found else 0)
