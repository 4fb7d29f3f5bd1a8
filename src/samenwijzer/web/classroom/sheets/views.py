"""Quick entry: a paper test of a whole class in a minute."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.evidence import sheets as reads
from samenwijzer.learning.evidence.content import Entered
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.sheet_actions import enter_marks, open_sheet
from samenwijzer.learning.lessons.goal_sources import GoalSource, first_group, goal_sources, goals_from, source_named
from samenwijzer.learning.lessons.queries import Running
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import function_in, guided_units
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.goals.models import Goal
from samenwijzer.web.classroom.sheets.drawing import drawn_rows, drawn_summaries, shown
from samenwijzer.web.classroom.sheets.forms import NewSheet, filled_in, initial, seen_text, sent
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/sheets/templates"


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def sheets(request: ViewerRequest) -> HttpResponse:
    """Offer a new sheet that only needs opening, and list the latest ones."""
    groups = list(guided_units(request.viewer, writing=True))
    if not groups:
        return _without_group(request)
    group = _chosen(request, groups)
    sources = goal_sources(group=group, on=request.viewer.on)
    source = source_named(sources, request.GET.get("goals", ""), request.viewer.on)
    choosable = goals_from(source=source, group=group, on=request.viewer.on)
    start = initial(title=source.title, on=request.viewer.on, goal=_likely(source, choosable, request.viewer.on))
    form = NewSheet(request.POST or None, initial=start, choosable=choosable)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        occasion = open_sheet(
            unit=group.pk,
            title=asked["title"],
            on=asked["on"],
            goals=asked["goals"],
            points=form.highest,
            is_draft=asked["is_draft"],
            by=request.viewer,
        )
        return redirect("sheet", occasion=occasion.pk)
    context = {"form": form, "group": group, "groups": groups, "sources": sources, "source": source}
    context["latest"] = reads.latest_sheets(viewer=request.viewer)
    return render(request, f"{TEMPLATES}/sheets.html", context)


def _without_group(request: ViewerRequest) -> HttpResponse:
    if not request.viewer.guides_learners:
        raise NotVisible(_("There is nothing here for you."))
    return render(request, f"{TEMPLATES}/no_group.html")


def _chosen(request: ViewerRequest, groups: list[Unit]) -> Unit:
    """Return the group in the address, else the one that is most likely wanted."""
    asked = request.GET.get("unit", "")
    if not asked:
        return first_group(viewer=request.viewer, groups=groups)
    found = next((group for group in groups if str(group.pk) == asked), None)
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def _likely(source: GoalSource, goals: list[Goal], on: Any) -> Goal | None:
    """Return the goal a test of today is likely to be about."""
    if source.unit_of_work and goals:
        return Running(source.unit_of_work, goals).goal_on(on)
    return goals[0] if goals else None


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def sheet(request: ViewerRequest, occasion: int) -> HttpResponse:
    """Show a sheet; a whole form sent without the browser's help is stored too."""
    if request.method == "POST":
        marks, seen = filled_in(request.POST.dict())
        entered = enter_marks(occasion=occasion, marks=marks, seen=seen, by=request.viewer)
        say(request, outcome(entered))
        return redirect("sheet", occasion=occasion)
    found = reads.sheet(viewer=request.viewer, occasion=occasion)
    log_views(
        viewer=request.viewer,
        learners=[learner.pk for learner in found.learners],
        function=function_in(request.viewer, found.occasion.unit),
        page="sheet",
        purpose=Purpose.LEARNING,
    )
    context = {
        "sheet": found,
        "rows": drawn_rows(found),
        "summaries": drawn_summaries(found),
        "steps": [(step.key, step.name) for step in scales().mastery],
        "by_steps": any(column.points == 0 for column in found.columns),
        "seen": seen_text(found.marks),
    }
    return render(request, f"{TEMPLATES}/sheet.html", context)


def outcome(entered: Entered) -> str:
    """Say that everything is saved, or what was left to somebody else."""
    if entered.conflicts:
        others = ", ".join(sorted({one.by for one in entered.conflicts}))
        return _("Saved, except for what %(others)s changed in the meantime; that stands. Look again.") % {
            "others": others
        }
    return _("Everything is saved.")


@require_POST
@screen
def marks(request: ViewerRequest, occasion: int) -> HttpResponse:
    """Store a batch of marks and answer when, with what somebody else changed meanwhile and how the class does now."""
    try:
        entries, seen = sent(request.body)
        entered = enter_marks(occasion=occasion, marks=entries, seen=seen, by=request.viewer)
    except NotVisible:
        raise
    except Refused as error:
        return JsonResponse({"sentence": str(error)}, status=422)
    found = reads.sheet(viewer=request.viewer, occasion=occasion)
    at = date_format(timezone.localtime(), _("G:i"))
    conflicts = [
        {"learner": one.learner_id, "column": one.column_id, "value": one.value, "text": shown(one.value), "by": one.by}
        for one in entered.conflicts
    ]
    summary = render_to_string(f"{TEMPLATES}/summary.html", {"summaries": drawn_summaries(found)})
    return JsonResponse(
        {"saved": _("All saved at %(time)s") % {"time": at}, "conflicts": conflicts, "summary": summary}
    )
