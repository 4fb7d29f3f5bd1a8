"""Rubrics on a screen: those of the pack and of the school, a copy to change, and the versions of one's own."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenwijzer.learning.feedback.programme import moments_with
from samenwijzer.network.access.rules import can_write_in, check_guides_unit
from samenwijzer.practice.instruments.own_rubrics import (
    MOST_CRITERIA,
    Criterion,
    keep_rubric,
    rubrics_for,
    versions_of,
)
from samenwijzer.practice.instruments.rubrics import STEPS
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/feedback/templates"
#: Empty rows under what is there already, so that adding one asks no script.
SPARE = 2


@require_GET
@screen
def rubrics(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show every rubric that can be used in a group."""
    group = check_guides_unit(request.viewer, unit)
    context = {
        "group": group,
        "rubrics": rubrics_for(group).values(),
        "writes": can_write_in(request.viewer, group),
    }
    return render(request, f"{TEMPLATES}/rubrics.html", context)


@require_http_methods(["GET", "POST"])
@screen
def new(request: ViewerRequest, unit: int) -> HttpResponse:
    """Make a rubric, empty or as a copy of another; where somebody copies, that one stays as it is."""
    group = check_guides_unit(request.viewer, unit, writing=True)
    if request.method == "POST":
        made = keep_rubric(unit=unit, by=request.viewer, **_sent(request.POST))
        say(request, _("Kept. You can use it when you plan a moment."))
        return redirect("rubric", unit=unit, line=made.line)
    copied = rubrics_for(group).get(request.GET.get("from", ""))
    title = _("%(title)s, my version") % {"title": copied.title} if copied else ""
    context = {
        "group": group,
        "title": title,
        "source": copied.source if copied else "",
        "rows": _rows(copied.criteria if copied else ()),
        "writes": True,
        "steps": range(1, STEPS + 1),
    }
    return render(request, f"{TEMPLATES}/rubric.html", context)


@require_http_methods(["GET", "POST"])
@screen
def rubric(request: ViewerRequest, unit: int, line: UUID) -> HttpResponse:
    """Show an own rubric with its versions and where each was used; keep a next version."""
    if request.method == "POST":
        made = keep_rubric(unit=unit, line=line, by=request.viewer, **_sent(request.POST))
        say(request, _("Kept as version %(version)s. What was planned keeps its own.") % {"version": made.version})
        return redirect("rubric", unit=unit, line=line)
    group, versions = versions_of(unit=unit, line=line, viewer=request.viewer)
    used = moments_with(rubric=str(line), viewer=request.viewer)
    newest = versions[0]
    writes = newest.by_id == request.viewer.person_id and can_write_in(request.viewer, group)
    criteria = tuple((one["title"], tuple(one["levels"])) for one in newest.criteria)
    context = {
        "group": group,
        "title": newest.title,
        "source": newest.source,
        "newest": newest,
        "rows": _rows(criteria) if writes else criteria,
        "writes": writes,
        "steps": range(1, STEPS + 1),
        "versions": [(one, [two for two in used if two.version == str(one.version)]) for one in versions],
    }
    return render(request, f"{TEMPLATES}/rubric.html", context)


def _rows(criteria: tuple[Criterion, ...]) -> list[Criterion]:
    """Return the criteria with some empty rows under them."""
    spare = max(0, min(SPARE, MOST_CRITERIA - len(criteria)))
    return [*criteria, *[("", ("",) * STEPS)] * spare]


def _sent(sent: QueryDict) -> dict[str, Any]:
    """Return title, source and criteria of a form: fields ``criterion`` and ``level-1`` … for each row, in order."""
    titles = sent.getlist("criterion")[: MOST_CRITERIA + SPARE]
    columns = [sent.getlist(f"level-{step}") for step in range(1, STEPS + 1)]
    rows = [
        (title, tuple(column[place] if place < len(column) else "" for column in columns))
        for place, title in enumerate(titles)
    ]
    return {"title": sent.get("title", ""), "source": sent.get("source", ""), "criteria": rows}
