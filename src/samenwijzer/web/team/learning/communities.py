"""The place of a professional learning community: its question, its evidence, its next meeting."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.practice.agenda.actions import plan_meeting
from samenwijzer.practice.agenda.queries import meetings_of
from samenwijzer.practice.cycles.actions import keep_answers, start_cycle
from samenwijzer.practice.cycles.communities import actions
from samenwijzer.practice.cycles.communities.queries import (
    COMMUNITY_INQUIRY,
    answers_in,
    community_page,
    groups_taught,
)
from samenwijzer.practice.cycles.communities.rules import check_community
from samenwijzer.practice.cycles.owners import UNIT
from samenwijzer.practice.cycles.queries import Work
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import moment_in, number_in
from samenwijzer.web.team.ours.membership import members_of


@require_GET
@screen
def community(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the current question, the evidence, the next meeting, and how earlier questions ended."""
    viewer = request.viewer
    page = community_page(viewer=viewer, unit=unit)
    coming, over = meetings_of(viewer=viewer, unit=unit)
    said = answers_in(page.running) if page.running else {}
    brought = {f"{one.cycle_id}-{one.round}" for one in page.findings}
    context = {
        "page": page,
        "outcome": said.get("plc-outcome", ""),
        "approach": said.get("plc-approach", ""),
        "measured": said.get("plc-evidence", ""),
        "adjusted": said.get("plc-adjusted", ""),
        "closed": [(one.cycle, _closing(one)) for one in page.over],
        "notes": [one for one in page.notes if one.key not in brought],
        "members": members_of(unit, viewer.on),
        "groups": groups_taught(viewer),
        "next": coming[0] if coming else None,
        "last": over[0] if over else None,
        "due": viewer.on + timedelta(days=14),
    }
    return render(request, "team/learning/templates/community.html", context)


def _closing(work: Work) -> dict[str, Any]:
    """Return what a closing note says changed for learners; what was not measured is said to be so (D-104)."""
    said = answers_in(work)
    return {
        "outcome": said.get("plc-outcome", ""),
        "changed": said.get("plc-changed", ""),
        "shown": said.get("plc-shown", ""),
        "next": said.get("plc-next", ""),
    }


@require_POST
@screen
def begin(request: ViewerRequest, unit: int) -> HttpResponse:
    """Begin an inquiry of the community: a question, and the outcome of learners it is about."""
    viewer, sent = request.viewer, request.POST
    check_community(viewer, unit)
    outcome = sent.get("outcome", "").strip()
    if not outcome:
        raise Refused(_("Say what learners will be able to do or experience. A question of ours begins with them."))
    question = sent.get("question", "")
    with transaction.atomic():
        owner = Reference(UNIT, str(unit))
        made = start_cycle(template=COMMUNITY_INQUIRY, owner=owner, title=question, due=None, by=viewer)
        values = {"plc-question": question, "plc-outcome": outcome}
        keep_answers(cycle=made.uid, phase="question", values=values, ends=True, by=viewer)
    return redirect("community", unit=unit)


@require_POST
@screen
def bring(request: ViewerRequest, unit: int) -> HttpResponse:
    """Bring one note of the own notebook; the rest of it stays one's own."""
    actions.bring_finding(unit=unit, note=request.POST.get("note", ""), by=request.viewer)
    say(request, _("Brought. The rest of your notes stays yours."))
    return redirect("community", unit=unit)


@require_POST
@screen
def take_back(request: ViewerRequest, finding: int) -> HttpResponse:
    """Take back a finding of one's own."""
    unit = actions.take_back_finding(finding=finding, by=request.viewer)
    say(request, _("Taken back. It stands in your own notes only."))
    return redirect("community", unit=unit)


@require_POST
@screen
def meet(request: ViewerRequest, unit: int) -> HttpResponse:
    """Plan the next meeting of the community."""
    viewer, sent = request.viewer, request.POST
    check_community(viewer, unit)
    title = sent.get("title", "").strip() or _("Our next meeting")
    minutes = number_in(sent, "minutes") if sent.get("minutes") else 50
    plan_meeting(title=title, begins_at=moment_in(sent), minutes=minutes, unit=unit, by=viewer)
    return redirect("community", unit=unit)


@require_POST
@screen
def ask(request: ViewerRequest, unit: int) -> HttpResponse:
    """Ask the learners of a group for advice in the inquiry that runs."""
    running = community_page(viewer=request.viewer, unit=unit).running
    if running is None:
        raise Refused(_("Begin with a question of your own."))
    question, group = request.POST.get("question", ""), number_in(request.POST, "group")
    actions.ask_learners(cycle=running.cycle.uid, group=group, question=question, by=request.viewer)
    say(request, _("Asked. The learners find it with their own cycle."))
    return redirect("community", unit=unit)
