"""What a school, school group or network offers to learn, for which need and goal, and whom it reaches."""

from decimal import Decimal, InvalidOperation

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.practice.offers.training.courses import (
    add_course,
    add_provider,
    answer_transfer,
    review_provider,
    take_course,
)
from samenwijzer.practice.offers.training.models import Course
from samenwijzer.practice.offers.training.overview import coverage, offer_of
from samenwijzer.practice.offers.training.pack import titles, words
from samenwijzer.practice.offers.training.rules import check_course
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, number_in
from samenwijzer.web.team.training.views import TEMPLATES


@require_GET
@screen
def offer(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show what is offered here, what it answers, what is covered and who was reached."""
    page, known = offer_of(viewer=request.viewer, unit=unit), words()
    region = request.GET.get("regio", "")
    lists = {name: titles(getattr(known, name)) for name in ("themes", "curricula", "audiences", "regions")}
    context = {
        "page": page,
        **lists,
        "parts": Course.Part.choices,
        "region": region,
        "matrix": coverage(page.courses, region=region) if page.leads else [],
        "today": request.viewer.on,
        "scores": range(1, 6),
    }
    return render(request, f"{TEMPLATES}/courses.html", context)


def _cost_in(sent: QueryDict) -> Decimal:
    try:
        found = Decimal(sent.get("cost", "").replace(",", ".") or 0)
    except InvalidOperation as error:
        raise Refused(_("Say what it costs, in euros.")) from error
    if not found.is_finite():
        raise Refused(_("Say what it costs, in euros."))
    return found


@require_POST
@screen
def add(request: ViewerRequest, unit: int) -> HttpResponse:
    """Offer a course."""
    sent = request.POST
    names = ("title", "need", "goal", "part", "theme", "curriculum", "audience", "region")
    add_course(
        unit=unit,
        **{name: sent.get(name, "") for name in names},
        provider=number_in(sent, "provider") if sent.get("provider") else None,
        on=day_in(sent, "on"),
        cost=_cost_in(sent),
        by=request.viewer,
    )
    say(request, _("Offered. Everybody for whom it is sees it with the tracks."))
    return redirect("courses", unit=unit)


@require_POST
@screen
def keep_provider(request: ViewerRequest, unit: int) -> HttpResponse:
    """Put a provider in the register."""
    add_provider(unit=unit, name=request.POST.get("name", ""), by=request.viewer)
    return redirect("courses", unit=unit)


@require_POST
@screen
def take(request: ViewerRequest, course: int) -> HttpResponse:
    """Take a course, or not any more."""
    found = check_course(request.viewer, course)
    taken = request.POST.get("do") != "leave"
    take_course(course=course, taken=taken, by=request.viewer)
    say(request, _("It stands in your portfolio.") if taken else _("Let go."))
    return redirect("courses", unit=found.unit_id)


@require_POST
@screen
def transfer(request: ViewerRequest, place: int) -> HttpResponse:
    """Keep what somebody does differently now."""
    answer_transfer(place=place, text=request.POST.get("text", ""), by=request.viewer)
    say(request, _("Kept in your portfolio."))
    return redirect("own_growth")


@require_POST
@screen
def review(request: ViewerRequest, provider: int) -> HttpResponse:
    """Keep what somebody found of who gave a course."""
    sent = request.POST
    score = number_in(sent, "score")
    review_provider(provider=provider, score=score, text=sent.get("text", ""), by=request.viewer)
    say(request, _("Thank you. Your name is not shown with it."))
    return redirect("own_growth")
