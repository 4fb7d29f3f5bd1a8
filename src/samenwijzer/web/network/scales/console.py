"""Follow-up over the network: who takes part, how old the last scaling is, and targets only where they were decided."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samenwijzer.practice.instruments.scales import above
from samenwijzer.practice.instruments.scales.pack import said, scale_set
from samenwijzer.practice.instruments.scales.registry import level_titles
from samenwijzer.practice.instruments.scales.rules import FEWEST_SCHOOLS, edits_scales
from samenwijzer.practice.instruments.scales.wording import switch_target_off, switch_target_on
from samenwijzer.web.school.policy.programmes import number
from samenwijzer.web.schoolgroup.scales.views import heated
from samenwijzer.web.shell import ViewerRequest, say, screen


@require_safe
@screen
def follow_up(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show participation and age of the last scaling by school group, and the spread of each indicator."""
    found = above.network_console(unit=unit, viewer=request.viewer)
    today = request.viewer.on
    context = {
        "console": found,
        "unit": unit,
        "groups": [(one, _months(one.newest, today), _months(one.oldest, today)) for one in found.groups],
        "lines": heated(found.lines),
        "levels": level_titles(),
        "fewest": FEWEST_SCHOOLS,
        "use": said(scale_set().use),
        "targets": [one for one in found.lines if one.target],
        "choices": list(enumerate(level_titles(), start=1)),
        "can_decide": edits_scales(request.viewer),
    }
    return render(request, "network/scales/templates/console.html", context)


def _months(day: date | None, today: date) -> int | None:
    return None if day is None else (today - day).days // 30


@require_POST
@screen
def target(request: ViewerRequest, unit: int) -> HttpResponse:
    """Switch a target on, with the decision it rests on and the day from which it holds."""
    sent = request.POST
    try:
        starts = parse_date(sent.get("starts", ""))
    except ValueError:
        starts = None
    switch_target_on(
        unit=unit,
        indicator=sent.get("indicator", ""),
        level=number(sent.get("level", "")) or 0,
        decision=sent.get("decision", ""),
        starts=starts,
        by=request.viewer,
    )
    say(request, _("The target is on from that day."))
    return redirect("network_scales", unit=unit)


@require_POST
@screen
def target_off(request: ViewerRequest, unit: int, target: int) -> HttpResponse:
    """Switch a target off."""
    switch_target_off(unit=unit, target=target, by=request.viewer)
    say(request, _("The target is off. The decision stays written down."))
    return redirect("network_scales", unit=unit)
