"""A goal of a plan: setting it, what was measured, and the actions it ends in."""

from decimal import Decimal, InvalidOperation
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.practice.agenda.actions import finish_action, look_back
from samenwijzer.practice.documents.goal_actions import GoalContent, add_measurement, check_goal, leave_goal, set_goal
from samenwijzer.practice.documents.models import Document, PlanGoal
from samenwijzer.practice.documents.pack import Frame, ambitions, said, template_of
from samenwijzer.practice.documents.rules import check_reads, check_writes, reads_from_inside, writes
from samenwijzer.practice.instruments.scales.rok import Place, places
from samenwijzer.practice.technology.models import DigitalAction
from samenwijzer.quality.plans.actions import ActionLinks, take_plan_action
from samenwijzer.quality.plans.queries import GoalBranch, plan_picture
from samenwijzer.web.documents.views import day_in, home_of
from samenwijzer.web.school.plan.drawing import STEPS, drawing
from samenwijzer.web.school.plan.views import TEMPLATES
from samenwijzer.web.school.plan.words import reading, state_word
from samenwijzer.web.shell import ViewerRequest, say, screen


def _number(text: str) -> Decimal | None:
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    if not value.is_finite() or abs(value) >= 100_000:
        return None
    return value.quantize(Decimal("0.01"))


def _content(sent: QueryDict) -> GoalContent:
    return GoalContent(
        text=sent.get("text", ""),
        ambitions=sent.getlist("ambition"),
        question=sent.get("question", ""),
        measure=sent.get("measure", ""),
        scale=sent.get("scale", ""),
        baseline=_number(sent.get("baseline", "")),
        baseline_on=day_in(sent.get("baseline_on", "")),
        target=_number(sent.get("target", "")),
        until=day_in(sent.get("until", "")),
        carries=[int(pk) for pk in sent.getlist("carries") if pk.isdecimal()],
    )


def _form(request: ViewerRequest, document: Document, goal: PlanGoal | None, problem: str) -> dict[str, object]:
    """Return what the form of a goal needs, with what was typed when it was refused."""
    above = [one for one in document.unit.ancestor_ids if one != document.unit_id]
    upper = PlanGoal.objects.filter(document__unit__in=above, document__versions__is_draft=False, left_at=None)
    sent, frame = request.POST, template_of(document.template).frame
    if sent:
        chosen, carried = sent.getlist("ambition"), sent.getlist("carries")
    else:
        chosen = goal.ambitions if goal else []
        carried = [str(one.pk) for one in goal.carries.all()] if goal else []
    return {
        "document": document,
        "goal": goal,
        "sent": sent or goal,
        "problem": problem,
        "ambitions": [
            (one.key, one.code, said(one.title), said(one.school), one.key in chosen) for one in ambitions(frame=frame)
        ],
        "is_hr": frame == Frame.HR,
        "upper": [(one, str(one.pk) in carried) for one in upper.distinct()],
        "trail": [(document.title, home_of(document)), (_("A goal"), "")],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def new(request: ViewerRequest, document: int) -> HttpResponse:
    """Add a goal to a plan."""
    found, form = check_writes(request.viewer, document)
    if not form.goals:
        raise NotVisible(_("There is nothing here for you."))
    problem = ""
    if request.method == "POST":
        try:
            set_goal(document=document, content=_content(request.POST), by=request.viewer)
        except Refused as error:
            problem = str(error)
        else:
            say(request, _("The goal stands in the plan."))
            return redirect(home_of(found))
    return render(request, f"{TEMPLATES}/goal_form.html", _form(request, found, None, problem))


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def goal(request: ViewerRequest, goal: int) -> HttpResponse:
    """Show a goal with its question, what was measured and its actions; change it or leave it on POST."""
    if request.method == "POST":
        standing = check_goal(request.viewer, goal)
        if "leave" in request.POST:
            leave_goal(goal=goal, by=request.viewer)
            say(request, _("The goal is out of the plan; older versions keep it."))
            return redirect(home_of(standing.document))
        set_goal(document=standing.document_id, content=_content(request.POST), by=request.viewer, goal=goal)
        say(request, _("Kept."))
        return redirect("plan_goal", goal=goal)
    found = PlanGoal.objects.filter(pk=goal, left_at=None).first()
    document = check_reads(request.viewer, found.document_id) if found else None
    if found is None or document is None or not reads_from_inside(request.viewer, document.unit):
        raise NotVisible(_("There is nothing here for you."))
    branch = next(
        one for one in plan_picture(viewer=request.viewer, document=document).goals if one.line.goal.pk == goal
    )
    context = _form(request, document, found, "") | {
        "branch": branch,
        "drawing": drawing(branch.line),
        "step": STEPS[branch.line.state],
        "word": state_word(branch.line.state),
        "reading": reading(branch.line),
        "cited": [said(one.title) for one in branch.line.ambitions],
        "rok": _expectations(branch),
        "carried": branch.line.goal.carries.all(),
        "digital": DigitalAction.objects.filter(unit=document.unit_id, goal=str(goal)).select_related("owner"),
        "can_write": writes(request.viewer, document.unit, template_of(document.template)),
        "today": request.viewer.on,
    }
    return render(request, f"{TEMPLATES}/goal.html", context)


def _expectations(branch: GoalBranch) -> list[Place]:
    """Return the expectations of R-OK that a goal serves through what it cites (D-343)."""
    known = places()
    keys = dict.fromkeys(key for one in branch.line.ambitions for key in one.place)
    return [known[key] for key in keys if key in known]


@require_POST
@screen
def measure(request: ViewerRequest, goal: int) -> HttpResponse:
    """Add what was measured."""
    sent = request.POST
    day = day_in(sent.get("on", "")) or request.viewer.on
    add_measurement(
        goal=goal, value=_number(sent.get("value", "")), on=day, words=sent.get("words", ""), by=request.viewer
    )
    say(request, _("The measurement stands in the plan."))
    return redirect("plan_goal", goal=goal)


@require_POST
@screen
def action(request: ViewerRequest, document: int) -> HttpResponse:
    """Take an action for a goal, on the core process or beside it."""
    sent = request.POST
    due = day_in(sent.get("due", ""))
    if due is None:
        raise Refused(_("Choose a day."))
    found, _form_of = check_writes(request.viewer, document)
    take_plan_action(
        document=document,
        goal=int(sent["goal"]) if sent.get("goal", "").isdecimal() else None,
        what=sent.get("what", ""),
        owner=int(sent["owner"]) if sent.get("owner", "").isdecimal() else 0,
        due=due,
        said=ActionLinks(
            is_core=sent.get("kind") == "core",
            core=sent.get("core", ""),
            effect=sent.get("effect", ""),
            field=sent.get("field", ""),
            ppgo=sent.getlist("ppgo"),
        ),
        by=request.viewer,
    )
    say(request, _("The action stands in the plan and in the agenda."))
    return redirect("school_plan", unit=found.unit_id)


@require_POST
@screen
def outcome(request: ViewerRequest, action: UUID) -> HttpResponse:
    """Say what came of an action."""
    found = look_back(
        action=action, outcome=request.POST.get("outcome", ""), words=request.POST.get("words", ""), by=request.viewer
    )
    if found.is_open:
        finish_action(action=action, by=request.viewer)
    say(request, _("Kept: what came of it."))
    return redirect("school_plan", unit=found.unit_id) if found.unit_id else redirect("school_plan_first")
