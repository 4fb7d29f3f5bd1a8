"""Saying what a file means before it comes in: what each column of a curriculum holds, and which goal a skill is."""

import json
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenwijzer.exchange.goal_sheets.mapping import Field, titles
from samenwijzer.exchange.goal_sheets.reading import columns_of
from samenwijzer.exchange.responses.content import named
from samenwijzer.exchange.responses.layouts import LAYOUTS
from samenwijzer.exchange.responses.mapping import Skills, read_mapping, skill_lines, skills_of, write_mapping
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.problems import FileRefused
from samenwijzer.network.access.rules import check_manages
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.rules import visible_frameworks
from samenwijzer.practice.goals.search import search
from samenwijzer.web.school.imports import uploads
from samenwijzer.web.school.imports.chosen import (
    COLUMNS,
    SKILLS,
    columns_chosen,
    goals_chosen,
    keep_skills,
    kept_skills,
)
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "school/imports/templates"
SHEET, RESPONSES = "goal-sheet", "responses"
FOUND = 8


def looks(kind: str, upload: uploads.Upload) -> dict[str, Any]:
    """Return what the page of a preview needs to let the columns of a curriculum be chosen."""
    if kind != SHEET:
        return {}
    try:
        return {"columns": columns_of(upload.path, chosen=columns_chosen(upload.more)), "fields": titles()}
    except Refused:
        return {}  # what is wrong is told in its own place


@require_POST
@screen
def columns(request: ViewerRequest) -> HttpResponse:
    """Keep which column holds what; a field without a column has none."""
    check_manages(request.viewer)
    upload = uploads.waiting(request.session, SHEET)
    if upload is None:
        return redirect("import_choose", kind=SHEET)
    chosen: dict[str, str] = dict.fromkeys(Field, "")
    for number, one in enumerate(columns_of(upload.path, chosen={})):
        field = request.POST.get(f"column-{number}", "")
        if chosen.get(field):
            raise Refused(_("Two columns cannot hold the same. Choose “nothing” for one of both."))
        if field in chosen:
            chosen[field] = one.column
    uploads.choose(request.session, upload, **{COLUMNS: json.dumps(chosen)})
    return redirect("import_look", kind=SHEET)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def skills(request: ViewerRequest) -> HttpResponse:
    """Show each skill of a file with the goal it is, and search a goal for one; on POST keep what was chosen."""
    check_manages(request.viewer)
    upload = uploads.waiting(request.session, RESPONSES)
    if upload is None:
        return redirect("import_choose", kind=RESPONSES)
    found = _skills(upload)
    if request.method == "POST":
        return _choose(request, upload, found)
    asked, query = request.GET.get("skill", ""), request.GET.get("q", "").strip()
    query = query or found.names.get(asked, "")
    anchors = {skill: f"skill-{place}" for place, skill in enumerate(found.names)}
    lines = skill_lines(found, goals_chosen(upload.more))
    context = {
        "lines": [(anchors[line.skill], line) for line in lines],
        "asked": asked,
        "query": query,
        "hits": search(query, frameworks=visible_frameworks(request.viewer), limit=FOUND) if asked else None,
        "name": upload.name,
    }
    return render(request, f"{TEMPLATES}/skills.html", context)


def _choose(request: ViewerRequest, upload: uploads.Upload, found: Skills) -> HttpResponse:
    skill, goal = request.POST.get("skill", ""), request.POST.get("goal", "")
    if skill not in found.names:
        raise Refused(_("Choose a skill of this file."))
    if goal and not (goal.isdecimal() and Goal.objects.filter(pk=int(goal), gone_at=None).exists()):
        raise Refused(_("Choose a goal from the list."))
    chosen = dict(goals_chosen(upload.more)) | {skill: int(goal) if goal else None}
    uploads.choose(request.session, upload, **{SKILLS: json.dumps(chosen)})
    return redirect(f"{reverse('import_skills')}#skill-{list(found.names).index(skill)}")


@require_safe
@screen
def skills_file(request: ViewerRequest) -> HttpResponse:
    """Give the skills as a table, to fill in the goals there."""
    check_manages(request.viewer)
    upload = uploads.waiting(request.session, RESPONSES)
    if upload is None:
        return redirect("import_choose", kind=RESPONSES)
    out = StringIO(newline="")
    write_mapping(skill_lines(_skills(upload), goals_chosen(upload.more)), out)
    headers = {"Content-Disposition": 'attachment; filename="vaardigheden.csv"'}
    return HttpResponse(out.getvalue().encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers=headers)


@require_POST
@screen
def skills_upload(request: ViewerRequest) -> HttpResponse:
    """Take the goals from such a table, all of it or nothing."""
    check_manages(request.viewer)
    upload = uploads.waiting(request.session, RESPONSES)
    file = request.FILES.get("file")
    if upload is None or file is None:
        return redirect("import_choose" if upload is None else "import_look", kind=RESPONSES)
    with TemporaryDirectory() as folder:
        path = Path(folder) / get_valid_filename(Path(file.name or "file").name)
        path.write_bytes(file.read())
        try:
            found = read_mapping(path, _skills(upload))
        except FileRefused as refusal:
            return render(request, f"{TEMPLATES}/skills_wrong.html", {"refusal": refusal})
    chosen = dict(goals_chosen(upload.more)) | found
    uploads.choose(request.session, upload, **{SKILLS: json.dumps(chosen)})
    say(request, _("The goals of these skills are chosen."))
    return redirect("import_skills")


def _skills(upload: uploads.Upload) -> Skills:
    """Return the skills of the file that waits, of its good rows where it has others; read once."""
    kept = kept_skills(upload.path)
    if kept is None:
        read = LAYOUTS[upload.layout].read_good_rows(upload.path)[0]
        kept = skills_of(named(read, upload.more.get("source", "")))
        keep_skills(upload.path, kept)
    return kept
