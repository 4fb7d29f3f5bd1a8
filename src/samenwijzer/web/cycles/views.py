"""Writing in a cycle: keeping answers, keeping what is not finished yet, and choosing who reads it."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samenwijzer.foundation.errors import Refused
from samenwijzer.practice.cycles import actions
from samenwijzer.practice.cycles.pack import Owner, Template
from samenwijzer.practice.cycles.queries import cycle_of
from samenwijzer.practice.cycles.rules import check_phase
from samenwijzer.web.cycles.fields import values_of
from samenwijzer.web.shell import ViewerRequest, say, screen

OF_LEARNERS = (Owner.LEARNER, Owner.GROUP)


def address_of(template: Template, cycle: UUID, **asked: str) -> str:
    """Return the page of a cycle, that of learners or that of adults; ``asked`` stands in its query."""
    name = "my_cycle" if template.owner in OF_LEARNERS else "team_cycle"
    address = reverse(name, args=[cycle])
    return f"{address}?{urlencode(asked)}" if asked else address


@require_POST
@screen
def keep(request: ViewerRequest, cycle: UUID, phase: str) -> HttpResponse:
    """Keep what was filled in; with ``ends``, end the phase and go on to the next."""
    work = cycle_of(cycle=cycle, viewer=request.viewer)
    part = check_phase(work.template, phase)
    values = values_of(part, request.POST.dict(), plan=work.plan())
    ends = "ends" in request.POST
    sent = request.POST.get("seen", "")
    seen = int(sent) if sent.isdecimal() and len(sent) < 19 else None
    count = actions.keep_answers(cycle=cycle, phase=phase, values=values, ends=ends, by=request.viewer, seen=seen)
    if part.repeats and not count and not ends:
        raise Refused(_("Write something down first. One word is enough."))
    say(request, _("Kept. Well done.") if ends else _("Kept."))
    asked = {"kept": "1"} if ends else {"kept": "1", "fase": phase}
    return redirect(address_of(work.template, cycle, **asked))


@require_POST
@screen
def draft(request: ViewerRequest, cycle: UUID, phase: str) -> HttpResponse:
    """Keep the form as it stands, and answer when: the browser then knows that the school has it."""
    fields = {key: value for key, value in request.POST.dict().items() if key != "csrfmiddlewaretoken"}
    kept = actions.keep_draft(cycle=cycle, phase=phase, fields=fields, by=request.viewer)
    return JsonResponse({"kept_at": kept.at.isoformat()})


@require_POST
@screen
def share(request: ViewerRequest, cycle: UUID) -> HttpResponse:
    """Choose who reads each phase."""
    work = cycle_of(cycle=cycle, viewer=request.viewer)
    sent = {one.key: request.POST.get(f"scope-{one.key}", "") for one in work.template.phases}
    scopes = {key: scope for key, scope in sent.items() if scope}
    actions.share_phases(cycle=cycle, scopes=scopes, by=request.viewer)
    say(request, _("Kept. You can change this whenever you want."))
    return redirect(address_of(work.template, cycle))
