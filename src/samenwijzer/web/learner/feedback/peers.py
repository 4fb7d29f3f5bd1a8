"""Peer feedback for learners: propose criteria, tell a classmate, and mark what was used. And the own view."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.feedback import assessment, peer_means, peers
from samenwijzer.learning.feedback.peer_pack import peer_content
from samenwijzer.learning.feedback.programme import own_moment
from samenwijzer.web.classroom.feedback.assessing import steps_sent
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "learner/feedback/templates"


@require_GET
@screen
def own_round(request: ViewerRequest, round: int) -> HttpResponse:
    """Show a round to a learner: criteria, whom to tell what, and what classmates told."""
    page = peers.round_page(viewer=request.viewer, round=round)
    if page.is_adult:
        raise NotVisible(_("There is nothing here for you."))
    steps = list(enumerate((one.name for one in peer_content().steps), start=1))
    means = {one.criterion: (steps[round_half(one.mean) - 1][1], one.peers, one.counts) for one in page.means}
    context = {
        "page": page,
        "content": peer_content(),
        "steps": steps,
        "peers": peers.peers_to_tell(page, request.viewer),
        "means": [(one, *means[one.pk]) for one in page.usable if one.pk in means],
    }
    return render(request, f"{TEMPLATES}/round.html", context)


def round_half(value: float) -> int:
    """Return the nearest step, a half one up: a mean is told as a word, never as a figure."""
    return min(4, max(1, int(value + 0.5)))


@require_POST
@screen
def propose(request: ViewerRequest, round: int) -> HttpResponse:
    """Propose a criterion."""
    peers.propose_criterion(round=round, text=request.POST.get("text", ""), by=request.viewer)
    say(request, _("Proposed. Your teacher links it to a goal."))
    return redirect("my_peer_round", round=round)


@require_POST
@screen
def tell(request: ViewerRequest, round: int) -> HttpResponse:
    """Tell a classmate what one sees."""
    sent = {key: request.POST.get(key, "") for key in ("criterion", "receiver", "mark")}
    numbers = {key: int(value) if value.isdecimal() and len(value) < 19 else 0 for key, value in sent.items()}
    peers.tell_peer(
        criterion=numbers["criterion"],
        receiver=numbers["receiver"],
        starter=request.POST.get("starter", ""),
        words=request.POST.get("words", ""),
        mark=numbers["mark"] or None,
        by=request.viewer,
    )
    say(request, _("Told. Thank you for looking so well."))
    return redirect("my_peer_round", round=round)


@require_POST
@screen
def use(request: ViewerRequest, word: int) -> HttpResponse:
    """Mark that what was told was used."""
    found = peers.use_word(word=word, used=request.POST.get("used", ""), by=request.viewer)
    return redirect("my_peer_round", round=found.criterion.round_id)


@require_POST
@screen
def count(request: ViewerRequest, criterion: int) -> HttpResponse:
    """Let what classmates see count with what was seen of the learner itself."""
    found = peer_means.confirm_mean(criterion=criterion, receiver=request.viewer.person_id, by=request.viewer)
    say(request, _("It counts a little now, beside what your teacher sees."))
    return redirect("my_peer_round", round=found.round_id)


@require_http_methods(["GET", "POST"])
@screen
def my_moment(request: ViewerRequest, moment: int) -> HttpResponse:
    """Show the criteria of a moment and how readers see it beside the own view; keep that own view."""
    if request.method == "POST":
        assessment.rate_myself(moment=moment, steps=steps_sent(request.POST.dict()), by=request.viewer)
        say(request, _("Kept. It stands beside what your teacher sees, and is no mark."))
        return redirect("my_moment", moment=moment)
    found = own_moment(viewer=request.viewer, moment=moment)
    return render(request, f"{TEMPLATES}/moment.html", {"page": found, "sheet": next(iter(found.sheets), None)})
