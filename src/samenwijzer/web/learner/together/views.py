"""The board of a group: a shared goal, who does what, what each explained, and looking back."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.cooperation import actions
from samenwijzer.learning.cooperation.queries import BoardPage, board_of
from samenwijzer.learning.groups.cycle_owners import running_groups_of
from samenwijzer.learning.groups.queries import own_groups_today
from samenwijzer.learning.groups.willingness import say_willing, willingness_of
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import function_in
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "learner/together/templates"


@require_GET
@screen
def own_groups(request: ViewerRequest) -> HttpResponse:
    """Show the groups in which the learner works now."""
    if not request.viewer.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    boards = {one.pk: one for one in running_groups_of(request.viewer).select_related("board")}
    groups = [(one, getattr(boards.get(one.pk), "board", None)) for one in own_groups_today(viewer=request.viewer)]
    context = {"groups": groups, "willing": willingness_of(request.viewer)}
    return render(request, f"{TEMPLATES}/groups.html", context)


@require_POST
@screen
def willing(request: ViewerRequest) -> HttpResponse:
    """Keep whether the learner wants to explain to classmates, and wants them to explain."""
    sent = request.POST
    say_willing(explains="explains" in sent, listens="listens" in sent, by=request.viewer)
    say(request, _("Kept. You can change it whenever you want."))
    return redirect("own_groups")


@require_GET
@screen
def board(request: ViewerRequest, group: int) -> HttpResponse:
    """Show the board of a group to its members and the adults who guide them."""
    found = board_of(viewer=request.viewer, group=group)
    if not found.is_member:
        _log(request, found)
    return render(request, f"{TEMPLATES}/board.html", {"page": found, "unit": found.group.grouping.unit})


def _log(request: ViewerRequest, found: BoardPage) -> None:
    log_views(
        viewer=request.viewer,
        learners=[one.person.pk for one in found.members],
        function=function_in(request.viewer, found.group.grouping.unit),
        page="group board",
        purpose=Purpose.LEARNING,
    )


@require_POST
@screen
def agree(request: ViewerRequest, group: int) -> HttpResponse:
    """Keep what the group wants to reach together."""
    actions.start_board(group=group, aim=request.POST.get("aim", ""), by=request.viewer)
    return redirect("group_board", group=group)


@require_POST
@screen
def plan(request: ViewerRequest, group: int) -> HttpResponse:
    """Put a part of the work on the board."""
    actions.plan_part(group=group, title=request.POST.get("title", ""), learner=_who(request), by=request.viewer)
    return redirect("group_board", group=group)


@require_POST
@screen
def finish(request: ViewerRequest, group: int, part: int) -> HttpResponse:
    """Keep who did a part."""
    actions.finish_part(group=group, part=part, learner=_who(request), by=request.viewer)
    return redirect("group_board", group=group)


@require_POST
@screen
def explained(request: ViewerRequest, group: int) -> HttpResponse:
    """Keep what a member explained, in own words or heard by an adult."""
    actions.explain(group=group, words=request.POST.get("words", ""), learner=_who(request), by=request.viewer)
    say(request, _("Kept. That is how a group learns."))
    return redirect("group_board", group=group)


@require_POST
@screen
def close(request: ViewerRequest, group: int) -> HttpResponse:
    """Close the shared goal, after each explained a part."""
    actions.close_board(group=group, looking_back=request.POST.get("looking_back", ""), by=request.viewer)
    say(request, _("Reached together!"))
    return redirect("group_board", group=group)


def _who(request: ViewerRequest) -> int | None:
    sent = request.POST.get("learner", "")
    return int(sent) if sent.isdecimal() and len(sent) < 19 else None
