"""*Mijn goesting*: a short look at one's own motivation, seen by oneself until it is shared."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.regulation.queries import mode_of
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER
from samenwijzer.practice.instruments.actions import respond, share_trend
from samenwijzer.practice.instruments.pack import instruments
from samenwijzer.practice.instruments.queries import own_trend, shares_trend
from samenwijzer.web.learner.steering.trend import PULSE, own_lines
from samenwijzer.web.shell import ViewerRequest, say, screen


def _group_of(viewer: Viewer) -> int:
    groups = [one.unit_id for one in viewer.functions if one.role == LEARNER]
    if not groups:
        raise NotVisible(_("There is nothing here for you."))
    return groups[0]


@require_GET
@screen
def pulse(request: ViewerRequest) -> HttpResponse:
    """Show the questions in the way its learner reads, and the own trend."""
    viewer = request.viewer
    _group_of(viewer)
    asked, mode = instruments()[PULSE], mode_of(learner=viewer.person_id, on=viewer.on).value
    steps = {scale.key: scale.steps for scale in asked.scales}
    questions = [
        (
            one.key,
            one.wording.words(mode),
            [(step.value, step.title.words(mode), step.picture) for step in steps[one.scale]],
        )
        for one in asked.questions
    ]
    context = {
        "title": asked.name,
        "aim": asked.aim,
        "certainty": asked.how_certain,
        "questions": questions,
        "mode": mode,
        "trend": own_lines(own_trend(instrument=PULSE, viewer=viewer)),
        "is_shared": shares_trend(instrument=PULSE, person=viewer.person_id),
    }
    return render(request, "learner/steering/templates/pulse.html", context)


@require_POST
@screen
def answer(request: ViewerRequest) -> HttpResponse:
    """Keep the answers; a question may be skipped."""
    sent = {key: value for key, value in request.POST.dict().items() if value.isdecimal() and len(value) == 1}
    if not sent:
        raise Refused(_("Choose one of the answers."))
    answers = {key: int(value) for key, value in sent.items()}
    respond(instrument=PULSE, unit=_group_of(request.viewer), answers=answers, by=request.viewer)
    say(request, _("Kept. Only you see this."))
    return redirect("pulse")


@require_POST
@screen
def share(request: ViewerRequest) -> HttpResponse:
    """Show the own trend to the adults who guide, or no longer."""
    _group_of(request.viewer)
    shared = request.POST.get("shared") == "1"
    share_trend(instrument=PULSE, is_shared=shared, by=request.viewer)
    say(request, _("Your teacher can see this now.") if shared else _("Only you can see this now."))
    return redirect("pulse")
