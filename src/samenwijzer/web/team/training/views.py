"""Tracks: what somebody follows at the own pace, one task at a time, and checks of oneself that nobody else reads."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.materials.queries import Asked, shelf
from samenwijzer.practice.offers.roles.pack import frame
from samenwijzer.practice.offers.training.actions import (
    begin_track,
    do_task,
    forget_check,
    go_on,
    guess,
    stop_track,
    weigh_self,
)
from samenwijzer.practice.offers.training.pack import Belief, Kind, Stage, Task, titles, words
from samenwijzer.practice.offers.training.queries import (
    OwnPlace,
    TrackLine,
    choices,
    digest,
    own_check,
    own_places,
    portfolio,
    strengthens,
    track_page,
    transfer_due,
)
from samenwijzer.practice.offers.training.rules import check_works, offering_units
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import number_in

TEMPLATES = "team/training/templates"


def kind_words() -> dict[str, tuple[str, str]]:
    """Return the icon and the word of each kind of task."""
    return {
        Kind.READ: ("book", _("read")),
        Kind.LISTEN: ("headphones", _("listen or read along")),
        Kind.WATCH: ("eye", _("watch")),
        Kind.CHECK: ("check", _("look at yourself")),
        Kind.DATA: ("chart", _("practise with invented data")),
        Kind.PRACTICE: ("flag", _("try in your own practice")),
        Kind.TALK: ("feedback", _("talk")),
        Kind.CASE: ("school", _("your own case")),
    }


@require_GET
@screen
def tracks(request: ViewerRequest) -> HttpResponse:
    """Show what one follows, what fits, what is worth reading this week, and where one is asked what stuck."""
    viewer = request.viewer
    check_works(viewer)
    theme = request.GET.get("thema", "")
    page = portfolio(viewer=viewer)
    begun = {one.track.key for one in page.tracks}
    context = {
        "followed": page.tracks,
        "choices": [one for one in choices(viewer=viewer, theme=theme) if one.key not in begun],
        "themes": titles(words().themes),
        "theme": theme,
        "news": digest(viewer=viewer),
        "checks": words().checks,
        "due": transfer_due(page.courses, viewer.on),
        "question": words().transfer.in_language(request.LANGUAGE_CODE),
        "units": offering_units(viewer),
    }
    return render(request, f"{TEMPLATES}/tracks.html", context)


@require_http_methods(["GET", "POST"])
@screen
def track(request: ViewerRequest, track: str) -> HttpResponse:
    """Show a track; begin it, stop it, or say beforehand which misconceptions one shares."""
    viewer, sent = request.viewer, request.POST
    if request.method == "POST":
        if sent.get("do") == "stop":
            stop_track(track=track, by=viewer)
            say(request, _("Stopped. What you wrote in it is gone."))
            return redirect("tracks")
        if sent.get("do") == "guess":
            agreed = {key.removeprefix("b-"): value == "yes" for key, value in sent.items() if key.startswith("b-")}
            guess(track=track, agreed=agreed, by=viewer)
        else:
            begin_track(track=track, stage=sent.get("stage", ""), by=viewer)
        return redirect("track", track=track)
    line = track_page(viewer=viewer, key=track)
    known = {one.key: one for one in words().beliefs}
    context = {
        "line": line,
        "kinds": kind_words(),
        "years": _years(line),
        "beliefs": _beliefs(line, [known[key] for key in line.track.beliefs]),
        "stages": [(Stage.STARTER.value, _("I am starting")), (Stage.EXPERIENCED.value, _("I have experience"))],
        "expertise": [(key, frame().titles()[key]) for key in line.track.expertise],
    }
    return render(request, f"{TEMPLATES}/track.html", context)


def _years(line: TrackLine) -> str:
    most = line.track.years
    return _("Spread over %(years)s years, at your own pace. Nobody reminds you.") % {"years": most} if most > 1 else ""


def _beliefs(line: TrackLine, beliefs: list[Belief]) -> list[tuple[Belief, bool | None]]:
    guesses = line.follow.guesses if line.follow else {}
    return [(one, guesses.get(one.key)) for one in beliefs]


@require_http_methods(["GET", "POST"])
@screen
def task(request: ViewerRequest, track: str, task: str) -> HttpResponse:
    """Show one task where one left it; keep the part, the own words and that it is done."""
    viewer, sent = request.viewer, request.POST
    if request.method == "POST":
        if "part" in sent:
            go_on(track=track, task=task, part=number_in(sent, "part"), by=viewer)
            return redirect("track_task", track=track, task=task)
        done = sent.get("done") == "1"
        do_task(track=track, task=task, text=sent.get("words", ""), done=done, by=viewer)
        say(request, _("Done. It stands in your portfolio.") if done else _("Kept."))
        return redirect("track", track=track)
    line = track_page(viewer=viewer, key=track)
    here = next((one for one in line.lines if one.task.key == task), None)
    if here is None:
        raise NotVisible(_("There is nothing here for you."))
    places = own_places(viewer=viewer, own=here.task.own) if here.task.own else []
    part = here.step.part if here.step else 0
    context = {
        "line": line,
        "here": here,
        "kind": kind_words()[here.task.kind],
        "places": places,
        "opens": _addresses(here.task, places),
        "part": here.task.parts[part] if here.task.parts else None,
        "number": part + 1,
        "before": part - 1,
        "after": part + 1 if part + 1 < len(here.task.parts) else 0,
        "trail": [(_("Tracks"), reverse("tracks")), (line.track.name, reverse("track", args=[track]))],
    }
    return render(request, f"{TEMPLATES}/task.html", context)


def _addresses(task: Task, places: list[OwnPlace]) -> list[tuple[str, str]]:
    """Return where the work of a task is done: one screen, or that of each of one's own school groups."""
    if not task.opens:
        return []
    try:
        return [(reverse(task.opens), "")]
    except NoReverseMatch:
        groups = [one.unit for one in places if one.unit.kind == "school_group"]
        return [(reverse(task.opens, args=[one.pk]), str(one)) for one in groups]


