"""The GO! mindset for professionals: observable behaviours by theory, a self-check of one's own, the team from five."""

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.regulation.mindset import theories
from samenwijzer.learning.regulation.strategies.rules import schools_of
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.cycles.owners import has_profession
from samenwijzer.practice.instruments.actions import respond
from samenwijzer.practice.instruments.pack import instruments
from samenwijzer.practice.instruments.queries import OwnPoint, own_trend, team_means
from samenwijzer.web.shell import ViewerRequest, say, screen

CHECK = "go-mindset"


def _check_profession(viewer: Viewer) -> None:
    if not has_profession(viewer):
        raise NotVisible(_("There is nothing here for you."))


@require_GET
@screen
def mindset(request: ViewerRequest) -> HttpResponse:
    """Show the behaviours, those of one theory where asked, and beside them how one saw oneself now and last time."""
    viewer = request.viewer
    _check_profession(viewer)
    language, asked = get_language() or "nl", request.GET.get("theorie", "")
    found = theories(language)
    check = instruments()[CHECK]
    steps = {scale.key: [(step.value, step.title.words()) for step in scale.steps] for scale in check.scales}
    names = {one.key: one.name for one in check.dimensions}
    schools = schools_of(viewer)
    team = team_means(instrument=CHECK, school=schools[0], viewer=viewer) if schools else {}
    context = {
        "theories": found,
        "shown": [one for one in found if one.key == asked] or found,
        "asked": asked,
        "questions": [(one.key, one.wording.words(), steps[one.scale]) for one in check.questions],
        "aim": check.aim,
        "minimum": check.minimum,
        "compared": [
            (names[key], *means) for key, means in _compared(own_trend(instrument=CHECK, viewer=viewer)).items()
        ],
        "team": [(names[key], mean) for key, mean in team.items()],
    }
    return render(request, "team/mindset/templates/mindset.html", context)


def _compared(points: list[OwnPoint]) -> dict[str, tuple[float, float | None]]:
    """Return of each dimension the newest mean and the one before it."""
    ordered = sorted(points, key=lambda one: (one.dimension, one.at))
    found = {}
    for dimension, rows in groupby(ordered, key=lambda one: one.dimension):
        means = [one.mean for one in rows]
        found[dimension] = (means[-1], means[-2] if len(means) > 1 else None)
    return found


@require_POST
@screen
def answer(request: ViewerRequest) -> HttpResponse:
    """Keep how somebody sees itself; nobody else reads it."""
    _check_profession(request.viewer)
    sent = {key: int(value) for key, value in request.POST.dict().items() if value.isdecimal() and len(value) == 1}
    if not sent:
        raise Refused(_("Choose one of the answers."))
    unit = next(one.unit_id for one in request.viewer.functions if one.rights is not None)
    respond(instrument=CHECK, unit=unit, answers=sent, by=request.viewer)
    say(request, _("Kept. Only you read your own answers."))
    return redirect("mindset")
