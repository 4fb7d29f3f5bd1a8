"""Tasks a learner does on a screen, and the question that is asked in class now."""

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.lessons import live_checks, task_actions
from samenwijzer.learning.lessons.live_checks import LETTERS
from samenwijzer.learning.lessons.materials.queries import material_for
from samenwijzer.learning.lessons.questions import restored
from samenwijzer.learning.lessons.works import own_work
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "learner/tasks/templates"


@require_GET
@screen
def tasks(request: ViewerRequest) -> HttpResponse:
    """List the tasks that are there for the learner, and the question of now in front."""
    if not request.viewer.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    asked = live_checks.open_checks(viewer=request.viewer)
    context = {
        "asked": [(one, list(zip(range(len(LETTERS)), LETTERS, one.answers, strict=True))) for one in asked[:1]],
        "tasks": task_actions.tasks_for(viewer=request.viewer),
        "material": material_for(viewer=request.viewer),
    }
    return render(request, f"{TEMPLATES}/tasks.html", context)


@require_POST
@screen
def answer(request: ViewerRequest, check: int) -> HttpResponse:
    """Answer the question of now."""
    choice = request.POST.get("choice", "")
    live_checks.answer(check=check, choice=int(choice) if choice.isdecimal() else -1, by=request.viewer)
    say(request, _("Your answer is in. You can still change it."))
    return redirect("my_tasks")


@require_GET
@screen
def task(request: ViewerRequest, task: int) -> HttpResponse:
    """Show a task with what was written, and what came out last time."""
    found = own_work(viewer=request.viewer, task=task)
    questions = restored(found.task.questions)
    context = {
        "work": found,
        "task": found.task,
        "questions": [(str(place), one, found.given.get(str(place), "")) for place, one in enumerate(questions)],
        "kept_at": found.kept_at,
    }
    return render(request, f"{TEMPLATES}/task.html", context)


@require_POST
@screen
def draft(request: ViewerRequest, task: int) -> HttpResponse:
    """Keep what was written so far."""
    work = task_actions.keep_work(task=task, given=_given(request.POST), by=request.viewer)
    return JsonResponse({"kept_at": work.kept_at.isoformat()})


@require_POST
@screen
def hand_in(request: ViewerRequest, task: int) -> HttpResponse:
    """Hand a task in and show what came out."""
    try:
        work = task_actions.hand_in(task=task, given=_given(request.POST), by=request.viewer)
    except NotVisible:
        raise
    except Refused as error:
        say(request, str(error))
        return redirect("my_task", task=task)
    right = sum(is_right for _question, _text, is_right in task_actions.marked(work))
    said = _("Handed in: %(right)s of %(all)s work already.") % {"right": right, "all": len(work.task.questions)}
    say(request, said)
    return redirect(f"{reverse('my_task', args=[task])}?kept=1")


def _given(data: QueryDict) -> dict[str, str]:
    """Return the answers in a form by the place of their question."""
    return {name.removeprefix("q-"): str(value) for name, value in data.items() if name.startswith("q-")}
