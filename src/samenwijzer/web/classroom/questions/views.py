"""The questions of a group, each at its goal, and their answers."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.progress.questions import answer_question, questions_in
from samenwijzer.learning.regulation.process_board import process_board
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import can_write_in, check_guides_unit, function_in
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_GET
@screen
def questions(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show what the learners of a group ask, unanswered first; the look is logged."""
    group = check_guides_unit(request.viewer, unit)
    found = questions_in(viewer=request.viewer, unit=unit)
    log_views(
        viewer=request.viewer,
        learners=sorted({one.learner.pk for one in found}),
        function=function_in(request.viewer, group),
        page="questions",
        purpose=Purpose.LEARNING,
    )
    context = {"group": group, "questions": found, "can_answer": can_write_in(request.viewer, group)}
    return render(request, "classroom/questions/templates/questions.html", context)


@require_GET
@screen
def processes(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show in which phase of its cycle each learner is; the look is logged."""
    board = process_board(viewer=request.viewer, unit=unit)
    log_views(
        viewer=request.viewer,
        learners=sorted({one.learner.pk for column in board.columns for one in column.standings}),
        function=function_in(request.viewer, board.unit),
        page="process_board",
        purpose=Purpose.LEARNING,
    )
    return render(request, "classroom/questions/templates/processes.html", {"board": board})


@require_POST
@screen
def answer(request: ViewerRequest, unit: int, uid: UUID) -> HttpResponse:
    """Keep an answer with the question and its goal."""
    check_guides_unit(request.viewer, unit, writing=True)
    answer_question(uid=uid, text=request.POST.get("text", ""), by=request.viewer)
    say(request, _("Kept with the goal."))
    return redirect("questions", unit=unit)
