"""*Samen sturen* of a group: what was taught, lessons, moments it decides itself, prompts, and its motivation."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from samenwijzer.learning.regulation.autonomy import moments
from samenwijzer.learning.regulation.autonomy.openings import set_open, slots_of
from samenwijzer.learning.regulation.autonomy.pack import autonomy_content
from samenwijzer.learning.regulation.autonomy.prompts import setting_of_group, setting_words, switch_prompts
from samenwijzer.learning.regulation.strategies.actions import log_taught, plan_lesson
from samenwijzer.learning.regulation.strategies.models import Taught
from samenwijzer.learning.regulation.strategies.pack import Area, repertoire
from samenwijzer.learning.regulation.strategies.queries import lessons_of, part_names, taught_areas, taught_in
from samenwijzer.network.access.rules import can_write_in
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.practice.instruments.queries import group_trend, sharing_now
from samenwijzer.web.classroom.steering.days import day
from samenwijzer.web.classroom.today.forms import LARGEST_ID
from samenwijzer.web.learner.steering.trend import PULSE, group_lines
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATE = "classroom/steering/templates/steering.html"


@require_GET
@screen
def steering(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show how a group is helped to steer."""
    return _page(request, unit)


def _page(request: ViewerRequest, unit: int, *, warning: str = "", sent: QueryDict | None = None) -> HttpResponse:
    viewer = request.viewer
    group, lines = taught_in(unit=unit, viewer=viewer)
    known, names = repertoire(), part_names()
    people = list(learners_of(units=[unit], on=viewer.on))
    sharing = sharing_now(instrument=PULSE, people=[one.pk for one in people])
    strategies = known.strategies
    context = {
        "group": group,
        "lines": lines,
        "areas": [(known.area_name(area), area in taught_areas(lines)) for area in Area],
        "choices": [(known.area_name(area), known.of(area)) for area in Area],
        "hows": list(zip(Taught.How.values, (names[one] for one in Taught.How.values), strict=True)),
        "lessons": lessons_of(unit=unit),
        "moments": [
            (one, [autonomy_content().dimension(key) for key in one.dimensions], strategies.get(one.strategy))
            for one in moments.moments_of(unit=unit)
        ],
        "dimensions": autonomy_content().dimensions,
        "slots": slots_of(unit=unit),
        "people": people,
        "settings": setting_words().items(),
        "setting": setting_of_group(unit).value,
        "trend": group_lines(group_trend(instrument=PULSE, unit=unit, viewer=viewer)),
        "sharing": [one for one in people if one.pk in sharing],
        "can_write": can_write_in(viewer, group),
        "today": viewer.on,
        "warning": warning,
        "sent": sent or {},
        "sent_dimensions": sent.getlist("dimension") if sent else [],
    }
    return render(request, TEMPLATE, context, status=422 if warning else 200)


@require_POST
@screen
def log(request: ViewerRequest, unit: int) -> HttpResponse:
    """Keep that a strategy was explained, modelled, supported or practised."""
    sent = request.POST
    given = {key: sent.get(key, "") for key in ("strategy", "how", "note")}
    log_taught(unit=unit, on=day(sent.get("on", "")), by=request.viewer, **given)
    say(request, _("Noted."))
    return redirect("steering", unit=unit)


@require_POST
@screen
def plan(request: ViewerRequest, unit: int) -> HttpResponse:
    """Keep a lesson that teaches a strategy."""
    sent = request.POST
    parts = {how: sent.get(f"part-{how}", "") for how in Taught.How.values}
    plan_lesson(
        unit=unit,
        strategy=sent.get("strategy", ""),
        title=sent.get("title", ""),
        on=day(sent.get("on", "")),
        parts=parts,
        by=request.viewer,
    )
    say(request, _("The lesson is kept."))
    return redirect("steering", unit=unit)


@require_POST
@screen
def open_moment(request: ViewerRequest, unit: int) -> HttpResponse:
    """Open a moment; a strategy that was never taught is said first, and can be done anyway."""
    sent = request.POST
    try:
        moments.open_moment(
            unit=unit,
            title=sent.get("title", ""),
            on=day(sent.get("on", "")),
            dimensions=sent.getlist("dimension"),
            strategy=sent.get("strategy", ""),
            is_self_directed=sent.get("kind") == "self-directed",
            anyway="anyway" in sent,
            by=request.viewer,
        )
    except moments.NotTaught as warning:
        return _page(request, unit, warning=str(warning), sent=sent)
    say(request, _("The moment is open."))
    return redirect("steering", unit=unit)


@require_POST
@screen
def openings(request: ViewerRequest, unit: int) -> HttpResponse:
    """Open or close what the group, or some learners of it, decide themselves."""
    sent = request.POST
    is_open = sent.get("open") == "1"
    set_open(
        unit=unit,
        dimensions=sent.getlist("dimension"),
        is_open=is_open,
        learners=[int(one) for one in sent.getlist("learner") if one.isdecimal() and int(one) <= LARGEST_ID],
        strategy=sent.get("strategy", ""),
        by=request.viewer,
    )
    say(request, _("Open. Learners see it at once.") if is_open else _("Closed for now. It can open again."))
    return redirect("steering", unit=unit)


@require_POST
@screen
def prompts(request: ViewerRequest, unit: int) -> HttpResponse:
    """Switch the prompts of the whole group."""
    switch_prompts(setting=request.POST.get("setting", ""), unit=unit, by=request.viewer)
    say(request, _("Kept. It holds from the next time a learner opens its cycle."))
    return redirect("steering", unit=unit)
