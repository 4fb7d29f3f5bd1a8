"""Who answers for a school plans which team looks at which question, and says what each subject team is about."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.practice.curriculum.rules import check_plans
from samenwijzer.quality.reflections.actions import name_subjects, plan_session
from samenwijzer.quality.reflections.pack import questions
from samenwijzer.quality.reflections.queries import planned_in, teams_in
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import number_in
from samenwijzer.web.team.reflection.views import TEMPLATES, day_or_none, subjects_to_choose


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def planner(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the teams of a school with their last question; put a question before some of them on POST (D-224)."""
    school = check_plans(request.viewer, unit)
    teams = teams_in(school)
    if request.method == "POST":
        sent = request.POST
        chosen = [one for one in teams if str(one.pk) in sent.getlist("team")]
        if not chosen:
            raise Refused(_("Choose at least one team."))
        for one in chosen:
            plan_session(
                unit=one.pk,
                question=sent.get("question", ""),
                framework=number_in(sent, "subject") if sent.get("subject") else None,
                on=day_or_none(sent, "on"),
                by=request.viewer,
            )
        say(request, _("The question lies before the team."))
        return redirect("reflection_planner", unit=unit)
    subjects = subjects_to_choose()
    context = {
        "school": school,
        "lines": planned_in(teams),
        "subjects": subjects,
        "bank": questions(),
        "today": request.viewer.on,
        "trail": [(_("School compass"), reverse("school_plan", args=[unit])), (_("Teams look at results"), "")],
    }
    return render(request, f"{TEMPLATES}/planner.html", context)


@require_POST
@screen
def subjects(request: ViewerRequest, unit: int) -> HttpResponse:
    """Say which subjects a team is about."""
    chosen = [int(one) for one in request.POST.getlist("subject") if one.isdecimal() and len(one) < 10]
    name_subjects(unit=unit, frameworks=chosen, by=request.viewer)
    say(request, _("Kept. The team sees data on these only."))
    school = request.POST.get("school", "")
    if school.isdecimal() and len(school) < 10:
        return redirect("reflection_planner", unit=int(school))
    return redirect("reflections", unit=unit)
