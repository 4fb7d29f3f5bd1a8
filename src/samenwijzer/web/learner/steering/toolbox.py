"""*Mijn strategieën*: what helps me, tried for what, and when it worked."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.regulation.pack import Mode
from samenwijzer.learning.regulation.queries import mode_of
from samenwijzer.learning.regulation.strategies import queries
from samenwijzer.learning.regulation.strategies.actions import try_strategy
from samenwijzer.learning.regulation.strategies.pack import Area, repertoire
from samenwijzer.web.shell import ViewerRequest, say, screen


def went_words() -> list[tuple[int, str, str]]:
    """Return how a strategy may have gone: value, words and picture."""
    return [
        (1, _("not yet"), "face-1"),
        (2, _("a little"), "face-2"),
        (3, _("well"), "face-3"),
        (4, _("very well"), "face-4"),
    ]


@require_GET
@screen
def toolbox(request: ViewerRequest) -> HttpResponse:
    """Show the four drawers with what was tried, and what there is to discover."""
    viewer = request.viewer
    if not viewer.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    mode = mode_of(learner=viewer.person_id, on=viewer.on)
    drawers = queries.toolbox(learner=viewer.person_id, young=mode == Mode.PICTURES)
    known = repertoire()
    context = {
        "drawers": drawers,
        "missing": queries.missing_areas(drawers),
        "choices": [
            (known.area_name(area), [one for one in known.of(area) if one.is_played == (mode == Mode.PICTURES)])
            for area in Area
        ],
        "domains": known.domains,
        "went": went_words(),
        "mode": mode.value,
        "chosen": request.GET.get("strategie", ""),
    }
    return render(request, "learner/steering/templates/toolbox.html", context)


@require_POST
@screen
def tried(request: ViewerRequest) -> HttpResponse:
    """Keep that a strategy was tried."""
    sent = request.POST
    went = sent.get("went", "")
    try_strategy(
        strategy=sent.get("strategy", ""),
        domain=sent.get("domain", ""),
        what_for=sent.get("what_for", ""),
        when=sent.get("when", ""),
        went=int(went) if went.isdecimal() and len(went) == 1 else 0,
        by=request.viewer,
    )
    say(request, _("In your toolbox!"))
    return redirect("toolbox")
