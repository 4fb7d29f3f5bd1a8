"""Tasks of a unit of work as their teacher makes, prints and reads them."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.lessons import task_actions
from samenwijzer.learning.lessons.interests import Offered, offered_contexts
from samenwijzer.learning.lessons.plans import plan_of
from samenwijzer.learning.lessons.questions import restored
from samenwijzer.learning.lessons.rules import check_plan
from samenwijzer.learning.lessons.works import handed_in
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import function_in
from samenwijzer.web.classroom.lessons.forms import TaskForm
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/lessons/templates"


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def new_task(request: ViewerRequest, work: int) -> HttpResponse:
    """Write a task; a line that is no question is named, and everything stays as it was written."""
    check_plan(request.viewer, work, writing=True)
    found = plan_of(viewer=request.viewer, unit_of_work=work)
    offers = offered_contexts(viewer=request.viewer, group=found.work.group_id, goals=found.goals)
    first = {"goal": request.GET.get("goal", ""), "variation": request.GET.get("variation", "")} | _taken(
        request, offers
    )
    form = TaskForm(request.POST or None, goals=found.goals, variations=found.variations, initial=first)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            made = task_actions.make_task(unit_of_work=work, by=request.viewer, **asked)
        except Refused as error:
            form.add_error("text", str(error))
        else:
            say(request, _("Learners find this task under their compass."))
            return redirect("lesson_task", task=made.pk)
    return render(
        request, f"{TEMPLATES}/new_task.html", {"work": found.work, "form": form, "offer": _offer(form, offers)}
    )


def _offer(form: TaskForm, offers: Sequence[Offered]) -> Offered | None:
    """Return the contexts for the goal that is chosen in ``form``, or else for the first that has some."""
    chosen = str(form["goal"].value() or "")
    return next((one for one in offers if str(one.goal.pk) == chosen), None if chosen else next(iter(offers), None))


def _taken(request: ViewerRequest, offers: Sequence[Offered]) -> dict[str, str]:
    """Return the name and text of the context that was tapped, to begin a task with."""
    asked = request.GET.get("context", "")
    chosen = next((one for offer in offers for one in offer.contexts if one.key == asked), None)
    return {"title": chosen.name, "setting": chosen.sentence} if chosen else {}


@require_GET
@screen
def task(request: ViewerRequest, task: int) -> HttpResponse:
    """Show a task to read and print, and who handed it in with what came out."""
    found = task_actions.task_of_teacher(viewer=request.viewer, task=task)
    results = handed_in(viewer=request.viewer, task=found)
    log_views(
        viewer=request.viewer,
        learners=[one.learner.pk for one in results],
        function=function_in(request.viewer, found.unit_of_work.group),
        page="lesson_task",
        purpose=Purpose.LEARNING,
    )
    context = {"task": found, "work": found.unit_of_work, "questions": restored(found.questions), "results": results}
    return render(request, f"{TEMPLATES}/task.html", context)


@require_POST
@screen
def on_paper(request: ViewerRequest, task: int) -> HttpResponse:
    """Open a sheet for what was done on paper, with its codes to print."""
    made = task_actions.on_paper(task=task, by=request.viewer)
    return redirect("sheet", occasion=made.pk)
