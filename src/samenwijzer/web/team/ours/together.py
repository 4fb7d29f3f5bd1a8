"""What a team learns together: its goals with everybody's contribution, and a look back of five minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.practice.agenda.actions import agree, take_action
from samenwijzer.practice.cycles.actions import keep_answers, start_cycle
from samenwijzer.practice.cycles.owners import UNIT
from samenwijzer.practice.cycles.pack import Owner, templates
from samenwijzer.practice.cycles.queries import Said, Work, cycles_of
from samenwijzer.web.cycles.fields import shown_of
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, number_in
from samenwijzer.web.team.ours.membership import check_team, members_of

RETRO, GOAL = "team-retro", "team-goal"
CONTRIBUTION = "contribution"
#: Retrospectives shown; older ones stand with the cycles.
SHOWN = 5


@dataclass(frozen=True)
class JointGoal:
    """A goal of the team with what its members contribute; ``own`` is that of who looks."""

    uid: UUID
    title: str
    success: str
    contributions: Sequence[Said]
    own: str


@require_GET
@screen
def together(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the goals of the team as a tree, a form for looking back, and the times before."""
    here = check_team(request.viewer, unit)
    works = [one for one in cycles_of(viewer=request.viewer, owners=(Owner.TEAM,)) if one.cycle.owner_id == str(unit)]
    retros = [one for one in works if one.cycle.template == RETRO][:SHOWN]
    context = {
        "team": here,
        "goals": [_joint(one) for one in works if one.cycle.template == GOAL and not one.is_over],
        "questions": [(one.key, one.wording.words()) for one in templates()[RETRO].phases[0].prompts],
        "retros": [(one.cycle, [shown_of(each) for each in one.phases[0].answered]) for one in retros],
        "members": members_of(unit, request.viewer.on),
        "today": request.viewer.on,
        "due": request.viewer.on + timedelta(days=14),
    }
    return render(request, "team/ours/templates/together.html", context)


def _joint(work: Work) -> JointGoal:
    answered = {one.prompt.key: one for one in work.phases[0].answered}
    success, asked = answered.get("success"), answered.get(CONTRIBUTION)
    said = [*([asked.last] if asked and asked.last else []), *(asked.others if asked else [])]
    own = asked.words if asked else ""
    contributions = sorted((one for one in said if one.value), key=lambda one: one.at)
    return JointGoal(work.cycle.uid, work.cycle.title, success.words if success else "", contributions, own)


@require_POST
@screen
def look_back(request: ViewerRequest, unit: int) -> HttpResponse:
    """Keep a look back: what was answered for each area, and the one agreement or action that comes of it."""
    viewer, sent = request.viewer, request.POST
    check_team(viewer, unit)
    agreed, what = sent.get("agreement", "").strip(), sent.get("what", "").strip()
    if not agreed and not what:
        raise Refused(_("End with one thing: an agreement, or an action of somebody."))
    with transaction.atomic():
        made = start_cycle(
            template=RETRO,
            owner=Reference(UNIT, str(unit)),
            title=sent.get("about", "").strip() or _("Our look back"),
            due=None,
            by=viewer,
        )
        answers = {one.key: sent.get(one.key, "") for one in templates()[RETRO].phases[0].prompts}
        keep_answers(cycle=made.uid, phase="retro", values=answers, ends=True, by=viewer)
        about = [Reference("cycles.cycle", str(made.uid))]
        if agreed:
            agree(unit=unit, text=agreed, by=viewer)
        if what:
            owner, due = number_in(sent, "owner"), day_in(sent, "due")
            take_action(unit=unit, what=what, owner=owner, due=due, about=about, by=viewer)
    say(request, _("Kept. It stands with the team, and nobody else reads it."))
    return redirect("team_together", unit=unit)


@require_POST
@screen
def goal(request: ViewerRequest, unit: int) -> HttpResponse:
    """Begin a goal of the team."""
    viewer, sent = request.viewer, request.POST
    check_team(viewer, unit)
    with transaction.atomic():
        owner = Reference(UNIT, str(unit))
        made = start_cycle(template=GOAL, owner=owner, title=sent.get("title", ""), due=None, by=viewer)
        if sent.get("success"):
            keep_answers(cycle=made.uid, phase="goal", values={"success": sent["success"]}, ends=False, by=viewer)
    return redirect("team_together", unit=unit)


@require_POST
@screen
def contribute(request: ViewerRequest, cycle: UUID) -> HttpResponse:
    """Say what one contributes to a goal of the team."""
    words = {CONTRIBUTION: request.POST.get(CONTRIBUTION, "")}
    keep_answers(cycle=cycle, phase="goal", values=words, ends=False, by=request.viewer)
    say(request, _("Kept. Your team sees what you contribute."))
    unit = request.POST.get("unit", "")
    return redirect("team_together", unit=int(unit)) if unit.isdecimal() else redirect("our_team")
