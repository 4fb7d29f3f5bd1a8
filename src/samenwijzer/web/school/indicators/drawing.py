"""A series of school years drawn as one small chart: a change of definition is a break, never a jump (D-006)."""

from dataclasses import dataclass

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.quality.indicators.queries import Line, Point
from samenwijzer.web.components.drawings import percent

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 320, 132, 40, 10, 24


@dataclass(frozen=True)
class Dot:
    """One school year in the drawing: its place, its whisker from ``high`` to ``low``, and its name."""

    x: int
    y: int
    low: int
    high: int
    year: str


@dataclass(frozen=True)
class Drawing:
    """Lines through years that were counted alike, every dot, the places of breaks, and the height of a target.

    ``told`` says every dot and its whisker in words and figures, for who hears the chart (D-230).
    """

    lines: list[str]
    dots: list[Dot]
    breaks: list[int]
    target: int | None
    grid: list[tuple[int, int]]
    told: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    floor: int = HEIGHT - BOTTOM


def _height_of(share: float) -> int:
    return round(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP))


def drawing(line: Line) -> Drawing | None:
    """Return the drawing of a series, ``None`` where there is nothing to draw."""
    if not any(one.is_shown for one in line.points):
        return None
    step = (WIDTH - LEFT) / len(line.points)
    places = {one.year: round(LEFT + step * (at + 0.5)) for at, one in enumerate(line.points)}
    runs = [[_dot(one, places[one.year]) for one in run if one.is_shown] for run in line.runs]
    target = line.definition.target
    return Drawing(
        lines=[" ".join(f"{dot.x},{dot.y}" for dot in run) for run in runs if len(run) > 1],
        dots=[dot for run in runs for dot in run],
        breaks=[round(places[run[0].year] - step / 2) for run in line.runs[1:]],
        target=None if target is None else _height_of(target / 100),
        grid=[(_height_of(share / 100), share) for share in (0, 50, 100)],
        told="; ".join(_told(one) for one in line.points if one.is_shown),
    )


def _told(one: Point) -> str:
    value, low, high = percents(one)
    return f"{SchoolYear(one.year)}: {value} % ({low} – {high} %)"


def _dot(one: Point, x: int) -> Dot:
    value, low, high = one.value or 0.0, one.low or 0.0, one.high or 0.0
    return Dot(x, _height_of(value), _height_of(low), _height_of(high), str(SchoolYear(one.year)))


def percents(one: Point) -> tuple[int, int, int]:
    """Return a figure that is shown in whole percents: itself, and the bounds of its interval."""
    return percent(one.value or 0.0), percent(one.low or 0.0), percent(one.high or 0.0)
