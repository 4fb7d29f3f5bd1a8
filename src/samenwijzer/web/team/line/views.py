"""The learning line for steering one's own learning: which strategy from which age, and how sure that is."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.regulation.strategies.actions import shift_band
from samenwijzer.learning.regulation.strategies.pack import repertoire
from samenwijzer.learning.regulation.strategies.queries import learning_line
from samenwijzer.learning.regulation.strategies.rules import leads_line, schools_of
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.cycles.pack import Kind, Owner
from samenwijzer.practice.cycles.queries import cycles_of
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_GET
@screen
def own_line(request: ViewerRequest) -> HttpResponse:
    """Bring the viewer to the line of its school."""
    schools = schools_of(request.viewer)
    if not schools:
        raise NotVisible(_("There is nothing here for you."))
    return redirect("strategy_line", school=schools[0].pk)


@require_GET
@screen
def line(request: ViewerRequest, school: int) -> HttpResponse:
    """Show the line of a school in which the viewer works."""
    schools = schools_of(request.viewer)
    found = next((one for one in schools if one.pk == school), None)
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    bands = learning_line(school=school)
    only_weak = request.GET.get("zwak") == "1"
    context = {
        "school": found,
        "schools": schools,
        "bands": [(band, [one for one in entries if one.is_weak or not only_weak]) for band, entries in bands],
        "weak": sum(one.is_weak for _band, entries in bands for one in entries),
        "only_weak": only_weak,
        "conditions": conditions(request.viewer, school),
        "choices": repertoire().bands,
        "leads": leads_line(request.viewer, school),
    }
    return render(request, "team/line/templates/line.html", context)


def conditions(viewer: Viewer, school: int) -> list[tuple[str, str]]:
    """Return the conditions of the newest plan of the school with their status, to who takes part in it (D-461)."""
    works = cycles_of(viewer=viewer, owners=(Owner.SCHOOL,))
    plan = next((one for one in works if one.cycle.owner_id == str(school)), None)
    if plan is None:
        return []
    asked = [one for phase in plan.phases for one in phase.asked if one.prompt.kind == Kind.CHOICE]
    return [(one.prompt.wording.words(), one.words or _("not said yet")) for one in asked]


@require_POST
@screen
def shift(request: ViewerRequest, school: int) -> HttpResponse:
    """Let the school begin earlier or later with a strategy, and say why."""
    given = {key: request.POST.get(key, "") for key in ("strategy", "band", "why")}
    shift_band(school=school, by=request.viewer, **given)
    say(request, _("Kept. Everybody who works here reads why."))
    return redirect("strategy_line", school=school)
