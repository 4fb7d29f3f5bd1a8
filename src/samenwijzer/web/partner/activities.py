"""What a school and a partner do together: one page for who plans, who joins and the partner, each its own part."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.learning.evidence.outside.queries import gained
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.network.access.actions import log_views
from samenwijzer.practice.offers.partners import activities as verbs
from samenwijzer.practice.offers.partners.activities import (
    Plan,
    agree_names,
    link_goal,
    plan_activity,
    publish_activity,
)
from samenwijzer.practice.offers.partners.queries import ActivityPage, activity_page
from samenwijzer.practice.offers.partners.rules import PARTNER
from samenwijzer.web.partner.choices import goal_choices, money_in, numbers_in
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, number_in

#: From this many runs with an evaluation on, the page says what learners gained.
RUNS = 2


@require_POST
@screen
def plan(request: ViewerRequest, unit: int) -> HttpResponse:
    """Plan an activity with a partner."""
    sent = request.POST
    made = plan_activity(
        partnership=number_in(sent, "partnership"),
        school=unit,
        plan=Plan(
            **{key: sent.get(key, "") for key in ("title", "kind", "reach", "words", "place")},
            starts=day_in(sent, "starts"),
            ends=day_in(sent, "ends"),
            interests=tuple(sent.getlist("interests")),
            groups=numbers_in(sent, "groups"),
            cost=money_in(sent, "cost"),
            places=number_in(sent, "places") if sent.get("places") else 30,
            earlier=number_in(sent, "earlier") if sent.get("earlier") else None,
        ),
        by=request.viewer,
    )
    say(request, _("Planned. Link a goal of the curriculum, then let it be seen."))
    return redirect("partner_activity", activity=made.pk)


@require_GET
@screen
def activity(request: ViewerRequest, activity: int) -> HttpResponse:
    """Show an activity as far as its reader may see it."""
    page = activity_page(viewer=request.viewer, activity=activity)
    asked = request.GET.get("zoek", "")
    _log(request, page)
    evaluated = [one for one in page.runs if hasattr(one, "evaluation")]
    context = {
        "page": page,
        "asked": asked,
        "choices": goal_choices(request.viewer, asked) if page.can_make and (asked or not page.goals) else [],
        "steps": scales().mastery,
        "evaluated": evaluated if len(evaluated) >= RUNS else [],
        "shown": list(_shown(page).items()),
    }
    return render(request, "partner/templates/activity.html", context)


def _shown(page: ActivityPage) -> dict[str, tuple[int, int]]:
    """Return of each run by its name what learners showed, where enough was validated."""
    told = gained(activities=[one.pk for one in page.runs]) if len(page.runs) >= RUNS else {}
    return {f"{one} ({one.starts:%d/%m/%Y})": told[one.pk] for one in page.runs if one.pk in told}


def _log(request: ViewerRequest, page: ActivityPage) -> None:
    """Write in the trail of each learner named on the page that it was seen, and in which function."""
    if page.names:
        functions = [one.role for one in request.viewer.functions if (one.unit_kind == PARTNER) == page.is_partner]
        learners = [one.pk for one in page.names]
        log_views(
            viewer=request.viewer, learners=learners, function=functions[0], page="partner_activity",
            purpose="an activity with a partner",
        )  # fmt: skip


@require_POST
@screen
def goal(request: ViewerRequest, activity: int) -> HttpResponse:
    """Link a goal of the curriculum, or let it go."""
    links = request.POST.get("drop") != "1"
    link_goal(activity=activity, goal=number_in(request.POST, "goal"), links=links, by=request.viewer)
    return redirect("partner_activity", activity=activity)


@require_POST
@screen
def publish(request: ViewerRequest, activity: int) -> HttpResponse:
    """Let an activity be seen, or hide it again."""
    is_public = request.POST.get("hide") != "1"
    publish_activity(activity=activity, by=request.viewer, is_public=is_public)
    say(request, _("Learners, parents and the partner see it now.") if is_public else _("Only the school sees it now."))
    return redirect("partner_activity", activity=activity)


@require_POST
@screen
def enrol(request: ViewerRequest, activity: int) -> HttpResponse:
    """Put somebody down, or take somebody off."""
    joins = request.POST.get("leave") != "1"
    verbs.enrol(activity=activity, learner=number_in(request.POST, "learner"), joins=joins, by=request.viewer)
    say(request, _("Put down.") if joins else _("Taken off the list."))
    return redirect("partner_activity", activity=activity)


@require_POST
@screen
def names(request: ViewerRequest, activity: int) -> HttpResponse:
    """Let the partner know the first names, until the activity ends."""
    agree_names(activity=activity, by=request.viewer)
    say(request, _("The partner knows the first names until the last day, and nothing else."))
    return redirect("partner_activity", activity=activity)


@require_POST
@screen
def say_here(request: ViewerRequest, activity: int) -> HttpResponse:
    """Say something in the space of an activity."""
    made = verbs.say(activity=activity, text=request.POST.get("text", ""), by=request.viewer)
    say(request, _("Said.") if made.let_in_at else _("Sent. Somebody of the school reads it first, then all can."))
    return redirect("partner_activity", activity=activity)


@require_POST
@screen
def let_in(request: ViewerRequest, post: int) -> HttpResponse:
    """Let what was said be read, or take it away."""
    found = verbs.let_in(post=post, by=request.viewer, is_in=request.POST.get("away") != "1")
    return redirect("partner_activity", activity=found.pk)


@require_POST
@screen
def evaluate(request: ViewerRequest, activity: int) -> HttpResponse:
    """Look back at a run."""
    sent = request.POST
    verbs.evaluate(
        activity=activity,
        reached=number_in(sent, "reached"),
        included=number_in(sent, "included"),
        gained=sent.get("gained", ""),
        unwanted=sent.get("unwanted", ""),
        by=request.viewer,
    )
    say(request, _("Kept. After two runs the page says what learners gained."))
    return redirect("partner_activity", activity=activity)
