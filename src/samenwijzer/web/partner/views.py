"""With whom a school works: the register, one partnership, and its agreement."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.practice.offers.partners import actions
from samenwijzer.practice.offers.partners.actions import Beginning, begin_partnership, tie_goal
from samenwijzer.practice.offers.partners.models import Decision, Partnership
from samenwijzer.practice.offers.partners.pack import names, partners
from samenwijzer.practice.offers.partners.queries import partnership_page
from samenwijzer.practice.offers.partners.queries import register as register_of
from samenwijzer.practice.offers.partners.rules import nearest_keeper
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, number_in

TEMPLATES = "partner/templates"


@require_GET
@screen
def first(request: ViewerRequest) -> HttpResponse:
    """Open the partners of the school, or of the level, in which somebody works."""
    return redirect("partners", unit=nearest_keeper(request.viewer).pk)


@require_GET
@screen
def register(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the partners of a school or school group, what asks for a decision, and for whom they are there."""
    page, words = register_of(viewer=request.viewer, unit=unit), partners()
    context = {
        "page": page,
        "unserved": [title for title, count in page.interests if not count],
        "kinds": names(words.kinds).items(),
        "interests": names(words.interests).items(),
        "fits": Partnership.Fit.choices,
        "activity_kinds": names(words.activities).items(),
        "reaches": names(words.reaches).items(),
        "plannable": [line.partnership for line in page.running] + page.above,
        "today": request.viewer.on,
    }
    return render(request, f"{TEMPLATES}/register.html", context)


@require_POST
@screen
def begin(request: ViewerRequest, unit: int) -> HttpResponse:
    """Begin to work with a partner."""
    sent = request.POST
    texts = {key: sent.get(key, "") for key in ("kind", "fit", "why", "gain_here", "gain_there", "name")}
    content = Beginning(
        **texts,
        review_on=day_in(sent, "review_on"),
        interests=tuple(sent.getlist("interests")),
        partner=number_in(sent, "partner") if sent.get("partner") else None,
        ends=day_in(sent, "ends") if sent.get("ends") else None,
    )
    made = begin_partnership(unit=unit, content=content, by=request.viewer)
    say(request, _("Begun. Tie it to a goal of your plan, and write the agreement."))
    return redirect("partnership", partnership=made.pk)


@require_GET
@screen
def partnership(request: ViewerRequest, partnership: int) -> HttpResponse:
    """Show one partnership."""
    page = partnership_page(viewer=request.viewer, partnership=partnership)
    context = {"page": page, "choices": Decision.Choice.choices, "kind": partners().kind(page.line.partnership.kind)}
    return render(request, f"{TEMPLATES}/partnership.html", context)


@require_POST
@screen
def decide(request: ViewerRequest, partnership: int) -> HttpResponse:
    """Go on, change or stop."""
    sent = request.POST
    review = day_in(sent, "review_on") if sent.get("review_on") else None
    actions.decide(
        partnership=partnership,
        choice=sent.get("choice", ""),
        why=sent.get("why", ""),
        review_on=review,
        by=request.viewer,
    )
    say(request, _("Decided, and kept with why."))
    return redirect("partnership", partnership=partnership)


@require_POST
@screen
def tie(request: ViewerRequest, partnership: int) -> HttpResponse:
    """Tie a goal of the plan to a partnership, or let it go."""
    ties = request.POST.get("drop") != "1"
    tie_goal(partnership=partnership, goal=number_in(request.POST, "goal"), ties=ties, by=request.viewer)
    return redirect("partnership", partnership=partnership)


@require_POST
@screen
def agreement(request: ViewerRequest, partnership: int) -> HttpResponse:
    """Open the agreement that fits this kind of partner."""
    return redirect("document", actions.agreement(partnership=partnership, by=request.viewer).pk)


@require_POST
@screen
def annex(request: ViewerRequest, partnership: int, school: int) -> HttpResponse:
    """Open what a school adds to the agreement of its school group."""
    return redirect("document", actions.annex(partnership=partnership, school=school, by=request.viewer).pk)
