"""A school group on the scales: how many schools stand at each level, and what each school chose to share (R10)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenwijzer.practice.instruments.scales import above
from samenwijzer.practice.instruments.scales.above import SpreadLine
from samenwijzer.practice.instruments.scales.pack import said, scale_set
from samenwijzer.practice.instruments.scales.registry import level_titles
from samenwijzer.practice.instruments.scales.rules import FEWEST_SCHOOLS
from samenwijzer.web.school.scaling.session import blocks
from samenwijzer.web.shell import ViewerRequest, screen

TEMPLATES = "schoolgroup/scales/templates"
HOTTEST = 3


def heated(lines: list[SpreadLine]) -> list[tuple[SpreadLine, list[tuple[int, int]]]]:
    """Return each line with its counts and how deep a cell is drawn: 0 for none, to 3 for most schools."""
    return [
        (line, [(count, -(-count * HOTTEST // line.schools) if line.schools else 0) for count in line.counts])
        for line in lines
    ]


@require_safe
@screen
def picture(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the number of schools a level and indicator, and by name which schools shared something."""
    block = request.GET.get("blok", "")
    found = above.group_picture(unit=unit, block=block, viewer=request.viewer)
    context = {
        "picture": found,
        "lines": heated(found.lines),
        "levels": level_titles(),
        "fewest": FEWEST_SCHOOLS,
        "use": said(scale_set().use),
        "blocks": blocks(),
        "block": block,
        "trail": [(found.unit.name, reverse("unit", args=[unit])), (_("Schools on the scales"), "")],
    }
    return render(request, f"{TEMPLATES}/picture.html", context)


@require_safe
@screen
def shared(request: ViewerRequest, unit: int, school: int) -> HttpResponse:
    """Show what one school shared with its group, word for word."""
    place, content, at = above.shared_with_group(unit=unit, school=school, viewer=request.viewer)
    context = {
        "school": place,
        "content": content,
        "at": at,
        "use": said(scale_set().use),
        "trail": [(_("Schools on the scales"), reverse("group_scales", args=[unit])), (place.name, "")],
    }
    return render(request, f"{TEMPLATES}/shared.html", context)
