"""Staff policy of a unit: its plan after the HR frame, how workable the work is, and trials of organising otherwise."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.rules import check_knows_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.agenda.rules import can_own
from samenwijzer.practice.curriculum.rules import SCHOOLS, can_plan
from samenwijzer.practice.documents.goal_queries import GoalLine, goal_lines
from samenwijzer.practice.documents.models import Document
from samenwijzer.practice.documents.pack import Frame, ambitions, said, template_of
from samenwijzer.practice.documents.rules import reads_from_inside, writes
from samenwijzer.practice.instruments.scales.rok import places
from samenwijzer.practice.instruments.scales.rules import works_in
from samenwijzer.quality.plans.staff import WORKABLE, change_organisation, protocol, workability
from samenwijzer.web.school.policy.views import trail_of
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, number_in

PLAN, TRIAL = "hr_plan", "organisation_trial"


@require_safe
@screen
def staff(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the staff plan with its goals, the frame it follows, the pulse, and the trials of a unit."""
    found = check_knows_unit(request.viewer, unit)
    if found.kind not in template_of(PLAN).at or not reads_from_inside(request.viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    documents = list(Document.objects.filter(unit=found, template__in=(PLAN, TRIAL)).order_by("-at", "-pk"))
    plan = next((one for one in documents if one.template == PLAN), None)
    context = {
        "unit": found,
        "plan": plan,
        "goals": [(one, _cited(one)) for one in goal_lines(plan)] if plan else [],
        "can_write": writes(request.viewer, found, template_of(PLAN)),
        "frame": [(one.code, said(one.title), said(one.school)) for one in ambitions(frame=Frame.HR)],
        "example": [
            (said(one.title), said(one.example)) for one in template_of(PLAN).sections if one.example is not None
        ],
        "trials": [one for one in documents if one.template == TRIAL],
        "tries": found.kind in template_of(TRIAL).at,
        "trail": trail_of(found, _("Staff policy")),
    }
    return render(request, "team/staff/templates/staff.html", context | _pulse(request.viewer, found))


def _cited(line: GoalLine) -> list[str]:
    """Return the paragraphs of the frame a goal works on, each with its place in R-OK."""
    known = places()
    return [
        f"{one.code} {said(one.title)} (R-OK: {', '.join(known[key].title for key in one.place if key in known)})"
        for one in line.ambitions
    ]


def _pulse(viewer: Viewer, unit: Unit) -> dict[str, object]:
    """Return the pulse of a school for who works there; a school group has none."""
    if unit.kind not in SCHOOLS or not works_in(viewer, unit):
        return {}
    leads = can_plan(viewer, unit)
    return {
        "pulse": workability(viewer=viewer, school=unit.pk),
        "look": WORKABLE,
        "steps": [said(one) for one in protocol()],
        "leads": leads,
        "people": can_own(unit, None, viewer).order_by("given_name", "family_name", "pk") if leads else [],
        "due": viewer.on + timedelta(days=30),
    }


@require_POST
@screen
def change(request: ViewerRequest, unit: int) -> HttpResponse:
    """Answer the pulse with one change of the organisation."""
    sent = request.POST
    change_organisation(
        school=unit,
        what=sent.get("what", ""),
        owner=number_in(sent, "owner"),
        due=day_in(sent, "due"),
        by=request.viewer,
    )
    say(request, _("Kept: the team reads what the organisation changes."))
    return redirect("staff", unit=unit)
