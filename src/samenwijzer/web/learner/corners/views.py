"""*Mijn hoek*: choosing from pictures, saying why, and looking back; nothing has to be read."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.media import LARGEST_BYTES, MediaKind
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.foundation.vault import path_of
from samenwijzer.learning.regulation.corners import actions
from samenwijzer.learning.regulation.corners.models import CornerChoice
from samenwijzer.learning.regulation.corners.pack import corner_content
from samenwijzer.learning.regulation.corners.queries import board_for, own_choice, spoken_reason
from samenwijzer.learning.regulation.pack import Mode
from samenwijzer.learning.regulation.queries import mode_of
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import function_towards
from samenwijzer.network.rights.queries import has_consented
from samenwijzer.web.attachments.views import part_of
from samenwijzer.web.learner.pictures import Sign, sign
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_GET
@screen
def board(request: ViewerRequest) -> HttpResponse:
    """Show the board, or what was chosen today with why; ``?anders=1`` shows the board again."""
    viewer = request.viewer
    if not viewer.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    content = corner_content()
    words = content.words
    found = board_for(viewer)
    choice = own_choice(viewer=viewer) if "anders" not in request.GET else None
    context = {
        "hello": sign(words.hello, name=viewer.given_name),
        "empty": sign(words.empty),
        "cards": [(one["key"], Sign(one["picture"], _said(one["key"], one["title"]))) for one in found.cards]
        if found
        else [],
        "choice": choice,
        "is_pictures": mode_of(learner=viewer.person_id, on=viewer.on) == Mode.PICTURES,
    }
    return render(request, "learner/corners/templates/corners.html", context | (_chosen(choice) if choice else {}))


def _said(key: str, title: str) -> str:
    known = corner_content().corner(key)
    return known.words() if known else title


def _chosen(choice: CornerChoice) -> dict[str, object]:
    """Return what stands beside a choice: why, in pictures and voice, and how it was."""
    content = corner_content()
    words = content.words
    return {
        "chosen": sign(words.chosen, goal=choice.title),
        "why": sign(words.why),
        "tell": sign(words.tell),
        "listen": sign(words.listen),
        "after": sign(words.after),
        "other": sign(words.other),
        "keep": sign(words.keep),
        "reasons": [(one.key, sign(one, chosen=one.key == choice.reason)) for one in content.reasons],
        "went": [sign(one, about=one.value, chosen=one.value == choice.went) for one in content.went],
        "has_voice": hasattr(choice, "spoken"),
        "may_record": has_consented(choice.learner_id, MediaKind.VOICE),
    }


@require_POST
@screen
def choose(request: ViewerRequest) -> HttpResponse:
    """Keep the card that was chosen, and ask why."""
    actions.choose_corner(card=request.POST.get("card", ""), by=request.viewer)
    return redirect("corners")


@require_POST
@screen
def say_why(request: ViewerRequest, choice: UUID) -> HttpResponse:
    """Keep why it was chosen: a picture, a few words, or a recording."""
    file = request.FILES.get("file")
    actions.say_why(
        choice=choice,
        reason=request.POST.get("reason", ""),
        words=request.POST.get("words", ""),
        voice=file.read(LARGEST_BYTES + 1) if file else b"",
        by=request.viewer,
    )
    say(request, corner_content().words.keep.words())
    return redirect("corners")


@require_POST
@screen
def look_back(request: ViewerRequest, choice: UUID) -> HttpResponse:
    """Keep how it was."""
    went = request.POST.get("went", "")
    actions.look_back(choice=choice, went=int(went) if went.isdecimal() and len(went) == 1 else 0, by=request.viewer)
    say(request, corner_content().words.keep.words())
    return redirect("corners")


@require_GET
@screen
def voice(request: ViewerRequest, choice: UUID) -> HttpResponse:
    """Answer the recorded reason; that an adult listened is logged."""
    found = spoken_reason(choice=choice, viewer=request.viewer)
    file = path_of(found.digest)
    if not file.exists():
        raise NotVisible(_("There is nothing here for you."))
    learner = found.choice.learner_id
    log_views(
        viewer=request.viewer,
        learners=[learner],
        function=function_towards(request.viewer, learner),
        page="recorded reason",
        purpose=Purpose.LEARNING,
    )
    return part_of(file.read_bytes(), request.headers.get("Range", ""), found.content_type)
