"""Support of schools: the log of head, school group and SPOC, needs, proposals that people decide on, and clusters."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.documents.models import Document
from samenwijzer.practice.documents.pack import said
from samenwijzer.practice.offers.support import actions
from samenwijzer.practice.offers.support.models import Care, Need, Note
from samenwijzer.practice.offers.support.queries import group_page, school_page
from samenwijzer.practice.offers.support.rules import check_group
from samenwijzer.quality.indicators.queries import monitor
from samenwijzer.quality.indicators.rules import reads_indicators
from samenwijzer.web.shell import ViewerRequest, say, screen
from samenwijzer.web.team.ours.forms import day_in, number_in

TEMPLATES = "schoolgroup/support/templates"
#: What a bound has to differ at least, in shares: less is rounding.
CLEAR = 0.005
START = "start_analysis"


def _signs(request: ViewerRequest, group: Unit) -> dict[int, list[str]]:
    """Return for each school the indicators of which even the favourable end lies under those of its group."""
    if not reads_indicators(request.viewer, group):
        return {}
    found: dict[int, list[str]] = {}
    for line in monitor(viewer=request.viewer, unit=group.pk).lines:
        middle = line.last.value if line.last else None
        for part in line.parts:
            low, high = part.point.low, part.point.high
            if middle is None or low is None or high is None:
                continue
            if high < middle - CLEAR if line.definition.wanted == "up" else low > middle + CLEAR:
                words = _("%(indicator)s: clearly less favourable than the school group, %(year)s") % {
                    "indicator": said(line.definition.title), "year": SchoolYear(part.point.year),
                }  # fmt: skip
                found.setdefault(part.unit.pk, []).append(words)
    return found


@require_safe
@screen
def group(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show support in a school group: who waits for a talk, what is needed, what is proposed and why."""
    here = check_group(request.viewer, unit)
    page = group_page(viewer=request.viewer, place=here, signs=_signs(request, here))
    context = {"page": page, "cares": Care.choices, "trail": [(page.unit.name, ""), (_("Support of schools"), "")]}
    return render(request, f"{TEMPLATES}/group.html", context)


@require_POST
@screen
def decide(request: ViewerRequest, unit: int) -> HttpResponse:
    """Confirm or change a proposal."""
    sent = request.POST
    actions.decide_match(
        group=unit,
        school=number_in(sent, "school"),
        theme=sent.get("theme", ""),
        offer=number_in(sent, "offer"),
        care=sent.get("care", ""),
        proposed=sent.get("proposed", ""),
        hours=number_in(sent, "hours"),
        by=request.viewer,
    )
    say(request, _("Decided. The school reads it."))
    return redirect("support_group", unit=unit)


@require_POST
@screen
def cluster(request: ViewerRequest, unit: int) -> HttpResponse:
    """Ask schools with the same need into one agreement."""
    sent = request.POST
    schools = [int(pk) for pk in sent.getlist("school") if pk.isascii() and pk.isdigit() and len(pk) < 10]
    actions.form_cluster(
        group=unit, theme=sent.get("theme", ""), schools=schools, hours=number_in(sent, "hours"), by=request.viewer
    )
    say(request, _("Asked. Each head accepts for the own school."))
    return redirect("support_group", unit=unit)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def school(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show support around one school; write a note on POST."""
    if request.method == "POST":
        sent = request.POST
        actions.write_note(unit=unit, text=sent.get("text", ""), scope=sent.get("scope", ""), by=request.viewer)
        say(request, _("Kept in the log."))
        return redirect("support_school", unit=unit)
    page = school_page(viewer=request.viewer, unit=unit)
    scopes = Note.Scope.choices if page.is_own else [(Note.Scope.TRIAD.value, Note.Scope.TRIAD.label)]
    start = Document.objects.filter(unit=unit, template=START).order_by("-pk").first() if page.is_own else None
    context = {
        "page": page,
        "scopes": scopes,
        "kinds": Need.Kind.choices,
        "start": start,
        "template": START,
        "today": request.viewer.on,
        "trail": [(page.unit.name, reverse("policy", args=[unit])), (_("Support of schools"), "")],
    }
    return render(request, f"{TEMPLATES}/school.html", context)


@require_POST
@screen
def promise(request: ViewerRequest, unit: int) -> HttpResponse:
    """Promise something to a school."""
    actions.promise(unit=unit, text=request.POST.get("text", ""), due=day_in(request.POST, "due"), by=request.viewer)
    say(request, _("It stands in the log until it is kept."))
    return redirect("support_school", unit=unit)


@require_POST
@screen
def kept(request: ViewerRequest, promise: int) -> HttpResponse:
    """Say that a promise was kept."""
    found = actions.keep_promise(promise=promise, by=request.viewer)
    say(request, _("Kept, thank you."))
    return redirect("support_school", unit=found.unit_id)


@require_POST
@screen
def need(request: ViewerRequest, unit: int) -> HttpResponse:
    """Name what the school needs."""
    sent = request.POST
    actions.name_need(
        unit=unit,
        theme=sent.get("theme", ""),
        kind=sent.get("kind", ""),
        text=sent.get("text", ""),
        urgent=bool(sent.get("urgent")),
        by=request.viewer,
    )
    say(request, _("School group and SPOC read it, counted with what other schools need."))
    return redirect("support_school", unit=unit)


@require_POST
@screen
def accept(request: ViewerRequest, asked: int) -> HttpResponse:
    """Accept for the own school to work in a cluster."""
    found = actions.accept_cluster(asked=asked, by=request.viewer)
    say(request, _("You take part."))
    return redirect("support_school", unit=found.unit_id)
