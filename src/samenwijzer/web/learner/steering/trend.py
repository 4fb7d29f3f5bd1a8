"""How the appetite to learn changes, as lines to draw and to read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from samenwijzer.practice.instruments.pack import instruments
from samenwijzer.practice.instruments.queries import GroupPoint, OwnPoint

PULSE = "abc-motivation"
#: The size of the drawing, and how many moments fit.
WIDTH, HEIGHT, MOST = 300, 80, 12


@dataclass(frozen=True)
class Spot:
    """One moment on a line: where it is drawn (as SVG reads it), which day, and the mean (1 to 4)."""

    x: str
    y: str
    on: date
    mean: float


@dataclass(frozen=True)
class Line:
    """One dimension over time."""

    title: str
    meaning: str
    spots: Sequence[Spot]

    @property
    def points(self) -> str:
        """The points of the line as SVG reads them."""
        return " ".join(f"{one.x},{one.y}" for one in self.spots)

    @property
    def last(self) -> Spot:
        """The newest moment."""
        return self.spots[-1]


def own_lines(points: Iterable[OwnPoint]) -> list[Line]:
    """Return a line for each dimension of what one person answered."""
    return _lines([(one.dimension, timezone.localdate(one.at), one.mean) for one in points])


def group_lines(points: Iterable[GroupPoint]) -> list[Line]:
    """Return a line for each dimension of the means of a group."""
    return _lines([(one.dimension, one.month, one.mean) for one in points])


def _lines(found: Sequence[tuple[str, date, float]]) -> list[Line]:
    lines = []
    for dimension in instruments()[PULSE].dimensions:
        mine = [(on, mean) for key, on, mean in found if key == dimension.key][-MOST:]
        gap = WIDTH / max(len(mine) - 1, 1)
        spots = [
            Spot(f"{8 + n * gap * 0.95:.1f}", f"{HEIGHT - 8 - (mean - 1) / 3 * (HEIGHT - 16):.1f}", on, mean)
            for n, (on, mean) in enumerate(mine)
        ]
        if spots:
            lines.append(Line(dimension.name, dimension.sentence, spots))
    return lines
