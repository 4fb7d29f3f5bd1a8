"""Output indicators: the card of each, and what they come to in a school, a school group or the network."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.instruments.scales.pack import said
from samenwijzer.practice.instruments.scales.rok import places
from samenwijzer.practice.instruments.scales.rules import check_profession
from samenwijzer.quality.indicators.actions import WORSE
from samenwijzer.quality.indicators.models import Attention
from samenwijzer.quality.indicators.pack import CentralSet, Definition, central_set, definition
from samenwijzer.quality.indicators.queries import Line, Point, monitor
from samenwijzer.web.school.indicators.drawing import Drawing, drawing, percents
from samenwijzer.web.school.indicators.funnel import Funnel, funnel
from samenwijzer.web.school.indicators.words import (
    adding_up,
    answer,
    break_sentences,
    distance,
    figure,
    funnel_answer,
    funnel_example,
    handing_in,
    signal,
    signal_words,
)
from samenwijzer.web.shell import ViewerRequest, screen

TEMPLATES = "school/indicators/templates"


@dataclass(frozen=True)
class Row:
    """One line of a table: what it is of, how many of how many, and percents; ``of`` is ``None`` where not shown."""

    name: str
    count: int | None
    of: int | None
    percents: tuple[int, int, int]
    version: int
    unit: int | None = None


def _row(name: str, one: Point, unit: int | None = None) -> Row:
    return Row(name, one.count, one.of, percents(one), one.version, unit)


@dataclass(frozen=True)
class Shown:
    """An indicator as it stands on the page."""

    key: str
    question: str
    title: str
    answer: str
    signal: tuple[str, str]
    chart: Drawing | None
    rows: list[Row]
    breaks: list[str]
    parts: list[Row]
    adding_up: str
    how: str
    example: str
    retired: Any
    why_retired: str
    target: str
    funnel: Funnel | None
    funnel_told: tuple[str, str]
    signals: list[tuple[str, tuple[str, str]]]
    asks: bool
    year: int
    handed: str
    goes_on: str
    attention: Attention | None = None


def shown(line: Line, attention: Mapping[tuple[str, int], Attention] | None = None, *, by_class: bool = False) -> Shown:
    """Return an indicator as it stands on a page, with what was noted by indicator and school year.

    ``by_class``: the viewer may go on from what was counted in goals to the classes of the school (D-101).
    """
    one, drawn = line.definition, funnel(line)
    year = line.last.year if line.last else 0
    clear = next((point for point in reversed(line.points) if point.is_shown), None)
    return Shown(
        key=one.key,
        question=said(one.question),
        title=said(one.title),
        answer=answer(line),
        signal=signal(line),
        chart=drawing(line),
        rows=[_row(str(SchoolYear(point.year)), point) for point in line.points],
        breaks=break_sentences(line),
        parts=[_row(part.unit.name, part.point, part.unit.pk) for part in line.parts],
        adding_up=adding_up(line),
        how=_("%(numerator)s, out of %(denominator)s.")
        % {"numerator": said(one.numerator).capitalize(), "denominator": said(one.denominator)},
        example=figure(clear) if clear else "",
        retired=one.retired,
        why_retired=said(one.why_retired) if one.why_retired else "",
        target=distance(line),
        funnel=drawn,
        funnel_told=(funnel_answer(drawn), funnel_example(drawn)) if drawn else ("", ""),
        signals=[(part.unit.name, signal_words(part.signal)) for part in line.parts if part.signal in WORSE],
        asks=line.signal in WORSE,
        year=year,
        handed=handing_in(line),
        goes_on=reverse("class_grids") if by_class and one.measure == "goals" and line.points else "",
        attention=(attention or {}).get((one.key, year)),
    )


@require_safe
@screen
def unit_indicators(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the indicators of a unit: the central set, what was retired of it, and own ambitions apart."""
    found = monitor(viewer=request.viewer, unit=unit)
    noted = {(one.indicator, one.year): one for one in found.attention}
    lines = [shown(one, noted, by_class=found.is_exact) for one in found.lines]
    year = SchoolYear.of(request.viewer.on)
    context = {
        "unit": found.unit,
        "lines": [one for one in lines if one.rows],
        "without": [one for one in lines if not one.rows],
        "retired": [shown(one) for one in found.retired if one.points],
        "ambitions": [(goal, list(goal.measurements.all())[-1:]) for goal in found.ambitions],
        "freezes": found.freezes,
        "may_freeze": found.steers and found.unit.kind not in SCHOOLS,
        "steers": found.steers,
        "is_exact": found.is_exact,
        "to_hand_in": [(one.key, said(one.title), said(one.source)) for one in found.to_hand_in],
        "years": [(one.start, str(one)) for one in (year.previous, year)],
        "opens_parts": found.unit.kind != "network",
        "trail": [
            (_("Organisation"), reverse("organisation")),
            (found.unit.name, reverse("unit", args=[unit])),
            (_("Indicators"), ""),
        ],
    }
    return render(request, f"{TEMPLATES}/monitor.html", context)


@require_safe
@screen
def cards(request: ViewerRequest) -> HttpResponse:
    """Show the cards of the central set, and those that were retired with their last day."""
    check_profession(request.viewer)
    found = [(one, said(one.title), said(one.question)) for one in central_set().indicators]
    context = {
        "current": [row for row in found if row[0].retired is None],
        "retired": [row for row in found if row[0].retired is not None],
        "trail": [(_("Organisation"), reverse("organisation")), (_("Cards of the indicators"), "")],
    }
    return render(request, f"{TEMPLATES}/cards.html", context)


@require_safe
@screen
def card(request: ViewerRequest, key: str) -> HttpResponse:
    """Show how one indicator is counted (D-229)."""
    check_profession(request.viewer)
    one = definition(key)
    if one is None:
        raise NotVisible(_("There is nothing here for you."))
    context = {
        "one": one,
        "title": said(one.title),
        "question": said(one.question),
        "facts": facts_of(one, central_set()),
        "versions": versions_of(one),
        "why_retired": said(one.why_retired) if one.why_retired else "",
        "trail": [(_("Cards of the indicators"), reverse("indicators")), (said(one.title), "")],
    }
    return render(request, f"{TEMPLATES}/card.html", context)


def versions_of(one: Definition) -> list[tuple[int, SchoolYear, SchoolYear | str, str]]:
    """Return the versions of a definition: number, first and last school year, and what changed."""
    return [
        (
            version.number,
            SchoolYear(version.since),
            SchoolYear(version.until) if version.until else "",
            said(version.change) if version.change else "",
        )
        for version in one.versions
    ]


def facts_of(one: Definition, central: CentralSet) -> list[tuple[str, str]]:
    """Return how an indicator of a central set is counted, as names and values."""
    place = places().get(one.place)
    facts = [
        (_("Numerator"), said(one.numerator)),
        (_("Denominator"), said(one.denominator)),
        (_("Who is left out"), said(one.exclusions)),
        (_("Small numbers"), said(central.small_n)),
        (_("Smallest number of learners"), str(central.fewest)),
        (_("Place in R-OK"), f"{place.code} · {place.statement}" if place else ""),
        (_("Owner"), one.owner),
        (_("Source"), said(one.source)),
    ]
    return [*facts, (_("Target"), f"{one.target} %")] if one.target is not None else facts
