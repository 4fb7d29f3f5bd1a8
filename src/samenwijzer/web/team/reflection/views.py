"""A team looks at its results: a question, the data, what they may mean, and one action with a day to look back."""

from datetime import date, timedelta

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.practice.goals.models import Framework
from samenwijzer.quality.plans.looks import look_page
from samenwijzer.quality.reflections.actions import act_on, keep_words, note_success, plan_session
from samenwijzer.quality.reflections.pack import questions
from samenwijzer.quality.reflections.queries import results_for, successes_of, team_page, worked
from samenwijzer.quality.reflections.rules import check_session, check_team, is_in
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, number_in
from samenwijzer.web.team.ours.membership import members_of

TEMPLATES = "team/reflection/templates"
EFFECT = "samen-effect"


def day_or_none(sent: QueryDict, name: str) -> date | None:
    """Return the day that was sent, none where nothing was."""
    return day_in(sent, name) if sent.get(name) else None


def subjects_to_choose() -> list[Framework]:
    """Return the curricula a team may ask about."""
    return list(Framework.objects.filter(kind="curriculum").exclude(status="deprecated").order_by("identifier", "pk"))


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def team(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the sessions of a team; begin one with a question on POST."""
    found = check_team(request.viewer, unit)
    if request.method == "POST":
        sent = request.POST
        chosen = number_in(sent, "subject") if sent.get("subject") else None
        made = plan_session(
            unit=unit,
            question=sent.get("question", ""),
            framework=chosen,
            on=day_or_none(sent, "on"),
            by=request.viewer,
        )
        say(request, _("Your question stands. Now the data."))
        return redirect("reflection", session=made.pk)
    page = team_page(viewer=request.viewer, team=found)
    context = {
        "page": page,
        "subjects": subjects_to_choose() if page.subjects is None else page.subjects,
        "is_bound": page.subjects is not None,
        "bank": questions(),
        "today": request.viewer.on,
    }
    return render(request, f"{TEMPLATES}/team.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def session(request: ViewerRequest, session: int) -> HttpResponse:
    """Show a session in its four steps; keep what was seen and what it means on POST."""
    if request.method == "POST":
        sent = request.POST
        keep_words(session=session, seen=sent.get("seen", ""), meaning=sent.get("meaning", ""), by=request.viewer)
        say(request, _("Kept. Your team reads it."))
        return redirect(f"{reverse('reflection', args=[session])}#actie")
    found = check_session(request.viewer, session)
    context = {
        "session": found,
        "results": results_for(viewer=request.viewer, session=found),
        "is_in": is_in(request.viewer, found.unit),
        "members": members_of(found.unit_id, request.viewer.on),
        "today": request.viewer.on,
        "due": request.viewer.on + timedelta(days=14),
        "review": request.viewer.on + timedelta(days=42),
        "trail": [(found.unit.name, reverse("reflections", args=[found.unit_id])), (found.question, "")],
    }
    return render(request, f"{TEMPLATES}/session.html", context)


@require_POST
@screen
def act(request: ViewerRequest, session: int) -> HttpResponse:
    """Take the one action of a session, with the day on which the team looks back."""
    sent = request.POST
    found = act_on(
        session=session,
        what=sent.get("what", ""),
        owner=number_in(sent, "owner"),
        due=day_in(sent, "due"),
        review_on=day_or_none(sent, "review"),
        by=request.viewer,
    )
    say(request, _("Kept. On %(day)s you look back together.") % {"day": f"{found.review_on:%d/%m/%Y}"})
    return redirect("reflection", session=session)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def efficacy(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show what a team believes it brings about beside what it made work itself (D-228); note a success on POST."""
    found = check_team(request.viewer, unit)
    if not is_in(request.viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    if request.method == "POST":
        note_success(unit=unit, text=request.POST.get("text", ""), by=request.viewer)
        say(request, _("Kept, without a name: the team did it."))
        return redirect("team_efficacy", unit=unit)
    look = look_page(viewer=request.viewer, unit=unit, look=EFFECT)
    context = {
        "unit": found,
        "look": look,
        "key": EFFECT,
        "is_told": any(one.months for one in look.lines),
        "successes": successes_of(found),
        "worked": worked(found),
        "trail": [(found.name, reverse("reflections", args=[unit])), (look.instrument.name, "")],
    }
    return render(request, f"{TEMPLATES}/efficacy.html", context)
