"""Pairs across schools, on one page for everybody who has a say in them."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.cooperation import across
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import guided_units, headed_schools
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.practice.goals.queries import goals_by_id
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATE = "classroom/together/templates/across.html"


@require_GET
@screen
def pairs(request: ViewerRequest) -> HttpResponse:
    """Show the pairs in which the viewer has a say; to teachers also what other schools look for."""
    viewer = request.viewer
    units = list(guided_units(viewer, writing=True).filter(kind="class"))
    if not (units or viewer.is_learner or viewer.is_guardian or headed_schools(viewer)):
        raise NotVisible(_("There is nothing here for you."))
    found = across.pairs_of(viewer)
    if not (viewer.is_learner or viewer.is_guardian):
        seen = [pk for one in found for pk in one.learners]
        role = viewer.functions[0].role if viewer.functions else ""
        log_views(viewer=viewer, learners=seen, function=role, page="pairs", purpose=Purpose.LEARNING)
    goals = [goal for one in running_with_goals(groups=[one.pk for one in units], on=viewer.on) for goal in one.goals]
    context = {
        "pairs": found,
        "calls": across.open_calls(viewer) if units else [],
        "learners": list(learners_of(units=[one.pk for one in units], on=viewer.on)) if units else [],
        "goals": list({one.pk: one for one in goals}.values()),
        "makes": bool(units),
        "today": viewer.on,
    }
    return render(request, TEMPLATE, context)


@require_POST
@screen
def call(request: ViewerRequest) -> HttpResponse:
    """Look for somebody of another school."""
    across.check_makes_pairs(request.viewer)
    goal = _number(request, "goal")
    if goal not in goals_by_id([goal]):
        raise Refused(_("Choose the goal it is about."))
    explains = request.POST.get("explains") == "1"
    across.call_for_pair(learner=_number(request, "learner"), goal=goal, explains=explains, by=request.viewer)
    say(request, _("Other schools see your school, the level and the goal; no name."))
    return redirect("pairs_across")


@require_POST
@screen
def answer(request: ViewerRequest, call: int) -> HttpResponse:
    """Propose a pair with a learner of one's own."""
    try:
        ends = date.fromisoformat(request.POST.get("ends", ""))
    except ValueError:
        ends = None
    across.answer_call(
        call=call,
        learner=_number(request, "learner"),
        watches=request.POST.get("watches") == "1",
        meets=request.POST.get("meets", ""),
        ends=ends,
        by=request.viewer,
    )
    say(request, _("Proposed. It begins when everybody said yes."))
    return redirect("pairs_across")


@require_POST
@screen
def agree(request: ViewerRequest, pair: int) -> HttpResponse:
    """Say yes."""
    across.say_yes(pair=pair, by=request.viewer)
    say(request, _("Your yes is kept. You can take it back whenever you want."))
    return redirect("pairs_across")


@require_POST
@screen
def end(request: ViewerRequest, pair: int) -> HttpResponse:
    """End a pair, or say no to it."""
    across.end_pair(pair=pair, by=request.viewer)
    say(request, _("This pair is over. Nothing of it is shown any more."))
    return redirect("pairs_across")


def _number(request: ViewerRequest, name: str) -> int:
    sent = request.POST.get(name, "")
    return int(sent) if sent.isdecimal() and len(sent) < 19 else 0
