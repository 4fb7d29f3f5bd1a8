"""Care of a school, of a group and of one learner, for those who guide it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.care import actions, queries
from samenwijzer.learning.care.pack import continuum, talks
from samenwijzer.learning.care.rules import coordinated_schools, holds_secrecy, is_tied, secret_learners
from samenwijzer.network.access.rules import can_write_in, function_in, writable_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.web.care.drawing import drawn, line_rows, phase_rows, stops_of
from samenwijzer.web.care.trail import leave_trail, leave_trail_of
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "care/templates"


@require_GET
@screen
def care(request: ViewerRequest) -> HttpResponse:
    """Show who looks after a school its care by phase and what is due; show CLB and LSC their learners."""
    viewer = request.viewer
    schools = coordinated_schools(viewer)
    if schools:
        found = queries.school_care(viewer=viewer)
        leave_trail_of(viewer, [one.learner.pk for one in found.lines], schools[0].role, "care_overview")
        context = {
            "found": found,
            "phases": phase_rows(found.counts, found.learners),
            "due": line_rows(found.due),
            "lines": line_rows([one for one in found.lines if not one.is_due]),
            "school": schools[0],
        }
        return render(request, f"{TEMPLATES}/school.html", context)
    if not is_tied(viewer):
        raise NotVisible(_("There is nothing here for you."))
    lines = queries.tied_care(viewer=viewer)
    role = next(one.role for one in viewer.functions if one.rights and one.rights.sees == "involved")
    leave_trail_of(viewer, [one.learner.pk for one, _secret in lines], role, "care_overview")
    rows = line_rows([one for one, _secret in lines])
    context = {"lines": list(zip(rows, [secret for _one, secret in lines], strict=True))}
    return render(request, f"{TEMPLATES}/tied.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def care_file(request: ViewerRequest, learner: int) -> HttpResponse:
    """Show the care file of a learner; on POST open it."""
    viewer, sent = request.viewer, request.POST
    if request.method == "POST":
        actions.open_file(
            learner=learner,
            strength=sent.get("strength", ""),
            why=sent.get("why", ""),
            phase=sent.get("phase", ""),
            by=viewer,
        )
        say(request, _("The care file is open. The learner and the parents can read what was agreed."))
        return redirect("care_file", learner=learner)
    person, page = queries.file_of(viewer=viewer, learner=learner)
    leave_trail(viewer, learner, "care")
    secret = holds_secrecy(viewer) and secret_learners(viewer).filter(pk=learner).exists()
    context = {"learner": person, "secret": secret, "phases": continuum().phases, "today": viewer.on}
    if page is None:
        opens = writable_learners(viewer).filter(pk=learner).exists()
        return render(request, f"{TEMPLATES}/no_file.html", context | {"opens": opens})
    return render(request, f"{TEMPLATES}/file.html", context | _file(page, viewer))


def _file(page: queries.CarePage, viewer: Viewer) -> dict[str, Any]:
    return drawn(page) | {
        "stops": stops_of(page),
        "forms": talks().forms,
        "sides": talks().sides,
        "effects": talks().effects,
        "phase_now": continuum().phase(page.facts.phase),
        "to_choose": [one for one in page.group_goals if one not in page.goals],
        "shared": [one.pk for one in page.group_goals],
        "is_due": bool(page.facts.review_on and page.facts.review_on <= viewer.on),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def care_protected(request: ViewerRequest, learner: int) -> HttpResponse:
    """Show the protected track about a learner to those held to secrecy; on POST open it."""
    viewer = request.viewer
    if request.method == "POST":
        actions.open_protected(learner=learner, text=request.POST.get("text", ""), by=viewer)
        say(request, _("Kept. Only those held to professional secrecy read this."))
        return redirect("care_protected", learner=learner)
    person, page = queries.file_of(viewer=viewer, learner=learner, protected=True)
    leave_trail(viewer, learner, "care_protected", protected=True)
    context: dict[str, Any] = {"learner": person, "page": page}
    return render(request, f"{TEMPLATES}/protected.html", context | (drawn(page) if page else {}))


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def care_group(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the care in a group and its plan; on POST make the plan."""
    viewer = request.viewer
    if request.method == "POST":
        actions.open_group_plan(group=unit, strength=request.POST.get("strength", ""), by=viewer)
        say(request, _("The plan of the group is open."))
        return redirect("care_group", unit=unit)
    group, page = queries.plan_of(viewer=viewer, group=unit)
    found = queries.group_care(viewer=viewer, group=unit)
    leave_trail_of(viewer, [one.learner.pk for one in found.lines], function_in(viewer, group), "care_group")
    context: dict[str, Any] = {
        "group": group,
        "page": page,
        "lines": line_rows(found.lines),
        "opens": can_write_in(viewer, group),
        "today": viewer.on,
    }
    if page is not None:
        chosen = page.goals
        context |= _file(page, viewer) | {
            "to_choose": [one for one in queries.goals_to_choose(groups=[unit], on=viewer.on) if one not in chosen],
            "goals": [(said, found.sharing.get(said.fact.goal_id or 0, [])) for said in page.facts.of("goal")],
        }
    return render(request, f"{TEMPLATES}/group.html", context)
