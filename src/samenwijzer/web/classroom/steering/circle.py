"""Circle time: who chose what and why, in their own voice; and the board that hangs in the class."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.regulation.corners.actions import hang_board
from samenwijzer.learning.regulation.corners.models import CornerChoice
from samenwijzer.learning.regulation.corners.pack import MOST_DAYS, corner_content
from samenwijzer.learning.regulation.corners.queries import board_of, choices_of
from samenwijzer.learning.regulation.pack import Spoken
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import can_write_in, function_in
from samenwijzer.web.shell import ViewerRequest, say, screen

OWN_CARDS = 3


@require_GET
@screen
def circle(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show what each chose today, with the recorded reasons; the look is logged for who is named."""
    group, choices = choices_of(unit=unit, on=request.viewer.on, viewer=request.viewer)
    log_views(
        viewer=request.viewer,
        learners=[one.learner_id for one in choices],
        function=function_in(request.viewer, group),
        page="circle time",
        purpose=Purpose.LEARNING,
    )
    content, board = corner_content(), board_of(unit)
    hangs = {one["key"] for one in board.cards} if board else set()
    own = [(one["title"], one["picture"]) for one in board.cards if one["key"].startswith("own-")] if board else []
    context = {
        "group": group,
        "choices": [(one, content.reason(one.reason), _went(one)) for one in choices],
        "corners": [(one, one.key in hangs) for one in content.corners],
        "own": (own + [("", "")] * OWN_CARDS)[:OWN_CARDS],
        "pictures": [(one.picture.value, one.name) for one in content.cards],
        "keeps": board.keeps if board else content.keeps,
        "most_days": MOST_DAYS,
        "can_write": can_write_in(request.viewer, group),
    }
    return render(request, "classroom/steering/templates/circle.html", context)


def _went(choice: CornerChoice) -> Spoken | None:
    return next((one for one in corner_content().went if one.value == choice.went), None)


@require_POST
@screen
def hang(request: ViewerRequest, unit: int) -> HttpResponse:
    """Hang up another board."""
    sent = request.POST
    keeps = sent.get("keeps", "")
    titles, pictures = sent.getlist("title"), sent.getlist("picture")
    hang_board(
        unit=unit,
        corners=sent.getlist("corner"),
        own=list(zip(titles, pictures, strict=False)),
        keeps=int(keeps) if keeps.isdecimal() and len(keeps) < 4 else 0,
        by=request.viewer,
    )
    say(request, _("The board hangs. The children see it at once."))
    return redirect("circle", unit=unit)
