"""The school compass: a plan as one picture, what is due, three questions, and what the team said."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.rules import check_knows_unit, headed_schools
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.agenda.barriers.rules import reads_board
from samenwijzer.practice.agenda.deadlines import AHEAD, Deadline, deadlines_of
from samenwijzer.practice.agenda.models import Action
from samenwijzer.practice.agenda.rules import can_own
from samenwijzer.practice.curriculum.queries import prioritised
from samenwijzer.practice.curriculum.rules import PLANNING, SCHOOLS
from samenwijzer.practice.documents.content import Part
from samenwijzer.practice.documents.goal_queries import alignment
from samenwijzer.practice.documents.models import Document
from samenwijzer.practice.documents.pack import said, template_of
from samenwijzer.practice.documents.queries import (
    document_of,
    documents_around,
    latest_parts,
    page_of,
    shared_with,
)
from samenwijzer.practice.documents.rules import reads_from_inside, writes
from samenwijzer.quality.indicators.rules import reads_indicators
from samenwijzer.quality.plans.pack import links
from samenwijzer.quality.plans.queries import GoalBranch, PlanPicture, plan_picture
from samenwijzer.web.school.plan.drawing import STEPS
from samenwijzer.web.school.plan.words import reading, state_word
from samenwijzer.web.shell import ViewerRequest, screen

TEMPLATES = "school/plan/templates"
REVIEW = "review"
#: How many deadlines stand on the compass.
NEXT = 5


@dataclass(frozen=True)
class GoalCard:
    """A goal on the picture: its state as a shape and a word, and what was measured in a sentence."""

    branch: GoalBranch
    step: int
    word: str
    reading: str


def template_for(unit: Unit) -> str:
    """Return which plan a unit makes."""
    if unit.kind in PLANNING:
        return "sop"
    if unit.kind == "school_group":
        return "group_plan"
    raise NotVisible(_("There is nothing here for you."))


def check_compass(viewer: Viewer, unit: int) -> Unit:
    """Return the unit when ``viewer`` works in it or below it, or answers for it."""
    found = check_knows_unit(viewer, unit)
    _check_inside(viewer, found)
    return found


def _check_inside(viewer: Viewer, unit: Unit) -> None:
    if not reads_from_inside(viewer, unit):
        raise NotVisible(_("There is nothing here for you."))


@require_safe
@screen
def first(request: ViewerRequest) -> HttpResponse:
    """Go to the compass of the school one heads, otherwise of where one works."""
    viewer = request.viewer
    headed = [one.unit_id for one in headed_schools(viewer)]
    above = {int(part) for one in viewer.functions if one.rights for part in one.unit_path.split("/") if part}
    units = {one.pk: one for one in Unit.objects.filter(pk__in=above, kind__in=(*PLANNING, "school_group"))}
    lowest = sorted(units.values(), key=lambda one: (one.pk not in headed, -len(one.path), one.name))
    if not lowest:
        raise NotVisible(_("There is nothing here for you."))
    return redirect("school_plan", unit=lowest[0].pk)


@require_safe
@screen
def plan(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the plan of a school or a school group as one picture."""
    found = check_knows_unit(request.viewer, unit)
    key = template_for(found)
    documents, from_above = documents_around(viewer=request.viewer, unit=found)
    document, review = _newest(documents, key), _newest(documents, REVIEW)
    if document and not reads_from_inside(request.viewer, found):
        return redirect("document", document=document.pk)
    _check_inside(request.viewer, found)
    can_write = writes(request.viewer, found, template_of(key))
    deadlines = deadlines_of(viewer=request.viewer, unit=unit, last=request.viewer.on + 6 * AHEAD)
    context = {
        "unit": found,
        "is_school": found.kind in SCHOOLS,
        "is_group": found.kind not in PLANNING,
        "template": key,
        "can_write": can_write,
        "reads_indicators": reads_indicators(request.viewer, found),
        "reads_barriers": reads_board(request.viewer, found),
        "deadlines": [(one, _state(one, request.viewer)) for one in deadlines[:NEXT]],
        "more": max(len(deadlines) - NEXT, 0),
        "document": document,
        "others": [one for one in documents if one.template != REVIEW and one != document],
        "from_above": from_above,
        "curricula": prioritised(found),
        "shared": shared_with(viewer=request.viewer, unit=unit) if found.kind not in PLANNING else [],
    }
    if document:
        context |= _of_plan(request.viewer, document, review, can_write)
    return render(request, f"{TEMPLATES}/plan.html", context)


def _state(deadline: Deadline, viewer: Viewer) -> str:
    days = (deadline.on - viewer.on).days
    if days < 0:
        return _("its day has passed")
    return {0: _("today"), 1: _("tomorrow")}.get(days) or _("in %(days)s days") % {"days": days}


def _newest(documents: Sequence[Document], template: str) -> Document | None:
    return next((one for one in documents if one.template == template), None)


def _of_plan(viewer: Viewer, document: Document, review: Document | None, can_write: bool) -> dict[str, object]:
    picture = plan_picture(viewer=viewer, document=document)
    page = page_of(viewer=viewer, document=document)
    return {
        "picture": picture,
        "page": page,
        "branches": cards_of(picture),
        "serves": [(one, [picture.goal_text(goal) for goal in one.goals]) for one in picture.staff_actions],
        "ppgo": [said(one.title) for one in picture.ppgo_without_action],
        "missing": [said(one.title) for one in page.empty_sections],
        "review": review,
        "questions": _questions(viewer, review),
        "people": can_own(document.unit, None, viewer).order_by("given_name", "family_name") if can_write else [],
        "links": _choices(),
        "outcomes": Action.Outcome.choices,
        "aligned": alignment(viewer=viewer, document=document.pk) if document.template == "group_plan" else [],
    }


def cards_of(picture: PlanPicture) -> list[tuple[object, list[GoalCard]]]:
    """Return the ambitions of a plan in words, each with its goals as cards."""
    return [
        (
            {"code": one.ambition.code, "title": said(one.ambition.title)}
            | {"reached": one.reached, "of": len(one.goals)},
            [_card(goal) for goal in one.goals],
        )
        for one in picture.branches
    ]


def _card(goal: GoalBranch) -> GoalCard:
    return GoalCard(goal, STEPS[goal.line.state], state_word(goal.line.state), reading(goal.line))


def _questions(viewer: Viewer, review: Document | None) -> list[tuple[str, Part | None]]:
    """Return the three questions of every review (R13), each with the last answer that holds."""
    parts = latest_parts(viewer=viewer, document=review) if review else []
    answers = {one.key: one for one in parts}
    return [(said(one.title), answers.get(one.key)) for one in template_of(REVIEW).sections]


def _choices() -> dict[str, list[tuple[str, str]]]:
    known = links()
    named = {"core": known.core, "effects": known.effects, "ppgo": known.ppgo, "fields": known.fields}
    return {name: [(one.key, said(one.title)) for one in choices] for name, choices in named.items()}


@require_safe
@screen
def poster(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the plan as one sheet for the wall: made anew each time, as the plan stands now."""
    found = check_compass(request.viewer, unit)
    document = document_of(viewer=request.viewer, unit=unit, template=template_for(found))
    if document is None:
        raise NotVisible(_("There is nothing here for you."))
    picture = plan_picture(viewer=request.viewer, document=document)
    context = {"unit": found, "document": document, "branches": cards_of(picture), "today": request.viewer.on}
    return render(request, f"{TEMPLATES}/poster.html", context)
