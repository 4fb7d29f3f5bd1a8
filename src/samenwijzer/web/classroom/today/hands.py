"""The queue of raised hands on *Vandaag*: who waits how long, come to one, and what was seen in one tap."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.lessons.hand_actions import answer, take
from samenwijzer.learning.lessons.hands import Waiting, queue
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import check_own_group
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.web.classroom.today.forms import AnswerForm, read
from samenwijzer.web.classroom.today.teams import classes_of_teams
from samenwijzer.web.shell import ViewerRequest, say, screen


def hands_in(viewer: Viewer, unit: int) -> list[Waiting]:
    """Return the hands that are up in the own group ``unit``; of a core team also those in its learners' classes."""
    group = check_own_group(viewer, unit)
    return queue(viewer=viewer, units={unit, *classes_of_teams(viewer, [group]).get(unit, ())})


@require_GET
@screen
def hands(request: ViewerRequest, unit: int) -> HttpResponse:
    """Answer the queue as it stands now; the page asks again every few seconds, and the first look is logged."""
    if "first" in request.GET:
        log_views(
            viewer=request.viewer,
            learners=sorted({one.hand.learner_id for one in hands_in(request.viewer, unit)}),
            function=check_own_group(request.viewer, unit).role,
            page="today",
            purpose=Purpose.LEARNING,
        )
    return _queue(request, unit)


@require_POST
@screen
def take_hand(request: ViewerRequest, unit: int, hand: int) -> HttpResponse:
    """Come to somebody."""
    check_own_group(request.viewer, unit)
    take(hand=hand, by=request.viewer)
    return _queue(request, unit)


@require_POST
@screen
def answer_hand(request: ViewerRequest, unit: int, hand: int) -> HttpResponse:
    """Take an answered hand out of the queue, with or without what was seen."""
    check_own_group(request.viewer, unit)
    step = read(AnswerForm(request.POST))["step"]
    done = answer(hand=hand, step=step, by=request.viewer)
    word = scales().step(step).name if step else ""
    return _queue(request, unit, said=_("Noted: %(names)s.") % {"names": f"{done.learner}, {word}"} if word else "")


def _queue(request: ViewerRequest, unit: int, said: str = "") -> HttpResponse:
    if request.method == "POST" and not request.headers.get("HX-Request"):
        if said:
            say(request, said)
        return redirect("today_of_group", unit=unit)
    context = {"hands": hands_in(request.viewer, unit), "unit": unit, "steps": scales().mastery, "said": said}
    return render(request, "classroom/today/templates/hands.html", context)
