"""Growth and pace of a group, and what the evidence on its goals consists of."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.evidence.shares import KindShare, kind_shares
from samenwijzer.learning.lessons.goal_sources import goals_from
from samenwijzer.learning.progress.growth import Report, report
from samenwijzer.learning.progress.pace_actions import agree_pace
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import can_write_in, check_guides_unit, function_in
from samenwijzer.network.organisation.pack import education
from samenwijzer.practice.goals.models import Goal
from samenwijzer.web.classroom.grid.choices import choices
from samenwijzer.web.classroom.growth.forms import GrowthForm, PaceForm
from samenwijzer.web.classroom.growth.words import (
    change_sentence,
    compared,
    delay_sentence,
    equity_sentence,
    lines,
    outside,
)
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/growth/templates"
#: With whom the teacher works: those outside the middle, or the middle (D-453).
MODES = ("outside", "middle")


@require_GET
@screen
def growth(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show who grew and how sure that is, who is behind what is expected, and who stands outside the middle."""
    form = GrowthForm(request.GET)
    if not form.is_valid():
        raise Refused(_("Something in this form was not understood. Load the page again."))
    asked = form.cleaned_data
    found = report(viewer=request.viewer, unit=unit, framework=asked["framework"], since=asked["since"])
    log_views(
        viewer=request.viewer,
        learners=[one.learner.pk for one in found.learners],
        function=function_in(request.viewer, found.unit),
        page="growth",
        purpose=Purpose.LEARNING,
    )
    context = {
        "report": found,
        "lines": lines(found),
        "equity_said": equity_sentence(found.equity),
        "said": compared(found.compare(asked["one"], asked["other"])) if asked["one"] and asked["other"] else "",
        "asked": asked,
        "can_agree": can_write_in(request.viewer, found.unit),
        "levels": [one.key for one in education().levels],
    }
    return render(request, f"{TEMPLATES}/growth.html", context | _delays(found) | _modes(request, found))


def _delays(found: Report) -> dict[str, Any]:
    if found.now is None or found.year_ago is None:
        return {}
    return {
        "delays": [(found.now, delay_sentence(found.now)), (found.year_ago, delay_sentence(found.year_ago))],
        "change": change_sentence(found.now, found.year_ago),
    }


def _modes(request: ViewerRequest, found: Report) -> dict[str, Any]:
    """Return who stands outside the middle, and with whom the teacher works in the mode that was picked."""
    apart = outside(found.learners)
    mode = request.GET.get("mode", "")
    ids = {one.learner.pk for one in apart}
    with_me = [one.learner for one in found.learners if (one.learner.pk in ids) == (mode == "outside")]
    return {"outside": apart, "mode": mode if mode in MODES else "", "with_me": with_me if mode in MODES else []}


@require_POST
@screen
def agree(request: ViewerRequest, unit: int) -> HttpResponse:
    """Keep at whose pace a learner goes."""
    check_guides_unit(request.viewer, unit, writing=True)
    form = PaceForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose on which day you look at it again: at most a year from now."))
    agree_pace(**form.cleaned_data, by=request.viewer)
    say(request, _("Kept. What the curriculum expects stays in view beside it."))
    return redirect(f"{reverse('growth', args=[unit])}?framework={form.cleaned_data['framework']}")


@require_GET
@screen
def evidence(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show for each goal the group works at of what kinds its evidence is; counts only, nobody is named."""
    group = check_guides_unit(request.viewer, unit)
    chosen = choices(request.GET, group=group, on=request.viewer.on)
    goals = goals_from(source=chosen.source, group=group, on=request.viewer.on)
    shares = kind_shares(viewer=request.viewer, goals=[one.pk for one in goals], unit=unit)
    rows: list[tuple[Goal, list[KindShare]]] = [(goal, shares.get(goal.pk, [])) for goal in goals]
    missing = [goal for goal, found in rows if len(found) == 1]
    context = {"group": group, "chosen": chosen, "rows": rows, "one_kind": missing}
    return render(request, f"{TEMPLATES}/evidence.html", context)
