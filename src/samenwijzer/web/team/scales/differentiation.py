"""How do I differentiate? Five factors: one's own result to oneself, the team's mean from five answers on (D-110)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.regulation.strategies.rules import schools_of
from samenwijzer.practice.instruments.actions import respond
from samenwijzer.practice.instruments.pack import instruments
from samenwijzer.practice.instruments.queries import own_trend, team_means
from samenwijzer.practice.instruments.scales.rules import check_profession
from samenwijzer.web.shell import ViewerRequest, say, screen

PROFILE = "differentiation-profile"


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def profile(request: ViewerRequest) -> HttpResponse:
    """Show the own profile beside that of the team; on POST keep the own answers."""
    viewer, asked = request.viewer, instruments()[PROFILE]
    check_profession(viewer)
    if request.method == "POST":
        sent = {key: int(value) for key, value in request.POST.dict().items() if value.isdecimal() and len(value) == 1}
        if not sent:
            raise Refused(_("Choose one of the answers."))
        unit = next(one.unit_id for one in viewer.functions if one.rights is not None)
        respond(instrument=PROFILE, unit=unit, answers=sent, by=viewer)
        say(request, _("Kept. Only you read your own answers."))
        return redirect("differentiation_profile")
    schools = schools_of(viewer)
    team = team_means(instrument=PROFILE, school=schools[0], viewer=viewer) if schools else {}
    own = {one.dimension: one.mean for one in own_trend(instrument=PROFILE, viewer=viewer)}
    steps = {scale.key: [(step.value, step.title.words()) for step in scale.steps] for scale in asked.scales}
    context = {
        "profile": asked,
        "factors": [(one, own.get(one.key), team.get(one.key)) for one in asked.dimensions],
        "has_own": bool(own),
        "has_team": bool(team),
        "questions": [(one, steps[one.scale]) for one in asked.questions],
    }
    return render(request, "team/scales/templates/differentiation.html", context)
