"""Answering requests, watching over looks and extracts, taking pseudonymised rows."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.rules import visible_learners
from samenwijzer.network.rights import actions
from samenwijzer.network.rights.extracts import SMALLEST_GROUP, tables_to_take, take_extract
from samenwijzer.network.rights.queries import extracts, protected_looks, requests_to_answer, support_given
from samenwijzer.network.rights.rules import answering_role, check_analyses
from samenwijzer.network.rights.words import table_title
from samenwijzer.quality.reports.schools import figures_of_schools
from samenwijzer.web.entrance.sign_in import step_up
from samenwijzer.web.own_data.timeline import role_title
from samenwijzer.web.own_data.words import corrected_words, plain_rows, request_rows
from samenwijzer.web.shell import ViewerRequest, say, screen

LOOKS_DAYS = 90
MOST_EXTRACTS = 100


@require_GET
@screen
def requests(request: ViewerRequest) -> HttpResponse:
    """Show what waits for an answer, the first due first."""
    viewer = request.viewer
    waiting = list(requests_to_answer(viewer=viewer))
    log_views(
        viewer=viewer,
        learners={one.person_id for one in waiting},
        function=answering_role(viewer),
        page="requests",
        purpose=Purpose.SECURITY,
    )
    theirs = visible_learners(viewer).filter(pk__in={one.person_id for one in waiting})
    context = {
        "waiting": [(row, plain_rows(row.request.person)) for row in request_rows(waiting)],
        "guided": set(theirs.values_list("pk", flat=True)),
        "soon": viewer.on + timedelta(days=7),
    }
    return render(request, "own_data/templates/requests.html", context)


@require_POST
@screen
def answer(request: ViewerRequest, request_id: int) -> HttpResponse:
    """Answer one request."""
    if not requests_to_answer(viewer=request.viewer).filter(pk=request_id).exists():
        raise NotVisible(_("There is nothing here for you."))
    step_up(request)
    is_granted = request.POST.get("granted") == "1"
    field, value = request.POST.get("field", ""), request.POST.get("value", "")
    found = actions.answer(
        request=request_id,
        is_granted=is_granted,
        text=request.POST.get("text", ""),
        corrects=(field, value) if field else None,
        by=request.viewer,
    )
    if found.corrected:
        undo = reverse("data_answer_undo", args=[request_id])
        say(request, _("Answered. %(what)s") % {"what": corrected_words(found)}, undo=undo)
    else:
        say(request, _("Answered."))
    return redirect("data_requests")


@require_POST
@screen
def undo(request: ViewerRequest, request_id: int) -> HttpResponse:
    """Put back what was put right with an answer; the request waits again."""
    actions.undo_correction(request=request_id, by=request.viewer)
    say(request, _("Put back as it was. The request waits for an answer again."))
    return redirect("data_requests")


@require_GET
@screen
def oversight(request: ViewerRequest) -> HttpResponse:
    """Show the data protection officer the looks in protected care tracks and the extracts that were taken."""
    viewer = request.viewer
    looks = protected_looks(viewer=viewer, since=viewer.on - timedelta(days=LOOKS_DAYS))
    context = {
        "looks": [(one, role_title(one.function)) for one in looks],
        "extracts": [(one, table_title(one.table)) for one in extracts(viewer=viewer)[:MOST_EXTRACTS]],
        "sessions": support_given(viewer=viewer)[:MOST_EXTRACTS],
        "days": LOOKS_DAYS,
    }
    return render(request, "own_data/templates/oversight.html", context)


@require_http_methods(["GET", "POST"])
@screen
def extract(request: ViewerRequest) -> HttpResponse:
    """Show the figures of the schools; ask which rows answer which question, and answer them as CSV."""
    unit = check_analyses(request.viewer)
    if request.method == "POST":
        step_up(request)
        asked = {"table": request.POST.get("table", ""), "question": request.POST.get("question", "")}
        taken = take_extract(**asked, by=request.viewer)
        response = HttpResponse(taken.content, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="extract-{taken.extract.pk}.csv"'
        return response
    tables = [(label, table_title(label)) for label in tables_to_take()]
    figures = figures_of_schools(viewer=request.viewer)
    context = {"unit": unit, "tables": tables, "smallest": SMALLEST_GROUP, "figures": figures}
    return render(request, "own_data/templates/extract.html", context)
