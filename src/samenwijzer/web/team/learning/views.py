"""*Samen leren*: where somebody's own inquiries, communities and sessions of intervision stand together."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.agenda.plc.queries import looked_into
from samenwijzer.practice.agenda.plc.rules import GROWING, places_of
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.cycles.communities.intervision import sessions_of
from samenwijzer.practice.cycles.communities.pack import methods
from samenwijzer.practice.cycles.communities.queries import INQUIRIES, answers_in, inquiries_of
from samenwijzer.practice.cycles.communities.rules import colleagues_of, communities_of
from samenwijzer.practice.cycles.communities.small_study import small_study
from samenwijzer.practice.cycles.owners import has_profession
from samenwijzer.practice.cycles.pack import templates
from samenwijzer.practice.cycles.queries import Work
from samenwijzer.practice.materials.practices.queries import cards_under
from samenwijzer.web.shell import ViewerRequest, screen

TEMPLATES = "team/learning/templates"


def check_works(viewer: Viewer) -> None:
    """Let in who holds a function as an adult."""
    if not has_profession(viewer):
        raise NotVisible(_("There is nothing here for you."))


@require_GET
@screen
def learning(request: ViewerRequest) -> HttpResponse:
    """Show the own communities, inquiries and sessions, each with its way to begin."""
    viewer = request.viewer
    check_works(viewer)
    places, inquiries = places_of(viewer), inquiries_of(viewer=viewer)
    cards = cards_under(cycles=[one.cycle for one in inquiries], viewer=viewer)
    context = {
        "communities": communities_of(viewer),
        "looked_into": looked_into(viewer=viewer),
        "places": places,
        "checked": [one.pk for one in places if one.kind in SCHOOLS],
        "teams": list(
            {one.unit_id: one for one in viewer.functions if one.unit_kind in GROWING and one.rights}.values()
        ),
        "inquiries": [(one, _answers(one), cards.get(one.cycle.pk, [])) for one in inquiries],
        "templates": [templates()[key] for key in INQUIRIES],
        "sessions": sessions_of(viewer=viewer),
        "methods": methods().methods,
        "colleagues": colleagues_of(viewer),
        "tomorrow": viewer.on + timedelta(days=1),
        "month": viewer.on + timedelta(days=28),
    }
    return render(request, f"{TEMPLATES}/learning.html", context)


def _answers(work: Work) -> dict[str, str]:
    """Return what an inquiry expected or measured before, found after and decided, of something new or existing."""
    said = answers_in(work)
    return {
        "before": said.get("before") or said.get("existing-expect", ""),
        "after": said.get("after") or said.get("existing-against", ""),
        "decision": said.get("decision") or said.get("existing-decision", ""),
        "next": said.get("next", ""),
    }


@require_http_methods(["GET", "POST"])
@screen
def study(request: ViewerRequest) -> HttpResponse:
    """Compare what was measured before and after; the numbers are kept nowhere."""
    check_works(request.viewer)
    sent = request.POST
    picked = "picked" in sent
    before, after = sent.get("before", ""), sent.get("after", "")
    found = small_study(before=before, after=after, picked=picked) if request.method == "POST" else None
    context = {"found": found, "before": before, "after": after, "picked": picked}
    return render(request, f"{TEMPLATES}/study.html", context)
