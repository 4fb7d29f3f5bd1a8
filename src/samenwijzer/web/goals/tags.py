"""Tags: which goal of PPGO!, R-OK or another framework a unit of work, an own goal or a goal serves."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.lessons.carrying import UNIT_OF_WORK
from samenwijzer.learning.lessons.queries import units_of
from samenwijzer.network.access.rules import guided_units, own_groups
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.carrying import OWN_GOAL
from samenwijzer.practice.goals.models import Framework, Goal
from samenwijzer.practice.goals.rules import visible_own_goals
from samenwijzer.practice.goals.search import GOAL
from samenwijzer.practice.goals.tagging import carriers, put_tag, tag_goals, tags_on, take_tag_off
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "goals/templates"


@dataclass(frozen=True)
class Thing:
    """Something of the viewer that carries tags, or may."""

    kind: str
    id: int
    title: str
    about: str
    tags: list[Goal]


def tag_choices(viewer: Viewer) -> list[tuple[Framework, list[Goal]]]:
    """Return the goals that can be a tag, by framework; one query."""
    found: dict[Framework, list[Goal]] = defaultdict(list)
    for goal in tag_goals(viewer):
        found[goal.framework].append(goal)
    return list(found.items())


@require_GET
@screen
def tags(request: ViewerRequest) -> HttpResponse:
    """Show what the viewer works at with its tags; ``kenmerk`` keeps what carries that one, of anybody."""
    choices = tag_choices(request.viewer)
    asked = request.GET.get("kenmerk", "")
    tag = next((goal for _framework, goals in choices for goal in goals if str(goal.pk) == asked), None)
    context = {
        "choices": choices,
        "tag": tag,
        "carriers": carriers(viewer=request.viewer, goal=tag.pk) if tag else [],
        "things": [] if tag else _things(request.viewer),
        "trail": [(_("Goals"), reverse("goals")), (_("Tags"), "")],
    }
    return render(request, f"{TEMPLATES}/tags.html", context)


def _things(viewer: Viewer) -> list[Thing]:
    """Return the units of work of this school year and the own goals that the viewer keeps; five queries."""
    year = SchoolYear.of(viewer.on)
    groups = [one.unit_id for one in own_groups(viewer) if one.rights and one.rights.writes]
    work = units_of(groups=groups, first=year.first_day, last=year.last_day)
    kept = Q(learner=viewer.person_id) | Q(group__in=guided_units(viewer, writing=True))
    own = list(visible_own_goals(viewer).filter(kept, put_away_at=None).select_related("group"))
    on_work, on_own = tags_on(UNIT_OF_WORK, [one.pk for one in work]), tags_on(OWN_GOAL, [one.pk for one in own])
    return [
        *(Thing(UNIT_OF_WORK, one.pk, one.title, one.group.name, on_work.get(one.pk, [])) for one in work),
        *(
            Thing(OWN_GOAL, one.pk, one.text, str(one.group) if one.group else "", on_own.get(one.pk, []))
            for one in own
        ),
    ]


@require_POST
@screen
def tag_put(request: ViewerRequest, kind: str, id: int) -> HttpResponse:
    """Put a tag on something."""
    goal = request.POST.get("goal", "")
    put_tag(goal=int(goal) if goal.isdecimal() else 0, on=Reference(kind, str(id)), by=request.viewer)
    say(request, _("The tag is on it."))
    return _back(kind, id)


@require_POST
@screen
def tag_off(request: ViewerRequest, kind: str, id: int, goal: int) -> HttpResponse:
    """Take a tag off."""
    take_tag_off(goal=goal, on=Reference(kind, str(id)), by=request.viewer)
    say(request, _("The tag is off."))
    return _back(kind, id)


def _back(kind: str, id: int) -> HttpResponse:
    return redirect("goal", goal=id) if kind == GOAL else redirect("goal_tags")
