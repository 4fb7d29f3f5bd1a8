"""Looking back on a unit of work: purpose beside evidence, and what to keep or change next time."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.lessons.four_steps import is_of_team
from samenwijzer.learning.lessons.looking_back import GoalReview, look_back, review_of
from samenwijzer.network.access.rules import can_write_in
from samenwijzer.web.classroom.growth.words import equity_sentence
from samenwijzer.web.shell import ViewerRequest, say, screen

#: The step of the scale from which a learner does it on its own (*zelfstandig*).
REACHED_FROM = 3
TEMPLATE = "classroom/lessons/templates/review.html"


@require_GET
@screen
def review(request: ViewerRequest, work: int) -> HttpResponse:
    """Show for each goal what it was worked at for, and beside it what was seen; counts only, nobody is named."""
    found = review_of(viewer=request.viewer, unit_of_work=work)
    context = {
        "review": found,
        "work": found.plan.work,
        "group": found.plan.work.group,
        "lines": [(one, _effect(one, found.size), _steps(one)) for one in found.goals],
        "equity_said": equity_sentence(found.equity),
        "closes": is_of_team(request.viewer, found.plan.work),
        "writes": can_write_in(request.viewer, found.plan.work.group),
    }
    return render(request, TEMPLATE, context)


@require_POST
@screen
def keep(request: ViewerRequest, work: int) -> HttpResponse:
    """Keep what to keep or change next time."""
    look_back(unit_of_work=work, text=request.POST.get("looked_back", ""), by=request.viewer)
    say(request, _("Kept. Whoever copies this unit reads it."))
    return redirect("lesson_review", work=work)


def _steps(one: GoalReview) -> list[tuple[int, str, int, int]]:
    """Return each step in words, with how many learners stood there before and stand there after."""
    names = [_("too little seen"), *(one.name for one in scales().mastery)]
    return [(step, name, one.before[step], one.after[step]) for step, name in enumerate(names)]


def _effect(one: GoalReview, size: int) -> str:
    """Return what may be said of a goal: how sure its growth is, else where the group stands now."""
    reached = sum(one.after[REACHED_FROM:])
    if one.growth is None and reached:
        return _("Too little was seen before. Now %(n)s of %(size)s learners do it on their own.") % {
            "n": reached,
            "size": size,
        }
    if one.growth is None:
        return _("Too little was seen at both moments to say what it brought.")
    if not one.is_sure:
        return _("No sure change was seen. That says: we do not know yet, not: it did not work.")
    return _("The group grew surely on this goal.") if one.growth.mean > 0 else _("The group surely lost ground here.")