@require_http_methods(["GET", "POST"])
@screen
def self_check(request: ViewerRequest, check: str) -> HttpResponse:
    """Weigh oneself; only who fills it in reads it, and it suggests as few next steps as it can."""
    viewer, sent = request.viewer, request.POST
    check_works(viewer)
    found = words().check(check)
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    if request.method == "POST":
        if sent.get("do") == "forget":
            forget_check(check=check, by=viewer)
            say(request, _("Removed."))
        else:
            answers = {one.key: number_in(sent, one.key) for one in found.items if one.key in sent}
            weigh_self(check=check, answers=answers, by=viewer)
        return redirect("self_check", check=check)
    page = own_check(viewer=viewer, check=found)
    steps = [(1, _("not yet")), (2, _("a little")), (3, _("mostly")), (4, _("yes"))]
    rows = [(one, page.answers.get(one.key)) for one in found.items]
    return render(request, f"{TEMPLATES}/check.html", {"page": page, "steps": steps, "rows": rows})


@require_GET
@screen
def expertise(request: ViewerRequest, expertise: str) -> HttpResponse:
    """Show the tracks and materials that make one role or topic of the frame stronger."""
    title = frame().titles().get(expertise)
    if title is None:
        raise NotVisible(_("There is nothing here for you."))
    found = strengthens(viewer=request.viewer, expertise=expertise)
    context = {"title": title, "tracks": found, "materials": _materials(request.viewer, title)}
    return render(request, f"{TEMPLATES}/expertise.html", context)


def _materials(viewer: Viewer, title: str) -> list[object]:
    return list(shelf(viewer=viewer, asked=Asked(words=title.split(":")[0])).materials[:6])
