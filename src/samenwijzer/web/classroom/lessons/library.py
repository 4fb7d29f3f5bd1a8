"""What the pack offers beside planning: cards to dismiss, patterns, the decision tree, instruction cards."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.lessons.cards import cards_for, road
from samenwijzer.learning.lessons.pack import InstructionCards, Patterns, content
from samenwijzer.learning.lessons.plan_actions import dismiss_card
from samenwijzer.practice.goals.models import Goal
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/lessons/templates"


def _check(request: ViewerRequest) -> None:
    if not request.viewer.guides_learners:
        raise NotVisible(_("There is nothing here for you."))


@require_GET
@screen
def cards(request: ViewerRequest) -> HttpResponse:
    """List the cards on how people learn; with a goal those of its learning area come first."""
    _check(request)
    asked = request.GET.get("goal", "")
    goal = Goal.objects.filter(pk=asked).select_related("framework").first() if asked.isdecimal() else None
    found = cards_for(viewer=request.viewer, title="", goals=[goal] if goal else [])
    return render(request, f"{TEMPLATES}/cards.html", {"cards": found, "goal": goal})


@require_POST
@screen
def dismiss(request: ViewerRequest, card: str) -> HttpResponse:
    """Never show a card again."""
    _check(request)
    dismiss_card(card=card, by=request.viewer)
    say(request, _("You will not see this card again."))
    back = request.POST.get("back", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if safe else "lesson_cards")


@require_GET
@screen
def patterns(request: ViewerRequest) -> HttpResponse:
    """Show where personalisation fits inside learning together: for whom, in which setting, on what evidence."""
    _check(request)
    return render(request, f"{TEMPLATES}/patterns.html", {"patterns": content(Patterns).patterns})


@require_GET
@screen
def advice(request: ViewerRequest) -> HttpResponse:
    """Walk through the decision tree for digital differentiation; the address holds the answers."""
    _check(request)
    answers = request.GET.getlist("a")
    context = {"road": road(answers), "answers": answers}
    return render(request, f"{TEMPLATES}/advice.html", context)


@require_GET
@screen
def instruction_cards(request: ViewerRequest) -> HttpResponse:
    """Show the words of an instruction beside Dutch in another language, to print or to lay beside a task."""
    _check(request)
    pack = content(InstructionCards)
    chosen = next((one for one in pack.languages if one.key == request.GET.get("taal")), pack.languages[0])
    lines = [(card["nl"], card[chosen.key]) for card in pack.cards]
    return render(
        request, f"{TEMPLATES}/instruction_cards.html", {"lines": lines, "languages": pack.languages, "chosen": chosen}
    )
