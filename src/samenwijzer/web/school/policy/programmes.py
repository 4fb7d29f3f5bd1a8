"""Programmes of a school: laying them out, and weighing two of them."""

from decimal import Decimal, InvalidOperation

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenwijzer.foundation.errors import Refused
from samenwijzer.network.organisation.pack import education
from samenwijzer.practice.curriculum.actions import add_part, keep_staff_hours, make_programme, take_part_away
from samenwijzer.practice.curriculum.models import StaffHours
from samenwijzer.practice.curriculum.queries import compare, layout_of, programmes_of
from samenwijzer.practice.curriculum.rules import can_plan, check_reads_plans
from samenwijzer.practice.goals.browsing import domains_with_goals
from samenwijzer.practice.goals.rules import frameworks_for
from samenwijzer.web.school.policy.views import TEMPLATES, trail_of
from samenwijzer.web.shell import ViewerRequest, say, screen


def number(text: str) -> int | None:
    """Return the id a form sent; nothing where it sent none."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def hours_in(text: str) -> Decimal:
    """Return the hours somebody wrote, with a comma or a point."""
    try:
        hours = Decimal(text.strip().replace(",", "."))
    except InvalidOperation as error:
        raise Refused(_("Write hours as a number, such as 4 or 2,5.")) from error
    if not hours.is_finite() or abs(hours) >= 1000:
        raise Refused(_("Write hours as a number, such as 4 or 2,5."))
    return hours


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def programmes(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the programmes of a school and what its team can give; on POST make a new one."""
    sent = request.POST
    if request.method == "POST":
        made = make_programme(
            unit=unit,
            title=sent.get("title", ""),
            level=sent.get("level", "")[:40],
            copy_of=number(sent.get("copy", "")),
            by=request.viewer,
        )
        return redirect("programme", programme=made.pk)
    school = check_reads_plans(request.viewer, unit)
    context = {
        "school": school,
        "layouts": programmes_of(viewer=request.viewer, school=unit),
        "levels": [level.key for level in education().levels],
        "staff": StaffHours.objects.filter(unit=school),
        "can_plan": can_plan(request.viewer, school),
        "trail": trail_of(school, _("Programmes")),
    }
    return render(request, f"{TEMPLATES}/programmes.html", context)


@require_POST
@screen
def staff_hours(request: ViewerRequest, unit: int) -> HttpResponse:
    """Keep how many hours a week the team can give a subject."""
    hours = hours_in(request.POST.get("hours", ""))
    keep_staff_hours(unit=unit, subject=request.POST.get("subject", "")[:80], hours=hours, by=request.viewer)
    say(request, _("The hours are kept."))
    return redirect("programmes", unit=unit)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def programme(request: ViewerRequest, programme: int) -> HttpResponse:
    """Show one programme, part by part; on POST add a part with the goals of the domains chosen."""
    found = layout_of(viewer=request.viewer, programme=programme)
    school = found.programme.unit
    frameworks = frameworks_for(school).filter(kind="curriculum")
    domains = domains_with_goals(frameworks=frameworks, level=found.programme.level)
    if request.method == "POST":
        sent = request.POST
        chosen = set(sent.getlist("domain"))
        goals = [goal for domain in domains if str(domain.key) in chosen for goal in domain.goals]
        add_part(
            programme=programme,
            title=sent.get("title", "")[:120],
            subject=sent.get("subject", "")[:80],
            hours=hours_in(sent.get("hours", "")),
            is_project=bool(sent.get("project")),
            goals=[*goals, *(int(one) for one in sent.getlist("goal") if number(one))],
            by=request.viewer,
        )
        say(request, _("The part is in the programme."))
        return redirect("programme", programme=programme)
    trail = trail_of(school, _("Programmes"))
    trail[-1] = (_("Programmes"), reverse("programmes", args=[school.pk]))
    context = {
        "layout": found,
        "domains": domains,
        "can_plan": can_plan(request.viewer, school),
        "subjects": sorted({part.subject for part in found.parts}),
        "trail": [*trail, (found.programme.title, "")],
    }
    return render(request, f"{TEMPLATES}/programme.html", context)


@require_POST
@screen
def part_away(request: ViewerRequest, part: int) -> HttpResponse:
    """Take a part out of its programme."""
    programme = take_part_away(part=part, by=request.viewer)
    say(request, _("The part is out of the programme."))
    return redirect("programme", programme=programme)


@require_safe
@screen
def weigh(request: ViewerRequest, unit: int) -> HttpResponse:
    """Put two programmes side by side."""
    school = check_reads_plans(request.viewer, unit)
    layouts = programmes_of(viewer=request.viewer, school=unit)
    asked = [number(request.GET.get(name, "")) for name in ("een", "twee")]
    standing = [layout.programme.pk for layout in layouts]
    first, second = (one if one in standing else None for one in asked)
    comparison = compare(viewer=request.viewer, first=first, second=second) if first and second else None
    trail = trail_of(school, _("Programmes"))
    trail[-1] = (_("Programmes"), reverse("programmes", args=[school.pk]))
    context = {
        "school": school,
        "layouts": layouts,
        "comparison": comparison,
        "chosen": (first, second),
        "trail": [*trail, (_("Side by side"), "")],
    }
    return render(request, f"{TEMPLATES}/weigh.html", context)
