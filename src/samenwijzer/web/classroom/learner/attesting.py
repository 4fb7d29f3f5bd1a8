"""A school confirms which goals a learner attained; the estimate only proposes."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.progress.attestations import attained, attest, attestations_of
from samenwijzer.learning.progress.queries import estimates_of
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import check_guides_learner, check_guides_whole_school, function_towards
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_http_methods(["GET", "POST"])
@screen
def attest_goals(request: ViewerRequest, learner: int) -> HttpResponse:
    """Show the goals that something was seen of, those that surely work ticked; keep what the school confirms."""
    person = check_guides_learner(request.viewer, learner)
    check_guides_whole_school(request.viewer, learner)
    if request.method == "POST":
        chosen = request.POST.getlist("goal")
        if not all(one.isdecimal() for one in chosen):
            raise Refused(_("Choose goals of which something was seen."))
        title = request.POST.get("title", "")
        attest(learner=learner, goals=[int(one) for one in chosen], title=title, by=request.viewer)
        say(request, _("Confirmed. %(name)s finds it in the own profile.") % {"name": person.given_name})
        return redirect("learner_attest", learner=learner)
    log_views(
        viewer=request.viewer,
        learners=[learner],
        function=function_towards(request.viewer, learner),
        page="learner_attest",
        purpose=Purpose.LEARNING,
    )
    context = {
        "learner": person,
        "estimates": estimates_of(viewer=request.viewer, learner=learner),
        "sure": {one.goal_id for one in attained(viewer=request.viewer, learner=learner)},
        "confirmed": attestations_of(viewer=request.viewer, learner=learner),
    }
    return render(request, "classroom/learner/templates/attest.html", context)
