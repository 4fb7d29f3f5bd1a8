"""*Samen*: which groups work together now, who holds which role, and how the working together goes."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.learning.cooperation import actions, queries
from samenwijzer.learning.cooperation.pack import cooperation
from samenwijzer.learning.lessons.goal_sources import first_group
from samenwijzer.learning.lessons.queries import running
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import can_write_in, function_in, guided_units
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "classroom/together/templates"


@require_GET
@screen
def together(request: ViewerRequest) -> HttpResponse:
    """Bring the viewer to the group one most likely wants to see."""
    units = list(guided_units(request.viewer))
    if not units:
        raise NotVisible(_("There is nothing here for you."))
    return redirect("together_of_group", unit=first_group(viewer=request.viewer, groups=units).pk)


@require_GET
@screen
def together_of_group(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the groups at work, the tasks with what they still miss, and the roles of this term."""
    found = queries.together(viewer=request.viewer, unit=unit)
    log_views(
        viewer=request.viewer,
        learners=[one.learner.pk for one in found.rota.turns],
        function=function_in(request.viewer, found.unit),
        page="together",
        purpose=Purpose.LEARNING,
    )
    context = {
        "group": found.unit,
        "at_work": found.at_work,
        "designs": found.designs,
        "rota": found.rota,
        "turns": [(one, _role_names(one.roles)) for one in found.rota.turns],
        "works": running(groups=[found.unit.pk], on=request.viewer.on),
        "enough": cooperation().roles_a_term,
        "writes": can_write_in(request.viewer, found.unit),
    }
    return render(request, f"{TEMPLATES}/together.html", context)


def _role_names(keys: tuple[str, ...]) -> list[str]:
    roles = [cooperation().role(key) for key in keys]
    return [one.name for one in roles if one]


@require_http_methods(["GET", "POST"])
@screen
def roles(request: ViewerRequest, grouping: int) -> HttpResponse:
    """Show the roles of a grouping, given or proposed, and keep what the adult makes of it."""
    found, groups, given = queries.roles_to_give(viewer=request.viewer, grouping=grouping)
    if request.method == "POST":
        chosen = {pk: request.POST.get(f"role-{pk}", role) for one in groups for pk, _name, role in one.members}
        actions.give_roles(grouping=grouping, roles=chosen, by=request.viewer)
        say(request, _("The roles are given. Learners see their own on the board of their group."))
        return redirect("together_of_group", unit=found.unit_id)
    log_views(
        viewer=request.viewer,
        learners=learners_of(units=[found.unit_id], on=request.viewer.on).values_list("pk", flat=True),
        function=function_in(request.viewer, found.unit),
        page="group roles",
        purpose=Purpose.LEARNING,
    )
    context = {"grouping": found, "groups": groups, "given": given, "roles": cooperation().roles}
    return render(request, f"{TEMPLATES}/roles.html", context)


@require_http_methods(["GET", "POST"])
@screen
def look(request: ViewerRequest, grouping: int) -> HttpResponse:
    """Look round: one skill, one tap a group. Nothing to save, the newest tap counts."""
    content = cooperation()
    key = request.GET.get("skill", "") or content.skills[0].key
    skill = content.skill(key)
    if skill is None:
        raise Refused(_("Choose a skill and what you saw of it."))
    if request.method == "POST":
        actions.see_skill(grouping=grouping, skill=key, by=request.viewer, **_seen(request))
        if not request.headers.get("HX-Request"):
            return redirect(f"{request.path}?skill={key}")
    found, groups = queries.skills_seen(viewer=request.viewer, grouping=grouping, skill=key)
    context = {
        "grouping": found,
        "groups": groups,
        "skill": skill,
        "skills": content.skills,
        "levels": content.level_names,
    }
    part = "looking.html" if request.method == "POST" else "look.html"
    return render(request, f"{TEMPLATES}/{part}", context)


def _seen(request: ViewerRequest) -> dict[str, Any]:
    group, _point, level = request.POST.get("seen", "").partition("-")
    if not (group.isdecimal() and level.isdecimal() and len(group) < 19 and len(level) < 3):
        raise Refused(_("Choose a skill and what you saw of it."))
    return {"group": int(group), "level": int(level)}
