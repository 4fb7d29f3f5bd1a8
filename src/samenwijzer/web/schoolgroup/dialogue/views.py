"""Professional dialogue: which head still waits for one, and what lies on the table of each."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.foundation.errors import Refused
from samenwijzer.practice.documents.content import Part
from samenwijzer.practice.documents.goal_queries import GoalLine, goal_lines
from samenwijzer.practice.documents.queries import VersionPage, documents_of
from samenwijzer.quality.plans.dialogues import (
    FEWEST,
    agree_in_dialogue,
    check_group,
    dialogue_pack,
    dialogue_year,
    plan_dialogue,
)
from samenwijzer.web.documents.figures import Drawn, drawn_in
from samenwijzer.web.school.plan.words import reading, state_word
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "schoolgroup/dialogue/templates"


def _moment(text: str) -> datetime:
    try:
        return timezone.make_aware(datetime.fromisoformat(text))
    except ValueError as error:
        raise Refused(_("Choose a day and an hour.")) from error


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def dialogues(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the schools of a group with their dialogues this year; plan one on POST."""
    group = check_group(request.viewer, unit)
    if request.method == "POST":
        sent = request.POST
        made = plan_dialogue(
            group=unit,
            schools=[int(pk) for pk in sent.getlist("school") if pk.isdecimal()],
            theme=sent.get("theme", ""),
            begins_at=_moment(sent.get("begins_at", "")),
            by=request.viewer,
        )
        say(request, _("The dialogue is planned; the heads hear of it."))
        return redirect("dialogue", meeting=made.uid)
    lines = dialogue_year(viewer=request.viewer, group=unit)
    context = {
        "group": group,
        "lines": lines,
        "waiting": sum(1 for one in lines if one.missing),
        "fewest": FEWEST,
        "trail": [(_("School compass"), reverse("school_plan", args=[unit])), (_("Dialogue"), "")],
    }
    return render(request, f"{TEMPLATES}/dialogues.html", context)


@dataclass(frozen=True)
class Shared:
    """A document on the table: its texts, and of a plan how far each shared goal is and the charts that were shared."""

    page: VersionPage
    goals: list[tuple[GoalLine, str, str]]
    charts: list[Drawn]
    texts: list[Part]


def _on_the_table(page: VersionPage) -> Shared:
    keys = {one.key for one in page.parts}
    is_plan = page.document.template == "sop"
    lines = [one for one in goal_lines(page.document) if f"goal-{one.goal.pk}" in keys] if is_plan else []
    charts = [one for one in drawn_in(page.document) if f"chart-{one.kept.pk}" in keys] if is_plan else []
    drawn = {f"chart-{one.kept.pk}" for one in charts}
    texts = [one for one in page.parts if one.key not in drawn]
    return Shared(page, [(one, state_word(one.state), reading(one)) for one in lines], charts, texts)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def dialogue(request: ViewerRequest, meeting: UUID) -> HttpResponse:
    """Show what lies on the table; on POST write down what was agreed to change in a plan."""
    pack = dialogue_pack(viewer=request.viewer, meeting=meeting)
    if request.method == "POST":
        plan = request.POST.get("document", "")
        agree_in_dialogue(
            meeting=meeting,
            document=int(plan) if plan.isdecimal() else 0,
            text=request.POST.get("text", ""),
            by=request.viewer,
        )
        say(request, _("Agreed. It waits in the plan for its next version."))
        return redirect("dialogue", meeting=meeting)
    own = [one for one in pack.schools if any(each.unit_id == one.pk for each in request.viewer.functions)]
    written = [each for one in own for each in documents_of(viewer=request.viewer, unit=one.pk)]
    reflections = [one for one in written if one.template == "reflection"]
    context = {
        "pack": pack,
        "shared": [_on_the_table(one) for one in pack.shared],
        "plans": [one.document for one in pack.shared if one.document.template == "sop"],
        "own": own,
        "reflections": reflections,
        "group": pack.group,
        "has_begun": pack.meeting.begins_at <= timezone.now(),
    }
    return render(request, f"{TEMPLATES}/dialogue.html", context)
