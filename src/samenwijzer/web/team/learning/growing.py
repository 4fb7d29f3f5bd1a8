"""A team that grows into a community, and what a school checks of itself."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.practice.agenda.plc import actions
from samenwijzer.practice.agenda.plc.doors import visits_in
from samenwijzer.practice.agenda.plc.pack import LACKS, PARTLY, THERE, growing
from samenwijzer.practice.agenda.plc.queries import check_page, stages_of
from samenwijzer.practice.documents.queries import document_of
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "team/learning/templates"


@require_http_methods(["GET", "POST"])
@screen
def stages(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show at which stage a team is and what helps it on, and say that it moved."""
    viewer, sent = request.viewer, request.POST
    if request.method == "POST":
        actions.grow(unit=unit, stage=sent.get("stage", ""), evidence=sent.get("evidence", ""), by=viewer)
        say(request, _("Kept, with what shows it."))
        return redirect("team_growth", unit=unit)
    team, passed = stages_of(viewer=viewer, unit=unit)
    all_stages = growing().stages
    names = {one.key: one.name for one in all_stages}
    now = next((one for one in all_stages if passed and one.key == passed[0].stage), None)
    context = {
        "team": team, "now": now, "stages": all_stages,
        "passed": [(one, names.get(one.stage, one.stage)) for one in passed],
    }  # fmt: skip
    return render(request, f"{TEMPLATES}/growth.html", context)


@require_http_methods(["GET", "POST"])
@screen
def check(request: ViewerRequest, check: str, unit: int) -> HttpResponse:
    """Go through a check of a school, and show three steps for what lacks most."""
    viewer, asked = request.viewer, growing().check(check)
    if asked is None:
        raise NotVisible(_("There is nothing here for you."))
    page = check_page(viewer=viewer, check=asked, unit=unit)
    paper = document_of(viewer=viewer, unit=unit, template=asked.document) if asked.document else None
    if request.method == "POST":
        sent = {one.key: request.POST.get(one.key, "") for one in asked.items}
        states = {key: int(value) for key, value in sent.items() if value in ("1", "2", "3")}
        about = str(paper) if paper else ""
        actions.run_check(check=check, unit=unit, states=states, about=about, by=viewer)
        say(request, _("Kept. Below stand three next steps."))
        return redirect("school_check", check=check, unit=unit)
    states = page.last.states if page.last else {}
    context = {
        "page": page,
        "rows": [(one, states.get(one.key)) for one in asked.items],
        "words": [(LACKS, _("lacks")), (PARTLY, _("in part")), (THERE, _("is there"))],
        "others": [one for one in growing().checks if one.key != check],
        "paper": paper,
        "visits": visits_in(viewer=viewer, unit=unit),
    }
    return render(request, f"{TEMPLATES}/check.html", context)
