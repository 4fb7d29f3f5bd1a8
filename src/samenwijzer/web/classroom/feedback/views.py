"""Feedback in a few taps: for whom, what was seen, what could come next. And who had none for too long."""

from uuid import UUID, uuid4, uuid5

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.evidence.queries import most_seen_goals
from samenwijzer.learning.feedback.actions import give_feedback, take_back_feedback
from samenwijzer.learning.feedback.pack import feedback_content
from samenwijzer.learning.feedback.queries import Cadence, cadence
from samenwijzer.learning.lessons.goal_sources import first_group
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import can_write_in, check_guides_unit, function_in, guided_units
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.network.people.naming import call_names
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.queries import goals_by_id
from samenwijzer.web.classroom.feedback.forms import FeedbackForm
from samenwijzer.web.classroom.today.forms import read
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/feedback/templates"
GOALS_AT_HAND = 3


@require_GET
@screen
def feedback(request: ViewerRequest) -> HttpResponse:
    """Bring the viewer to the group one most likely gives feedback to."""
    units = list(guided_units(request.viewer))
    if not units:
        raise NotVisible(_("There is nothing here for you."))
    return redirect("feedback_of_group", unit=first_group(viewer=request.viewer, groups=units).pk)


@require_GET
@screen
def feedback_of_group(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the form, who waits for feedback, and what was done with what was given."""
    found = cadence(viewer=request.viewer, unit=unit)
    given = found.given
    names = call_names(found.learners)
    log_views(
        viewer=request.viewer,
        learners={one.learner.pk for one in given} | {one.learner.pk for one in found.waiting},
        function=function_in(request.viewer, found.unit),
        page="feedback",
        purpose=Purpose.LEARNING,
    )
    goals, now = _goals(request, found)
    context = {
        "group": found.unit,
        "groups": list(guided_units(request.viewer)),
        "cadence": found,
        "waiting": [(names[one.learner.pk], one) for one in found.waiting],
        "roster": _roster(found, names),
        "given": [(names[one.learner.pk], one) for one in given],
        "picked": request.GET.get("learner", ""),
        "goals": goals,
        "now": now,
        "content": feedback_content(),
        "capture": uuid4(),
        "writes": can_write_in(request.viewer, found.unit),
    }
    return render(request, f"{TEMPLATES}/feedback.html", context)


def _roster(found: Cadence, names: dict[int, str]) -> list[tuple[int, str, bool]]:
    """Return the learners as (id, name, waits), who waits longest first: they are at hand."""
    waiting = [one.learner.pk for one in found.waiting]
    rest = [one.pk for one in found.learners if one.pk not in set(waiting)]
    return [(pk, names[pk], pk in set(waiting)) for pk in [*waiting, *rest]]


def _goals(request: ViewerRequest, found: Cadence) -> tuple[list[Goal], int | None]:
    """Return the goals at hand and the one whose turn it is, or that was asked for."""
    asked = request.GET.get("goal", "")
    picked = goals_by_id([int(asked)]) if asked.isdecimal() else {}
    if picked:
        goal = next(iter(picked.values()))
        return [goal], goal.pk
    running = running_with_goals(groups=[found.unit.pk], on=request.viewer.on)
    if running:
        now = running[0].goal_on(request.viewer.on)
        others = [goal for one in running for goal in one.goals if goal != now]
        return [now, *others][:GOALS_AT_HAND], now.pk
    seen = most_seen_goals(unit=found.unit.pk, on=request.viewer.on, limit=GOALS_AT_HAND)
    return seen, None


@require_POST
@screen
def give(request: ViewerRequest, unit: int) -> HttpResponse:
    """Give feedback to the learners that were tapped, and offer to take it back."""
    group = check_guides_unit(request.viewer, unit, writing=True)
    sent = read(FeedbackForm(request.POST))
    members = set(learners_of(units=[group.pk], on=request.viewer.on).values_list("pk", flat=True))
    if not set(sent["learner"]) <= members:
        raise NotVisible(_("There is nothing here for you."))
    if sent["goal"] and not goals_by_id([sent["goal"]]):
        raise Refused(_("Choose a goal, or none."))
    notes = give_feedback(
        learners=sent["learner"],
        goal=sent["goal"],
        words=sent["said"],
        next_step=sent["step"],
        uids=[uuid5(sent["capture"], str(one)) for one in sent["learner"]],
        by=request.viewer,
    )
    count = max(len(notes), 1)
    sentence = ngettext("Given to %(count)s learner.", "Given to %(count)s learners.", count) % {"count": count}
    say(request, sentence, undo=reverse("feedback_take_back", args=[unit, sent["capture"]]))
    return redirect("feedback_of_group", unit=unit)


@require_POST
@screen
def take_back(request: ViewerRequest, unit: int, capture: UUID) -> HttpResponse:
    """Take back what was just given."""
    group = check_guides_unit(request.viewer, unit, writing=True)
    members = learners_of(units=[group.pk], on=request.viewer.on).values_list("pk", flat=True)
    take_back_feedback(uids=[uuid5(capture, str(pk)) for pk in members], by=request.viewer)
    say(request, _("Taken back. Nobody reads it."))
    return redirect("feedback_of_group", unit=unit)


@require_POST
@screen
def growth_words(request: ViewerRequest) -> HttpResponse:
    """Answer what could be said instead of what stands in a form so far; it never keeps anybody from sending it."""
    if not guided_units(request.viewer, writing=True).exists():
        raise NotVisible(_("There is nothing here for you."))
    text = " ".join(str(words) for name, words in request.POST.items() if name != "csrfmiddlewaretoken")[:4000]
    return render(request, f"{TEMPLATES}/suggestions.html", {"suggestions": feedback_content().suggestions(text)})
