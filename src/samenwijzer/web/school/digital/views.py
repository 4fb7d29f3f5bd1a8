"""The digital policy of a school: tools as a means, trials, six building blocks, actions with an owner."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samenwijzer.exchange.digital_plans import digital_plan
from samenwijzer.foundation.errors import Refused
from samenwijzer.practice.curriculum.queries import adults_below
from samenwijzer.practice.documents.models import PlanGoal
from samenwijzer.practice.documents.queries import document_of
from samenwijzer.practice.documents.rules import reads_from_inside
from samenwijzer.practice.technology import actions
from samenwijzer.practice.technology.models import Block, Tool, ToolTrial
from samenwijzer.practice.technology.queries import digital_policy
from samenwijzer.practice.technology.rules import plans_digitally
from samenwijzer.web.school.policy.programmes import hours_in, number
from samenwijzer.web.school.policy.views import trail_of
from samenwijzer.web.shell import ViewerRequest, say, screen

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(_("Choose a day.")) from error


def _plan_goals(request: ViewerRequest, unit: int) -> list[PlanGoal]:
    """Return the goals of the school plan, for who reads that from inside."""
    plan = document_of(viewer=request.viewer, unit=unit, template="sop")
    if plan is None or not reads_from_inside(request.viewer, plan.unit):
        return []
    return list(plan.goals.filter(left_at=None))


def _goal_in(goals: list[PlanGoal], chosen: str) -> PlanGoal | None:
    if not chosen:
        return None
    found = next((one for one in goals if str(one.pk) == chosen), None)
    if found is None:
        raise Refused(_("Choose a goal of the school plan."))
    return found


@require_safe
@screen
def digital(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the tools of a school, how it spreads over the six building blocks, and its actions."""
    found = digital_policy(viewer=request.viewer, school=unit)
    plans = plans_digitally(request.viewer, found.school)
    levels = ((0, _("nothing")), (1, _("a little")), (2, _("some")), (3, _("a lot")))
    words = dict(levels)
    goals = _plan_goals(request, unit)
    context = {
        "policy": found,
        "goals": goals,
        "linked": {str(one.pk) for one in goals},
        "blocks": [(line, "" if line.level is None else words[line.level]) for line in found.blocks],
        "unbalanced": [(high.label, low.label) for high, low in found.out_of_balance],
        "can_plan": plans,
        "people": adults_below(unit=found.school, on=request.viewer.on) if plans else [],
        "serves": Tool.Serves.choices,
        "decisions": ToolTrial.Decision.choices,
        "levels": levels,
        "today": request.viewer.on,
        "trail": trail_of(found.school, _("Digital policy")),
    }
    return render(request, "school/digital/templates/digital.html", context)


@require_safe
@screen
def plan_file(request: ViewerRequest, unit: int) -> HttpResponse:
    """Give the policy plan as a workbook: blocks, actions with owner and day, tools."""
    content = digital_plan(digital_policy(viewer=request.viewer, school=unit))
    headers = {"Content-Disposition": 'attachment; filename="ict-beleidsplan.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


@require_POST
@screen
def tool(request: ViewerRequest, unit: int) -> HttpResponse:
    """Put a tool in the register, or change what is said of it."""
    sent = request.POST
    actions.register_tool(
        unit=unit,
        name=sent.get("name", "")[:120],
        serves=sent.get("serves", ""),
        purpose=sent.get("purpose", "")[:300],
        evidence=sent.get("evidence", "")[:300],
        cost=hours_in(sent.get("cost") or "0"),
        privacy=sent.get("privacy", "")[:300],
        by=request.viewer,
    )
    say(request, _("The tool stands in the register."))
    return redirect("digital", unit=unit)


@require_POST
@screen
def decide(request: ViewerRequest, tool: int) -> HttpResponse:
    """Approve or stop a tool."""
    state = request.POST.get("state", "")
    review = request.POST.get("review", "")
    found = actions.decide_tool(tool=tool, state=state, review_on=_day(review) if review else None, by=request.viewer)
    say(request, _("%(tool)s: %(state)s.") % {"tool": found, "state": found.get_state_display()})
    return redirect("digital", unit=found.unit_id)


@require_POST
@screen
def trial(request: ViewerRequest, tool: int) -> HttpResponse:
    """Begin to try a tool."""
    sent = request.POST
    made = actions.start_trial(
        tool=tool,
        question=sent.get("question", "")[:300],
        measure=sent.get("measure", "")[:300],
        starts=_day(sent.get("starts", "")),
        ends=_day(sent.get("ends", "")),
        by=request.viewer,
    )
    say(request, _("The trial is planned."))
    return redirect("digital", unit=made.tool.unit_id)


@require_POST
@screen
def trial_end(request: ViewerRequest, trial: int) -> HttpResponse:
    """End a trial with what was found and a decision."""
    sent = request.POST
    made = actions.end_trial(
        trial=trial, found=sent.get("found", ""), decision=sent.get("decision", ""), by=request.viewer
    )
    say(request, _("The trial ended: %(decision)s.") % {"decision": made.get_decision_display()})
    return redirect("digital", unit=made.tool.unit_id)


@require_POST
@screen
def scan(request: ViewerRequest, unit: int) -> HttpResponse:
    """Keep how much goes into each building block."""
    given = {block.value: number(request.POST.get(block.value, "")) for block in Block}
    levels = {block: level for block, level in given.items() if level is not None}
    actions.scan_blocks(unit=unit, levels=levels, by=request.viewer)
    say(request, _("The scan is kept."))
    return redirect("digital", unit=unit)


@require_POST
@screen
def action(request: ViewerRequest, unit: int) -> HttpResponse:
    """Add an action with its owner."""
    sent = request.POST
    served = _goal_in(_plan_goals(request, unit), sent.get("goal", ""))
    actions.plan_action(
        unit=unit,
        block=sent.get("block", ""),
        text=sent.get("text", "")[:200],
        aim=served.text[:200] if served else sent.get("aim", "")[:200],
        goal=str(served.pk) if served else "",
        owner=number(sent.get("owner", "")) or 0,
        until=_day(sent.get("until", "")),
        by=request.viewer,
    )
    say(request, _("The action is planned."))
    return redirect("digital", unit=unit)


@require_POST
@screen
def action_done(request: ViewerRequest, action: int) -> HttpResponse:
    """Tick an action."""
    found = actions.finish_action(action=action, by=request.viewer)
    say(request, _("Done: %(action)s.") % {"action": found})
    return redirect("digital", unit=found.unit_id)
