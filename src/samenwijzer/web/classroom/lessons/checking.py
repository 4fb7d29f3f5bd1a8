"""The live check: one question, three answers, and who joins extended instruction as soon as the last one is in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.evidence.queries import most_seen_goals
from samenwijzer.learning.lessons import live_checks
from samenwijzer.learning.lessons.live_checks import LETTERS
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import check_guides_unit, function_in
from samenwijzer.practice.goals.queries import goals_by_id
from samenwijzer.web.classroom.lessons.forms import CheckForm
from samenwijzer.web.classroom.today.forms import LARGEST_ID
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/lessons/templates"
GOALS_WITHOUT_PLAN = 8


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def ask(request: ViewerRequest, unit: int) -> HttpResponse:
    """Ask the group a question; one button is enough when it is asked aloud."""
    group = check_guides_unit(request.viewer, unit, writing=True)
    form = CheckForm(request.POST or None)
    if request.method == "POST":
        if not form.is_valid():
            raise Refused(_("Choose the goal you ask about."))
        asked = form.cleaned_data
        made = live_checks.ask_check(
            unit=unit,
            goal=asked["goal"],
            question=asked["question"],
            answers=form.answers,
            right=asked["right"],
            by=request.viewer,
        )
        return redirect("live_check", check=made.pk)
    running = running_with_goals(groups=[unit], on=request.viewer.on)
    goals = [goal for one in running for goal in one.goals]
    goals = goals or most_seen_goals(unit=unit, on=request.viewer.on, limit=GOALS_WITHOUT_PLAN)
    wanted = request.GET.get("goal", "")
    if wanted.isdecimal() and int(wanted) <= LARGEST_ID and int(wanted) not in {one.pk for one in goals}:
        goals = [*goals_by_id([int(wanted)]).values(), *goals]
    now = running[0].goal_on(request.viewer.on).pk if running else None
    context = {
        "group": group,
        "goals": list({one.pk: one for one in goals}.values()),
        "chosen": int(wanted) if wanted.isdecimal() else now,
        "letters": list(enumerate(LETTERS)),
    }
    return render(request, f"{TEMPLATES}/ask.html", context)


@require_GET
@screen
def check(request: ViewerRequest, check: int) -> HttpResponse:
    """Show the class to take in answers, one key a child, and beside it what they propose."""
    found = live_checks.proposed(viewer=request.viewer, check=check)
    if request.headers.get("HX-Request"):
        return render(request, f"{TEMPLATES}/proposed.html", _context(found))
    log_views(
        viewer=request.viewer,
        learners=[one.pk for one, _name, _choice in found.roster],
        function=function_in(request.viewer, found.check.unit),
        page="live_check",
        purpose=Purpose.LEARNING,
    )
    return render(request, f"{TEMPLATES}/check.html", _context(found))


@require_POST
@screen
def take_in(request: ViewerRequest, check: int) -> HttpResponse:
    """Take in the answers of the class as they stand on the page, and answer the proposal."""
    choices: dict[int, int | None] = {}
    for name, value in request.POST.items():
        learner = name.removeprefix("choice-")
        if learner != name and learner.isdecimal():
            choices[int(learner)] = int(str(value)) if str(value).isdecimal() else None
    live_checks.take_in(check=check, choices=choices, by=request.viewer)
    if not request.headers.get("HX-Request"):
        return redirect("live_check", check=check)
    return render(
        request, f"{TEMPLATES}/proposed.html", _context(live_checks.proposed(viewer=request.viewer, check=check))
    )


@require_POST
@screen
def close(request: ViewerRequest, check: int) -> HttpResponse:
    """Close the check: on to the groups, or not now, for which no reason is asked."""
    found = live_checks.proposed(viewer=request.viewer, check=check)
    live_checks.close(check=check, by=request.viewer)
    if "groups" in request.POST:
        asked = [("purpose", "instruction"), ("goal", str(found.check.goal_id))]
        asked += [("learner", str(who)) for who in found.joining]
        return redirect(f"{reverse('groups_of_unit', args=[found.check.unit_id])}?{urlencode(asked)}")
    say(request, _("The answers are kept. Nothing was changed in groups."))
    return redirect("today_of_group", unit=found.check.unit_id)


def _context(found: live_checks.Proposed) -> dict[str, object]:
    one = found.check
    return {
        "found": found,
        "check": one,
        "group": one.unit,
        "answers": [(place, letter, one.answers[place]) for place, letter in enumerate(LETTERS)],
        "right": LETTERS[one.right],
        "everybody": found.answered == len(found.roster),
    }
