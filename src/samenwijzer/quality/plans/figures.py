"""Indicators as charts in a plan: chosen after the question, only what may be read above the school too."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.documents.charts import ChartContent, add_chart, asked
from samenwijzer.practice.documents.models import Chart, Document
from samenwijzer.practice.documents.pack import said
from samenwijzer.practice.documents.rules import check_writes
from samenwijzer.practice.instruments.scales.rules import GROUPS
from samenwijzer.quality.indicators.models import Figure
from samenwijzer.quality.indicators.pack import definition
from samenwijzer.quality.indicators.queries import Line, Point, as_told, monitor
from samenwijzer.quality.indicators.rules import hidden_among
from samenwijzer.science.statistics.trends import Signal

INDICATOR = "indicators.indicator"
#: Documents about which figures are asked.
WITH_FIGURES = ("sop", "group_plan", "review")


def figures_for(*, viewer: Viewer, document: int) -> tuple[Document, list[Line]]:
    """Return a plan that ``viewer`` writes, and the indicators with a figure from which it chooses.

    A plan may be shared: what is not told of a school above it does not go into a plan either, nor an exact count.
    """
    plan, form = check_writes(viewer, document)
    if form.key not in WITH_FIGURES:
        raise NotVisible(_("There is nothing here for you."))
    kept_back = _kept_back(plan.unit)
    lines = [
        replace(one, points=[_told(point, (one.definition.key, point.year) in kept_back) for point in one.points])
        for one in monitor(viewer=viewer, unit=plan.unit_id).lines
    ]
    return plan, [one for one in lines if any(point.is_shown for point in one.points)]


def _told(point: Point, is_kept_back: bool) -> Point:
    return Point(point.year, point.version, None, None, None, None, None) if is_kept_back else as_told(point)


def _kept_back(unit: Unit) -> set[tuple[str, int]]:
    """Return the figures of a school that are not told above it, by indicator and year (two queries)."""
    group = Unit.objects.filter(pk__in=unit.ancestor_ids, kind__in=GROUPS).first() if unit.kind in SCHOOLS else None
    if group is None:
        return set()
    rows = Figure.objects.filter(unit__path__startswith=group.path)
    parts: dict[tuple[str, int], dict[int, tuple[int, int]]] = defaultdict(dict)
    for school, indicator, year, count, of in rows.values_list("unit", "indicator", "year", "count", "of"):
        parts[indicator, year][school] = (count, of)
    return {key for key, counts in parts.items() if unit.pk in hidden_among(counts)}


def put_in_plan(
    *, document: int, indicator: str, question: str, reading: Callable[[Line], str], meaning: str, by: Viewer
) -> Chart:
    """Put the series of an indicator in a plan under the question it answers; ``reading`` says it in a sentence."""
    _plan, lines = figures_for(viewer=by, document=document)
    asked(question)
    line = next((one for one in lines if one.definition.key == indicator), None)
    if line is None:
        raise Refused(_("Choose what answers your question."))
    points = [
        {
            "year": one.year,
            "version": one.version,
            "count": one.count,
            "of": one.of,
            "at": [one.value, one.low, one.high],
        }
        for one in line.points
    ]
    title = said(line.definition.title)
    content = ChartContent(Reference(INDICATOR, indicator), title, reading(line), points)
    return add_chart(document=document, question=question, content=content, meaning=meaning, by=by)


def line_of(chart: Chart) -> Line | None:
    """Return what a chart keeps as a series to draw; ``None`` where the indicator left the pack."""
    known = definition(chart.key) if chart.kind == INDICATOR else None
    if known is None:
        return None
    points = [Point(one["year"], one["version"], one["count"], one["of"], *one["at"]) for one in chart.points]
    return Line(known, points, Signal.UNKNOWN, [])
