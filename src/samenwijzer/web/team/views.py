"""A professional's own cycles and those of the team. Private: what is written here is read by who takes part."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.regulation.strategies.rules import schools_of
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.cycles.actions import start_cycle
from samenwijzer.practice.cycles.owners import PERSON, UNIT, has_profession
from samenwijzer.practice.cycles.pack import Owner, Template, templates
from samenwijzer.practice.cycles.queries import cycle_of, cycles_of, shared_by_colleagues
from samenwijzer.practice.offers.training.queries import PROFESSIONAL
from samenwijzer.web.cycles.fields import shown_of
from samenwijzer.web.cycles.page import phase_page
from samenwijzer.web.shell import ViewerRequest, screen

OF_ADULTS = (Owner.TEACHER, Owner.TEAM, Owner.SCHOOL)
OF_UNITS = (Owner.TEAM, Owner.SCHOOL)


def _check_profession(viewer: Viewer) -> None:
    if not has_profession(viewer):
        raise NotVisible(_("There is nothing here for you."))


def _in_a_school(viewer: Viewer) -> bool:
    return any(one.rights is not None and one.unit_kind == "school" for one in viewer.functions)


def _offered(viewer: Viewer) -> list[Template]:
    """Return the cycles that ``viewer`` may begin, the one for a goal of its own first."""
    mine = [
        one for one in templates().values()
        if one.owner in OF_ADULTS and (one.owner != Owner.SCHOOL or _in_a_school(viewer))
    ]  # fmt: skip
    return sorted(mine, key=lambda one: one.identifier != PROFESSIONAL)


@require_GET
@screen
def cycles(request: ViewerRequest) -> HttpResponse:
    """Show the cycles of the adult that looks, and those of the teams it is in."""
    _check_profession(request.viewer)
    works = cycles_of(viewer=request.viewer, owners=OF_ADULTS)
    context = {
        "running": [one for one in works if not one.is_over],
        "over": [one for one in works if one.is_over],
        "shared": [
            (
                work.cycle,
                [(one.phase.title.words(), [shown_of(each) for each in one.everything]) for one in work.phases],
            )
            for work in shared_by_colleagues(viewer=request.viewer)
        ],
        "templates": _offered(request.viewer),
        "has_line": bool(schools_of(request.viewer)),
        "teams": {one.unit_id: one.unit_name for one in request.viewer.functions if one.rights is not None},
    }
    return render(request, "team/templates/cycles.html", context)


@require_POST
@screen
def start(request: ViewerRequest) -> HttpResponse:
    """Begin a cycle of one's own, or one of a team."""
    _check_profession(request.viewer)
    sent = request.POST
    template = templates().get(sent.get("template", ""))
    if template is None or template.owner not in OF_ADULTS:
        raise Refused(_("Choose what you want to work on."))
    own = Reference(PERSON, str(request.viewer.person_id))
    owner = Reference(UNIT, sent.get("team", "")) if template.owner in OF_UNITS else own
    try:
        due = date.fromisoformat(sent["due"]) if sent.get("due") else None
    except ValueError as error:
        raise Refused(_("Choose a day.")) from error
    title = sent.get("title", "")
    made = start_cycle(template=template.identifier, owner=owner, title=title, due=due, by=request.viewer)
    return redirect("team_cycle", cycle=made.uid)


@require_GET
@screen
def cycle(request: ViewerRequest, cycle: UUID) -> HttpResponse:
    """Show one phase of a cycle to write in, and beside it what stood before."""
    work = cycle_of(cycle=cycle, viewer=request.viewer)
    if work.template.owner not in OF_ADULTS:
        raise NotVisible(_("There is nothing here for you."))
    return render(request, "team/templates/cycle.html", phase_page(request, work))
