"""Choosing materials on grounds, what was bought and used, and quality beside cost for who leads."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.lessons.materials.bank import planned_groups
from samenwijzer.network.access.rules import own_groups
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.materials import choosing as actions
from samenwijzer.practice.materials.costs import choices, comparison, same_titles
from samenwijzer.practice.materials.costs import monitor as monitor_of
from samenwijzer.practice.materials.pack import bank
from samenwijzer.practice.materials.panels import group_progress
from samenwijzer.practice.materials.queries import sharing_in, weighed
from samenwijzer.practice.materials.rules import check_leads, check_makes, visible_materials
from samenwijzer.web.materials.forms import amount, number
from samenwijzer.web.shell import ViewerRequest, say, screen

TEMPLATES = "materials/templates"
MOST_OFFERED = 200


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def overview(request: ViewerRequest) -> HttpResponse:
    """Show the selection files of the own schools and what was bought; begin a file."""
    check_makes(request.viewer)
    if request.method == "POST":
        sent = request.POST
        made = actions.open_file(
            unit=number(sent.get("unit", "")), area=sent.get("area", ""), title=sent.get("title", ""), by=request.viewer
        )
        return redirect("material_selection", file=made.pk)
    names = {one.key: one.name for one in bank().areas}
    found = choices(viewer=request.viewer)
    context = {
        "choices": found,
        "files": [(one, names.get(one.area, one.area)) for one in found.files],
        "areas": bank().areas,
        "groups": own_groups(request.viewer),
        "year": SchoolYear.of(request.viewer.on),
    }
    return render(request, f"{TEMPLATES}/choices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def selection(request: ViewerRequest, file: int) -> HttpResponse:
    """Compare materials on quality and cost, and decide with a reason for both."""
    found = actions.check_chooses(request.viewer, file)
    if request.method == "POST":
        sent = request.POST
        actions.decide(
            file=file,
            material=number(sent.get("material", "")),
            quality=sent.get("quality", "")[:1000],
            cost=sent.get("cost", "")[:1000],
            by=request.viewer,
        )
        say(request, _("The choice is made, with its reasons."))
        return redirect("material_selection", file=file)
    offered = weighed(visible_materials(request.viewer).filter(area=found.area))
    compared = comparison(viewer=request.viewer, file=found)
    standing = {one.candidate.material_id for one in compared.candidates}
    context = {
        "file": found,
        "comparison": compared,
        "area": next((one.name for one in bank().areas if one.key == found.area), found.area),
        "offered": [one for one in offered[:MOST_OFFERED] if one.pk not in standing],
    }
    return render(request, f"{TEMPLATES}/selection.html", context)


@require_POST
@screen
def compare(request: ViewerRequest, file: int) -> HttpResponse:
    """Put a material beside the others."""
    material = number(request.POST.get("material", ""))
    actions.compare(file=file, material=material, note=request.POST.get("note", ""), by=request.viewer)
    return redirect("material_selection", file=file)


@require_POST
@screen
def used(request: ViewerRequest, purchase: int) -> HttpResponse:
    """Tell how much of what was bought an own group used."""
    sent = request.POST
    actions.report_use(
        purchase=purchase,
        group=number(sent.get("group", "")),
        percent=number(sent.get("percent", "")),
        by=request.viewer,
    )
    say(request, _("Told. Others read the figure of the school, not yours."))
    return redirect("material_choices")


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def monitor(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show quality beside cost in a school, and write down what is ordered."""
    school = check_leads(request.viewer, unit)
    if request.method == "POST":
        sent = request.POST
        made = actions.order(
            unit=unit,
            material=number(sent.get("material", "")),
            year=number(sent.get("year", "")),
            learners=number(sent.get("learners", "")),
            price=amount(sent.get("price", "")),
            parents_pay=amount(sent.get("parents_pay") or "0"),
            by=request.viewer,
        )
        say(request, _("Written down: %(material)s.") % {"material": made.material})
        return redirect("material_monitor", unit=unit)
    found = monitor_of(viewer=request.viewer, school=school)
    planned = planned_groups(school=school)
    context = {
        "monitor": found,
        "lines": [(one, planned.get(one.purchase.material_id, 0)) for one in found.bought],
        "flagged": [one for one in found.bought if one.little_used],
        "threshold": bank().thresholds.little_used,
        "offered": list(visible_materials(request.viewer).filter(price__gt=0).order_by("title")[:MOST_OFFERED]),
        "years": [found.year, SchoolYear(found.year.start + 1)],
    }
    return render(request, f"{TEMPLATES}/monitor.html", context)


@require_safe
@screen
def group(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show a school group the same titles at different prices, its readers with their titles, and how it shares."""
    found = check_leads(request.viewer, unit)
    schools = list(Unit.objects.filter(path__startswith=found.path, kind__in=SCHOOLS))
    year = SchoolYear.of(request.viewer.on)
    context = {
        "unit": found,
        "titles": same_titles(schools=schools, year=year.start),
        "progress": group_progress(viewer=request.viewer, unit=found),
        "sharing": sharing_in(unit=found, viewer=request.viewer),
    }
    return render(request, f"{TEMPLATES}/group.html", context)
