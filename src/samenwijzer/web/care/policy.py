"""The policy of a school on guiding its learners: a text in domains, and actions by phase and domain (D-300)."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.care.pack import continuum
from samenwijzer.network.access.rules import check_knows_unit
from samenwijzer.practice.agenda.rules import can_own
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.documents.pack import said, template_of
from samenwijzer.practice.documents.queries import document_of
from samenwijzer.practice.documents.rules import reads_from_inside, writes
from samenwijzer.quality.plans.guidance import POLICY, domains, guidance_matrix, take_guidance_action
from samenwijzer.quality.plans.pack import links
from samenwijzer.web.care.noting import day
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import number_in


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def guidance_policy(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show what the school does by domain and phase; take an action of the policy on POST."""
    viewer = request.viewer
    school = check_knows_unit(viewer, unit)
    if school.kind not in SCHOOLS or not reads_from_inside(viewer, school):
        raise NotVisible(_("There is nothing here for you."))
    document = document_of(viewer=viewer, unit=unit, template=POLICY)
    if request.method == "POST":
        _take(request, document.pk if document else 0)
        say(request, _("The action stands in the policy and in the agenda."))
        return redirect("guidance_policy", unit=unit)
    can_write = writes(viewer, school, template_of(POLICY))
    context = {
        "school": school,
        "document": document,
        "template": POLICY,
        "can_write": can_write,
        "lead": said(template_of(POLICY).lead),
        "matrix": guidance_matrix(viewer=viewer, document=document) if document else [],
        "phases": continuum().phases,
        "domains": [(one.key, said(one.title)) for one in domains()],
        "steps": [(one.key, said(one.title)) for one in links().core],
        "people": can_own(school, None, viewer) if document and can_write else [],
        "today": viewer.on,
        "trail": [(_("School compass"), reverse("school_plan", args=[unit])), (_("Guidance of learners"), "")],
    }
    return render(request, "care/templates/policy.html", context)


def _take(request: ViewerRequest, document: int) -> None:
    sent = request.POST
    due = day(sent.get("due", ""))
    if due is None:
        raise Refused(_("Choose a day."))
    take_guidance_action(
        document=document,
        phase=sent.get("phase", ""),
        domain=sent.get("domain", ""),
        core=sent.get("core", ""),
        what=sent.get("what", ""),
        owner=number_in(sent, "owner"),
        due=due,
        by=request.viewer,
    )
