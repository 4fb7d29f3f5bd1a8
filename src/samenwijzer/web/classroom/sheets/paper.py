"""A sheet on paper: a QR code for the sheet and one for each learner, and what a phone opens when it reads one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.evidence import sheets as reads
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.sheet_actions import enter_marks
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import function_in
from samenwijzer.web.classroom.sheets.drawing import drawn_rows
from samenwijzer.web.classroom.sheets.forms import filled_in, seen_text
from samenwijzer.web.classroom.sheets.views import TEMPLATES, outcome
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_GET
@screen
def paper(request: ViewerRequest, occasion: int) -> HttpResponse:
    """Show a sheet to print: room for a mark in each cell, and codes that lead back here."""
    found = _sheet(request, occasion)
    codes = {
        learner.pk: request.build_absolute_uri(reverse("sheet_learner", args=[occasion, learner.pk]))
        for learner in found.learners
    }
    context = {
        "sheet": found,
        "lines": [(learner, codes[learner.pk]) for learner in found.learners],
        "address": request.build_absolute_uri(reverse("sheet", args=[occasion])),
        "steps": scales().mastery,
    }
    return render(request, f"{TEMPLATES}/paper.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def of_learner(request: ViewerRequest, occasion: int, learner: int) -> HttpResponse:
    """Take in the marks of one learner: what a phone opens when it reads the code beside a name."""
    if request.method == "POST":
        marks, seen = filled_in(request.POST.dict())
        entered = enter_marks(occasion=occasion, marks=marks, seen=seen, by=request.viewer)
        say(request, outcome(entered))
        return redirect("sheet_learner", occasion=occasion, learner=learner)
    found = _sheet(request, occasion, learner)
    places = [one.pk for one in found.learners]
    after = places[places.index(learner) + 1 :]
    cells = next(cells for one, _apart, cells in drawn_rows(found) if one.pk == learner)
    context = {
        "sheet": found,
        "learner": found.learners[places.index(learner)],
        "cells": cells,
        "choices": [(step.key, step.name, step.meaning) for step in scales().mastery],
        "seen": seen_text({place: mark for place, mark in found.marks.items() if place[0] == learner}),
        "after": found.learners[places.index(after[0])] if after else None,
    }
    return render(request, f"{TEMPLATES}/of_learner.html", context)


def _sheet(request: ViewerRequest, occasion: int, learner: int | None = None) -> reads.Sheet:
    """Return the sheet, its look logged for everybody on it or for ``learner`` alone."""
    found = reads.sheet(viewer=request.viewer, occasion=occasion)
    shown = [one.pk for one in found.learners if learner in (None, one.pk)]
    if not shown:
        raise NotVisible(_("There is nothing here for you."))
    log_views(
        viewer=request.viewer,
        learners=shown,
        function=function_in(request.viewer, found.occasion.unit),
        page="sheet",
        purpose=Purpose.LEARNING,
    )
    return found
