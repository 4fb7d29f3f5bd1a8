"""The route on the map: where the stops lie on a smooth curve, and where their names stand without touching.

Everything is in units of the drawing, which are pixels when the drawing is as wide as its place on the page. A long
route turns back at the edge of the map, as on a board game. Stops go up and down by turns; the name of a high stop
stands above it and that of a low stop below it, so that neighbours never meet and the curve runs between the names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

#: How far a stop lies above or below the middle of its row.
LIFT = 20.0
SMALL, BIG = 15.0, 25.0
LINE = 20.0
#: Width of one letter at 16 px, on the wide side, so that a name never needs more room than was kept for it.
LETTER = 9.0
LINES = 3
WIDEST_NAME = 290.0
#: Room between a stop and its name, between a name and the edge of the map, between two rows.
GAP, MARGIN, BETWEEN_ROWS = 10.0, 8.0, 26.0
LEAST_ABOVE = LIFT + BIG + 8
STROKE = 6.0


@dataclass(frozen=True)
class Point:
    """A place on the map."""

    x: float
    y: float


@dataclass(frozen=True)
class Box:
    """A rectangle on the map."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        """Whether the two share any room."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True)
class Label:
    """The name of a stop: the middle of its lines, and each line with the height of its base."""

    x: float
    lines: tuple[tuple[float, str], ...]

    @property
    def box(self) -> Box:
        """The room the name takes."""
        half = max(len(text) for _, text in self.lines) * LETTER / 2
        return Box(self.x - half, self.lines[0][0] - LINE + 5, self.x + half, self.lines[-1][0] + 5)


@dataclass(frozen=True)
class Mark:
    """A stop with its name."""

    x: float
    y: float
    radius: float
    label: Label

    @property
    def box(self) -> Box:
        """The room the stop itself takes."""
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


@dataclass(frozen=True)
class Drawing:
    """The route drawn: the marks in order, and the curve in two parts as SVG path data, behind and ahead."""

    width: float
    height: float
    marks: list[Mark]
    travelled: str
    ahead: str


@dataclass(frozen=True)
class _Row:
    """The stops of one row: the place of each in the order of travel, whether it lies high, and its wrapped name."""

    xs: list[float]
    high: list[bool]
    names: list[list[str]]
    radii: list[float]
    above: float
    below: float


def draw(names: Sequence[str], *, reached: int, width: float, a_row: int) -> Drawing:
    """Draw a route past ``names`` (at least two, the last is the star) on a map of ``width``, ``a_row`` to a row.

    The line is travelled up to and including the stop ``reached`` (from 0); that stop and the star are drawn big.
    ``a_row`` is even.
    """
    sizes = row_sizes(len(names), a_row)
    column = width / max(sizes)
    rows, first = [], 0
    for number, size in enumerate(sizes):
        big = [n in (reached, len(names) - 1) for n in range(first, first + size)]
        rows.append(_row(names[first : first + size], big, number, sizes, column))
        first += size
    marks: list[Mark] = []
    middle = MARGIN - BETWEEN_ROWS
    for row in rows:
        middle += BETWEEN_ROWS + row.above
        marks += _marks(row, middle, width)
        middle += row.below
    travelled, ahead = _curve(marks, sizes, reached, column, width)
    return Drawing(width, middle + MARGIN, marks, travelled, ahead)


def row_sizes(count: int, a_row: int) -> list[int]:
    """Return how many stops stand in each row: full rows, and the rest in the last one.

    A row between two turns holds an even number, so that the line leaves it high and enters it low; the star never
    stands alone in the last row, for which the first row gives up a stop.
    """
    full, rest = divmod(count, a_row)
    if not full or not rest:
        return [a_row] * full or [count]
    if rest == 1:
        return [a_row - 1, *[a_row] * (full - 1), 2]
    return [*[a_row] * full, rest]


def _row(names: Sequence[str], big: Sequence[bool], number: int, sizes: Sequence[int], column: float) -> _Row:
    size, widest = len(names), max(sizes)
    offset = widest - size if number == 0 and len(sizes) > 1 else 0
    places = [column * (offset + n + 0.5) for n in range(size)]
    xs = places if number % 2 == 0 else [column * widest - x for x in places]
    low_first = number > 0
    high = [n % 2 == 1 if low_first else (size - 1 - n) % 2 == 0 for n in range(size)]
    letters = int(min(1.5 * column - 2 * GAP, WIDEST_NAME) / LETTER)
    wrapped = [wrap(name, letters, max_lines=LINES, placeholder="…") or [""] for name in names]
    radii = [BIG if one else SMALL for one in big]
    needs = [LIFT + radius + GAP + LINE * len(lines) for radius, lines in zip(radii, wrapped, strict=True)]
    return _Row(
        xs=xs,
        high=high,
        names=wrapped,
        radii=radii,
        above=max([LEAST_ABOVE, *(need for need, up in zip(needs, high, strict=True) if up)]),
        below=max([LEAST_ABOVE, *(need for need, up in zip(needs, high, strict=True) if not up)]),
    )


def _marks(row: _Row, middle: float, width: float) -> list[Mark]:
    marks = []
    for x, up, lines, radius in zip(row.xs, row.high, row.names, row.radii, strict=True):
        y = middle - LIFT if up else middle + LIFT
        base = y - radius - GAP - LINE * (len(lines) - 1) if up else y + radius + GAP + LINE - 5
        half = max(map(len, lines)) * LETTER / 2
        centre = min(max(x, half + MARGIN), width - half - MARGIN)
        label = Label(centre, tuple((base + LINE * n, text) for n, text in enumerate(lines)))
        marks.append(Mark(x, y, radius, label))
    return marks


def _curve(marks: Sequence[Mark], sizes: Sequence[int], reached: int, column: float, width: float) -> tuple[str, str]:
    """Return the path behind and the path ahead, smooth through all marks and round at the turns."""
    turns = {sum(sizes[:row]) - 1 for row in range(1, len(sizes))}
    first = marks[0]
    low = len(marks) > 1 and first.y > marks[1].y
    points = [Point(max(first.x - 0.45 * column, STROKE), first.y + (-LIFT if low else LIFT))]
    behind = 0
    for number, mark in enumerate(marks):
        points.append(Point(mark.x, mark.y))
        if number == reached:
            behind = len(points) - 1
        if number in turns:
            outward = column if mark.x > width / 2 else -column
            points.append(Point(mark.x + 0.42 * outward, (mark.y + marks[number + 1].y) / 2))
    pieces = _pieces(points)
    return _path(points[0], pieces[:behind]), _path(points[behind], pieces[behind:])


def _path(start: Point, pieces: Sequence[str]) -> str:
    return f"M{start.x:.1f} {start.y:.1f}" + "".join(pieces)


def _pieces(points: Sequence[Point]) -> list[str]:
    """Return a cubic Bézier piece between each pair of neighbours (Catmull and Rom 1974, uniform)."""
    around = [points[0], *points, points[-1]]
    pieces = []
    for before, here, there, after in zip(around, around[1:], around[2:], around[3:], strict=False):
        leaving = Point(here.x + (there.x - before.x) / 6, here.y + (there.y - before.y) / 6)
        arriving = Point(there.x - (after.x - here.x) / 6, there.y - (after.y - here.y) / 6)
        pieces.append(f"C{leaving.x:.1f} {leaving.y:.1f} {arriving.x:.1f} {arriving.y:.1f} {there.x:.1f} {there.y:.1f}")
    return pieces
