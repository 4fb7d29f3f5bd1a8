"""What is asked of the guidance service and what it offers: answers with a name and a day, and public questions."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.goals.search import search
from samenwijzer.practice.offers.support import actions, asking
from samenwijzer.practice.offers.support.models import Ask, Care
from samenwijzer.practice.offers.support.pack import theme_titles
from samenwijzer.practice.offers.support.queries import ask_page, portfolio, questions
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, number_in

TEMPLATES = "schoolgroup/support/templates"


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def offers(request: ViewerRequest) -> HttpResponse:
    """Show what is offered, what is left of it, and why it changed; add to it on POST."""
    if request.method == "POST":
        sent = request.POST
        actions.make_offer(
            unit=number_in(sent, "unit"),
            theme=sent.get("theme", ""),
            title=sent.get("title", ""),
            care=sent.get("care", ""),
            hours=number_in(sent, "hours"),
            by=request.viewer,
        )
        say(request, _("It stands in the offer."))
        return redirect("support_offers")
    lines, can_keep = portfolio(viewer=request.viewer)
    steps = {int(step) for one in request.viewer.functions for step in one.unit_path.split("/") if step}
    places = Unit.objects.filter(pk__in=steps, kind__in=("network", "school_group")).order_by("path")
    context = {
        "lines": lines,
        "can_keep": can_keep,
        "places": places if can_keep else [],
        "themes": list(theme_titles().items()),
        "cares": Care.choices,
    }
    return render(request, f"{TEMPLATES}/offers.html", context)


@require_POST
@screen
def offer(request: ViewerRequest, offer: int) -> HttpResponse:
    """Change the hours of an offer because of what schools asked."""
    sent = request.POST
    actions.change_offer(offer=offer, hours=number_in(sent, "hours"), text=sent.get("text", ""), by=request.viewer)
    say(request, _("Changed. The log says which input caused it."))
    return redirect("support_offers")


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def questions_page(request: ViewerRequest) -> HttpResponse:
    """Show public questions on goals; ask one on POST."""
    sent = request.POST
    if request.method == "POST":
        made = asking.ask_support(
            unit=number_in(sent, "unit"),
            kind=Ask.Kind.QUESTION,
            goal=number_in(sent, "goal"),
            text=sent.get("text", ""),
            by=request.viewer,
        )
        say(request, _("Your question is with the adviser."))
        return redirect("support_ask", ask=made.pk)
    words, about = request.GET.get("q", "").strip()[:100], request.GET.get("doel", "").strip()[:100]
    steps = {int(step) for one in request.viewer.functions if one.rights for step in one.unit_path.split("/") if step}
    context = {
        "asks": questions(viewer=request.viewer, words=words),
        "q": words,
        "about": about,
        "goals": search(about, limit=20).goals if about else [],
        "schools": Unit.objects.filter(pk__in=steps, kind__in=SCHOOLS).order_by("name", "pk"),
    }
    return render(request, f"{TEMPLATES}/questions.html", context)


@require_POST
@screen
def ask_for(request: ViewerRequest, unit: int) -> HttpResponse:
    """Ask help to start, or a second look at an analysis."""
    kind = request.POST.get("kind", "")
    if kind == Ask.Kind.QUESTION:
        raise Refused(_("Choose the goal your question is about."))
    made = asking.ask_support(unit=unit, kind=kind, text=request.POST.get("text", ""), by=request.viewer)
    say(request, _("Your SPOC reads it."))
    return redirect("support_ask", ask=made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def ask(request: ViewerRequest, ask: int) -> HttpResponse:
    """Show something asked with its trail; add a remark on POST."""
    if request.method == "POST":
        asking.comment(ask=ask, text=request.POST.get("text", ""), by=request.viewer)
        say(request, _("Kept. Only who asked and the guidance service read it until it is published."))
        return redirect("support_ask", ask=ask)
    page = ask_page(viewer=request.viewer, ask=ask)
    is_question = page.ask.kind == Ask.Kind.QUESTION
    publishes = page.ask.by_id == request.viewer.person_id or (page.can_answer and is_question)
    context = {
        "page": page,
        "one": page.ask,
        "needs_day": page.ask.kind == Ask.Kind.START,
        "can_publish": bool(page.ask.answer) and not page.ask.published_on and publishes,
        "today": request.viewer.on,
        "trail": [(_("Questions on goals"), reverse("support_questions")), (page.ask.get_kind_display(), "")],
    }
    return render(request, f"{TEMPLATES}/ask.html", context)


@require_POST
@screen
def answer(request: ViewerRequest, ask: int) -> HttpResponse:
    """Answer, with the day on which they begin where help to start was asked."""
    sent = request.POST
    day = day_in(sent, "meet_on") if sent.get("meet_on") else None
    asking.answer_ask(ask=ask, text=sent.get("text", ""), meet_on=day, by=request.viewer)
    say(request, _("Answered, with your name."))
    return redirect("support_ask", ask=ask)


@require_POST
@screen
def publish(request: ViewerRequest, ask: int) -> HttpResponse:
    """Make an answer public."""
    asking.publish_ask(ask=ask, by=request.viewer)
    say(request, _("Published, without the name of who asked."))
    return redirect("support_ask", ask=ask)
