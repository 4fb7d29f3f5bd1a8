"""The indicators of a school, a school group or the network: figures that add up, series with their breaks."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.documents.models import PlanGoal
from samenwijzer.practice.instruments.scales.rules import GROUPS, answers_for
from samenwijzer.quality.indicators.models import Attention, Figure, Freeze
from samenwijzer.quality.indicators.pack import CentralSet, Definition, central_set
from samenwijzer.quality.indicators.rules import (
    Counts,
    ambitions_in,
    check_reads_indicators,
    hidden_among,
    parts_of,
    steers,
    tells_too_much,
    told,
)
from samenwijzer.science.statistics.shares import wilson
from samenwijzer.science.statistics.trends import Signal, read_signal


@dataclass(frozen=True)
class Point:
    """One school year of a series: shares in [0, 1] with their interval, ``None`` where they tell of too few people."""

    year: int
    version: int
    count: int | None
    of: int | None
    value: float | None
    low: float | None
    high: float | None

    @property
    def is_shown(self) -> bool:
        """Whether there is a figure to read."""
        return self.value is not None


@dataclass(frozen=True)
class Part:
    """A school of a group, or a group of the network, in the last school year of a series, and what that year says."""

    unit: Unit
    point: Point
    signal: Signal


@dataclass(frozen=True)
class Line:
    """One indicator: its series oldest first, what the last year says, and what it is the sum of.

    ``rest`` are the learners in parts that are not shown: with the parts that are, they make the total. ``schools``
    says of how many schools the newest year holds a figure, and how many there are; ``None`` for one school.
    """

    definition: Definition
    points: list[Point]
    signal: Signal
    parts: list[Part]
    schools: tuple[int, int] | None = None

    @property
    def last(self) -> Point | None:
        """The newest school year."""
        return self.points[-1] if self.points else None

    @property
    def runs(self) -> list[list[Point]]:
        """The series in stretches that were counted alike: between two of them stands a break (D-006)."""
        return [list(run) for _version, run in groupby(self.points, key=lambda one: one.version)]

    @property
    def hidden(self) -> int:
        """How many parts are not shown."""
        return sum(not one.point.is_shown for one in self.parts)

    @property
    def rest(self) -> Counts | None:
        """What the parts that are not shown come to together: (count, of); ``None`` where nothing is hidden."""
        if not self.hidden or self.last is None or self.last.count is None or self.last.of is None:
            return None
        shown = [one.point for one in self.parts if one.point.is_shown]
        return self.last.count - sum(one.count or 0 for one in shown), self.last.of - sum(one.of or 0 for one in shown)


@dataclass(frozen=True)
class Monitor:
    """The indicators of ``unit``: the central set, what was retired of it, and apart from them own ambitions (R11).

    ``is_exact``: the viewer answers for the school and reads counts that are not rounded.
    """

    unit: Unit
    lines: list[Line]
    retired: list[Line]
    ambitions: list[PlanGoal]
    freezes: list[Freeze]
    attention: list[Attention]
    steers: bool
    is_exact: bool

    @property
    def to_hand_in(self) -> list[Definition]:
        """What the viewer may hand in for this school."""
        if not self.steers or self.unit.kind not in SCHOOLS:
            return []
        return [one.definition for one in self.lines if one.definition.measure == "handed"]


#: One count: indicator, school year, version, how many, of how many, and the path of the school.
CountRow = tuple[str, int, int, int, int, str]
#: Counts by unit of one indicator and school year, and the version that counted them.
Year = tuple[int, dict[int, Counts]]


def monitor(*, viewer: Viewer, unit: int) -> Monitor:
    """Return the indicators of ``unit``; a constant number of queries, however many schools stand below it."""
    found = check_reads_indicators(viewer, unit)
    parts = list(Unit.objects.filter(path__startswith=found.path, kind__in=parts_of(found)).order_by("name", "pk"))
    knows = found.kind in SCHOOLS and answers_for(viewer, found)
    lines = lines_of(
        Counted(found, parts, rows_below(found), schools_below(found)),
        _hidden_from_above(viewer, found),
        is_exact=knows,
    )
    goals = PlanGoal.objects.filter(ambitions_in(viewer, found), left_at=None).select_related("document__unit")
    return Monitor(
        found,
        [one for one in lines if one.definition.retired is None],
        [one for one in lines if one.definition.retired is not None],
        list(goals.prefetch_related("measurements").order_by("document__unit__path", "position", "pk")),
        list(Freeze.objects.filter(unit=found).defer("rows", "parts", "definitions")),
        list(Attention.objects.filter(unit=found)) if found.kind not in SCHOOLS or steers(viewer, found) else [],
        steers(viewer, found),
        knows,
    )


def schools_below(unit: Unit) -> int:
    """Return how many schools stand below ``unit``; none for a school."""
    return 0 if unit.kind in SCHOOLS else Unit.objects.filter(path__startswith=unit.path, kind__in=SCHOOLS).count()


def rows_below(unit: Unit) -> list[CountRow]:
    """Return what was counted in the schools of ``unit``."""
    rows = Figure.objects.filter(unit__path__startswith=unit.path).order_by("indicator", "year", "unit")
    return list(rows.values_list("indicator", "year", "version", "count", "of", "unit__path"))


@dataclass(frozen=True)
class Counted:
    """What figures of ``unit`` are worked out from: its parts, what was counted, and how many ``schools`` there are."""

    unit: Unit
    parts: list[Unit]
    rows: Sequence[CountRow]
    schools: int


def lines_of(
    of: Counted, unshown: Collection[tuple[str, int]] = (), *, is_exact: bool = False, central: CentralSet | None = None
) -> list[Line]:
    """Return every indicator of a central set (by default today's); ``unshown`` are the years that are not shown.

    Only who answers for the school reads exact counts. For everybody else those of each school are rounded before they
    are added up (science.statistics.disclosure): what is hidden rests on the counts, what is shown never does.
    """
    years = _years(of.unit, of.parts, of.rows)
    rounded = [(key, year, version, *told((count, all_)), path) for key, year, version, count, all_, path in of.rows]
    shown = years if is_exact else _years(of.unit, of.parts, rounded)
    central = central or central_set()
    with_figure = Counter((key, year) for key, year, *_rest in of.rows)
    lines = []
    for one in central.indicators:
        years_of = years.get(one.key, {})
        line = _line(one, years_of, shown.get(one.key, {}), of.parts, unshown, fewest=central.fewest)
        schools = (with_figure[one.key, max(years_of, default=0)], of.schools) if of.schools else None
        lines.append(replace(line, schools=schools))
    return lines


def as_told(point: Point) -> Point:
    """Return a figure as it is told outside the school."""
    if point.count is None or point.of is None:
        return point
    return _point(point.year, point.version, told((point.count, point.of)), is_hidden=False)


def _years(unit: Unit, parts: list[Unit], rows: Iterable[CountRow]) -> dict[str, dict[int, Year]]:
    """Return by indicator and school year the counts of each part; of a school, its own."""
    by_path = {one.pk for one in parts}
    found: dict[str, dict[int, Year]] = {}
    for key, year, version, count, of, path in rows:
        inside = {int(step) for step in path.split("/") if step}
        part = next((one for one in inside if one in by_path), unit.pk)
        _version, counts = found.setdefault(key, {}).setdefault(year, (version, {}))
        old = counts.get(part, (0, 0))
        counts[part] = old[0] + count, old[1] + of
    return found


def _hidden_from_above(viewer: Viewer, unit: Unit) -> set[tuple[str, int]]:
    """Return the figures of a school that who reads it from its group does not see, by indicator and year.

    The same as in the table of the group: else one would be found by subtracting the others from the total.
    """
    if unit.kind not in SCHOOLS or answers_for(viewer, unit):
        return set()
    group = Unit.objects.filter(pk__in=unit.ancestor_ids, kind__in=GROUPS).first()
    if group is None:
        return set()
    schools = list(Unit.objects.filter(path__startswith=group.path, kind__in=SCHOOLS))
    years = _years(group, schools, rows_below(group))
    return {
        (key, year)
        for key, by_year in years.items()
        for year, (_version, counts) in by_year.items()
        if unit.pk in hidden_among(counts)
    }


def _line(
    one: Definition,
    years: Mapping[int, Year],
    shown: Mapping[int, Year],
    parts: list[Unit],
    unshown: Collection[tuple[str, int]],
    *,
    fewest: int,
) -> Line:
    points: list[Point] = []
    alike: list[Counts] = []
    for year, (version, counts) in sorted(years.items()):
        total = _sum(shown[year][1].values())
        if points and points[-1].version != version:
            alike = []
        alike.append(total)
        is_hidden = (one.key, year) in unshown or tells_too_much(_sum(counts.values()), fewest=fewest)
        points.append(_point(year, version, total, is_hidden=is_hidden))
    signal = Signal.UNKNOWN
    if points and points[-1].is_shown:
        signal = read_signal(alike, is_up=one.wanted == "up")
    return Line(one, points, signal, _parts(years, shown, parts, is_up=one.wanted == "up", fewest=fewest))


def _parts(
    years: Mapping[int, Year], shown: Mapping[int, Year], parts: list[Unit], *, is_up: bool, fewest: int
) -> list[Part]:
    if not years or not parts:
        return []
    year = max(years)
    version, counts = shown[year]
    hidden = {at: hidden_among(by_part, fewest=fewest) for at, (_version, by_part) in years.items()}
    alike = [at for at in sorted(years) if years[at][0] == version]
    found = []
    for one in [part for part in parts if part.pk in counts]:
        series = [shown[at][1][one.pk] for at in alike if one.pk in shown[at][1] and one.pk not in hidden[at]]
        is_hidden = one.pk in hidden[year]
        signal = Signal.UNKNOWN if is_hidden else read_signal(series, is_up=is_up)
        found.append(Part(one, _point(year, version, counts[one.pk], is_hidden=is_hidden), signal))
    return found


def _sum(rows: Iterable[Counts]) -> Counts:
    counted = list(rows)
    return sum(count for count, _of in counted), sum(of for _count, of in counted)


def _point(year: int, version: int, counts: Counts, *, is_hidden: bool) -> Point:
    if is_hidden:
        return Point(year, version, None, None, None, None, None)
    share = wilson(*counts)
    return Point(year, version, share.count, share.of, share.value, share.low, share.high)
