"""Towards which goals a learner goes, and the decision of a class council about it (D-474)."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.paths.actions import decide_path
from samenwijzer.learning.paths.models import GoalPath
from samenwijzer.learning.paths.queries import paths_of
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import function_towards, guides_whole_school
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.goals.browsing import domains_with_goals
from samenwijzer.practice.goals.rules import visible_frameworks
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def goal_path(request: ViewerRequest, learner: int) -> HttpResponse:
    """Show the path of a learner; on POST store what the class council decided."""
    viewer, sent = request.viewer, request.POST
    domains = domains_with_goals(frameworks=visible_frameworks(viewer).filter(kind="curriculum"))
    if request.method == "POST":
        chosen = set(sent.getlist("domain"))
        decide_path(
            learner=learner,
            kind=sent.get("kind", ""),
            report=sent.get("report", ""),
            motivation=sent.get("motivation", "")[:5000],
            decided_on=_day(sent.get("decided_on", "")),
            goals=[goal for domain in domains if str(domain.key) in chosen for goal in domain.goals],
            by=viewer,
        )
        say(request, _("The decision is kept."))
        return redirect("goal_path", learner=learner)
    found = paths_of(viewer=viewer, learner=learner)
    function = function_towards(viewer, learner)
    log_views(viewer=viewer, learners=[learner], function=function, page="goal path", purpose=Purpose.LEARNING)
    places = Unit.objects.filter(memberships__person=learner, memberships__role="learner")
    context = {
        "found": found,
        "decides": guides_whole_school(viewer, list(places)),
        "kinds": GoalPath.Kind.choices,
        "reports": GoalPath.Report.choices,
        "domains": domains,
        "today": viewer.on,
    }
    return render(request, "classroom/paths/templates/goal_path.html", context)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(_("Choose a day.")) from error
