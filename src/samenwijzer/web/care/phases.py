"""One phase of the cycle of care: writing in it, keeping what is not finished, ending it."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.care import actions
from samenwijzer.learning.care.queries import draft_in, page_of
from samenwijzer.learning.care.rules import check_reads, check_writes
from samenwijzer.practice.cycles.rules import check_phase
from samenwijzer.web.care.drawing import stops_of
from samenwijzer.web.care.noting import back
from samenwijzer.web.care.trail import leave_trail_at
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def phase(request: ViewerRequest, track: UUID, phase: str) -> HttpResponse:
    """Show a phase to write in; on POST keep it, and with ``ends`` go on."""
    found = check_reads(request.viewer, track)
    if request.method == "POST":
        values = {key: value for key, value in request.POST.dict().items() if key != "csrfmiddlewaretoken"}
        ends = "ends" in request.POST
        actions.keep_phase(track=track, phase=phase, values=values, ends=ends, by=request.viewer)
        say(request, _("Kept. On to the next phase.") if ends else _("Kept."))
        response = back(found)
        response["Location"] += "?kept=1"
        return response
    check_writes(request.viewer, track)
    page = page_of(viewer=request.viewer, track=found)
    part = check_phase(page.template, phase)
    stops = stops_of(page)
    now = next(one for one in stops if one.key == part.key)
    if not now.is_open:
        raise Refused(_("First round off the phases before this one. No phase is skipped."))
    leave_trail_at(request.viewer, found, "care_phase")
    draft = draft_in(track=found, phase=phase, viewer=request.viewer)
    answers = page.facts.answers(page.template)
    fields = draft.fields if draft else {}
    context = {
        "page": page,
        "track": found,
        "stops": stops,
        "now": now,
        "prompts": [(one, one.wording.words(), one.hint.words() if one.hint else "",
                     fields.get(one.key, answers.get(one.key, ""))) for one in part.prompts],
        "kept_at": draft.at.isoformat() if draft else "",
        "is_last": part.key == page.template.phases[-1].key,
    }  # fmt: skip
    return render(request, "care/templates/phase.html", context)


@require_POST
@screen
def draft(request: ViewerRequest, track: UUID, phase: str) -> HttpResponse:
    """Keep the form as it stands, and answer when."""
    fields = {key: value for key, value in request.POST.dict().items() if key != "csrfmiddlewaretoken"}
    kept = actions.keep_draft(track=track, phase=phase, fields=fields, by=request.viewer)
    return JsonResponse({"kept_at": kept.at.isoformat()})
