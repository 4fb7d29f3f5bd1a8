"""What a school planned: citizenship by year group, and the map of goals over the years."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenwijzer.learning.lessons.planned import CoherenceLine, citizenship_report, coherence_map
from samenwijzer.practice.curriculum.rules import check_reads_plans
from samenwijzer.web.school.policy.views import TEMPLATES, trail_of
from samenwijzer.web.shell import ViewerRequest, screen


@require_safe
@screen
def citizenship(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show which year groups planned no citizenship goal this term (D-011)."""
    report = citizenship_report(viewer=request.viewer, school=check_reads_plans(request.viewer, unit))
    context = {"report": report, "trail": trail_of(report.school, _("Citizenship"))}
    return render(request, f"{TEMPLATES}/citizenship.html", context)


def _cells(line: CoherenceLine, levels: list[str]) -> list[tuple[str, str]]:
    """Return for each year group what its cell says and how it looks."""
    cells = []
    for level, count in zip(levels, line.counts, strict=True):
        if count:
            cells.append((f"{count}×", "policy-twice" if line.is_double else ""))
        elif level in line.gaps:
            cells.append((_("never"), "policy-gap"))
        else:
            cells.append(("–", ""))
    return cells


@require_safe
@screen
def coherence(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show which goals return and which stay out over the years (D-271)."""
    chosen = request.GET.get("leerplan", "")
    found = coherence_map(viewer=request.viewer, school=unit, framework=int(chosen) if chosen.isdecimal() else None)
    everything = request.GET.get("toon") == "alles"
    shown = found.lines if everything else found.striking
    context = {
        "map": found,
        "rows": [(line, _cells(line, [year.level for year in found.years])) for line in shown],
        "everything": everything,
        "trail": trail_of(found.school, _("Coherence")),
    }
    return render(request, f"{TEMPLATES}/coherence.html", context)
