"""Drawing the compass the way its learner reads: in pictures, in few words, or in full."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from samenwijzer.learning.lessons.compass import Compass
from samenwijzer.learning.regulation.pack import Mode, compass_content
from samenwijzer.learning.regulation.queries import mode_of
from samenwijzer.web.learner.pages import context
from samenwijzer.web.learner.pictures import pictures
from samenwijzer.web.learner.simple import cards
from samenwijzer.web.shell import ViewerRequest, say

TEMPLATES = "learner/templates"
#: The page of each mode, and the part of it that changes.
PAGES = {
    Mode.PICTURES: ("pictures.html", "pictures_body.html"),
    Mode.SIMPLE: ("simple.html", "simple_body.html"),
    Mode.FULL: ("compass.html", "compass_body.html"),
}


def show(request: ViewerRequest, found: Compass, **said: Any) -> HttpResponse:
    """Show the compass in the mode of its learner; with something ``said``, only the part that changes."""
    viewer = request.viewer
    mode = mode_of(learner=viewer.person_id, on=viewer.on)
    page = context(found, viewer) | mode_choice(mode)
    if mode != Mode.FULL:
        page |= pictures(found, page, viewer)
    if mode == Mode.SIMPLE:
        page |= cards(found, asked=request.POST.get("card") or request.GET.get("card", ""))
    return render(request, f"{TEMPLATES}/{PAGES[mode][bool(said)]}", page | said)


def again(request: ViewerRequest, unit: int, sentence: str) -> HttpResponse:
    """Go back to the compass without htmx, to the card asked for, and say what happened."""
    say(request, sentence)
    card = request.POST.get("card", "")
    address = reverse("compass_route", args=[unit])
    return redirect(f"{address}?card={card}" if card.isalpha() else address)


def mode_choice(mode: Mode) -> dict[str, Any]:
    """Return what the choice of a way to read needs, for the learner itself."""
    return {
        "modes": compass_content().modes,
        "mode": mode,
        "mode_action": reverse("compass_mode"),
        "mode_title": _("How do you like to read?"),
        "thanks": compass_content().words.kept.words(),
    }
