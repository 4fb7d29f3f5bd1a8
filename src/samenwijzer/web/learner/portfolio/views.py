"""*Mijn map*: what a learner made, why it kept it, and who sees it."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.media import LARGEST_BYTES
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.learning.regulation import portfolio as pieces
from samenwijzer.learning.regulation.pack import Mode, compass_content
from samenwijzer.learning.regulation.queries import mode_of
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER
from samenwijzer.practice.goals.models import Goal
from samenwijzer.web.learner.pictures import goal_pictures, sign
from samenwijzer.web.learner.portfolio.forms import PieceForm
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "learner/portfolio/templates"


@require_GET
@screen
def portfolio(request: ViewerRequest) -> HttpResponse:
    """Show a learner its own portfolio, with a place to add something."""
    goals = goals_to_choose(request.viewer)
    return _page(request, goals, PieceForm(goals=goals, initial={"goal": request.GET.get("goal"), "capture": uuid4()}))


@require_POST
@screen
def add(request: ViewerRequest) -> HttpResponse:
    """Keep a piece of work; what is wrong is said beside the form, and what was written stays there."""
    goals = goals_to_choose(request.viewer)
    form = PieceForm(request.POST, goals=goals)
    if not form.is_valid():
        return _page(request, goals, form)
    try:
        pieces.add_piece(**form.piece(), files=files_sent(request), by=request.viewer)
    except Refused as error:
        return _page(request, goals, form, refused=str(error))
    say(request, _("It is in your portfolio."))
    return redirect("portfolio")


@require_POST
@screen
def show(request: ViewerRequest, uid: UUID, to: str) -> HttpResponse:
    """Show a piece to the adults around, only to oneself, or to nobody any more; the last can be undone."""
    pieces.show_piece(uid=uid, to=to, by=request.viewer)
    said = {
        "adults": _("Your teacher can see this now."),
        "self": _("Only you can see this now."),
        "nobody": _("Taken out of your portfolio."),
    }
    say(request, said[to], undo=reverse("portfolio_show", args=[uid, "self"]) if to == "nobody" else "")
    return redirect("portfolio")


def files_sent(request: ViewerRequest) -> list[bytes]:
    """Return the photos and recordings that came along; one byte more than fits is enough to refuse one."""
    return [file.read(LARGEST_BYTES + 1) for file in request.FILES.getlist("file")]


def goals_to_choose(viewer: Viewer) -> list[Goal]:
    """Return the goals that the learner works at these days, each once."""
    groups = [function.unit_id for function in viewer.functions if function.role == LEARNER]
    if not groups:
        raise NotVisible(_("There is nothing here for you."))
    running = running_with_goals(groups=groups, on=viewer.on)
    return list({goal.pk: goal for one in running for goal in one.goals}.values())


def _page(request: ViewerRequest, goals: list[Goal], form: PieceForm, *, refused: str = "") -> HttpResponse:
    viewer = request.viewer
    mode = mode_of(learner=viewer.person_id, on=viewer.on)
    context = signs(goals) | {
        "form": form,
        "goals": goals,
        "pieces": pieces.portfolio(viewer=viewer, learner=viewer.person_id),
        "refused": refused,
        "own": True,
        "is_large": mode == Mode.SIMPLE,
    }
    name = "portfolio_pictures.html" if mode == Mode.PICTURES else "portfolio.html"
    return render(request, f"{TEMPLATES}/{name}", context)


def signs(goals: list[Goal]) -> dict[str, Any]:
    """Return the pictures of the portfolio, and one of each of ``goals``."""
    words = compass_content().words
    drawn = goal_pictures(goals)
    return {
        "title_sign": sign(words.portfolio),
        "photo_sign": sign(words.photo),
        "voice_sign": sign(words.voice),
        "keep_sign": sign(words.keep),
        "away_sign": sign(words.away),
        "back_sign": sign(words.back),
        "waits_sign": sign(words.waits),
        "kept_sign": sign(words.kept),
        "goal_signs": [(goal, drawn[goal.pk].value) for goal in goals],
    }
