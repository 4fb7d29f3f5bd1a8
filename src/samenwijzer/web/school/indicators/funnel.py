"""Schools of a group as points in a funnel: beside each other by size, never in an order (D-237)."""

from dataclasses import dataclass

from samenwijzer.quality.indicators.funnels import bounds
from samenwijzer.quality.indicators.queries import Line
from samenwijzer.web.components.drawings import percent

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 320, 180, 40, 10, 24
#: Fewer points than this make no picture of a whole.
FEWEST = 3
STEPS = 24


@dataclass(frozen=True)
class Mark:
    """One unit: its place, and whether chance alone explains how far it lies from the whole."""

    x: int
    y: int
    name: str
    of: int
    percent: int
    is_inside: bool


@dataclass(frozen=True)
class Funnel:
    """The two funnels as closed outlines, the share of the whole, and a mark for each unit that may be shown."""

    near: str
    far: str
    middle: int
    whole: int
    marks: list[Mark]
    most: int
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    floor: int = HEIGHT - BOTTOM

    @property
    def outside(self) -> list[Mark]:
        """Those that chance alone does not explain, by name."""
        return [one for one in self.marks if not one.is_inside]

    @property
    def grid(self) -> list[tuple[int, int]]:
        """Heights of three shares, in percent."""
        return [(_height_of(share / 100), share) for share in (0, 50, 100)]


def _height_of(share: float) -> int:
    return round(HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP))


def _outline(whole: float, most: int, which: int) -> str:
    sizes = [max(1, round(most * step / STEPS)) for step in range(1, STEPS + 1)]
    edges = [(_place(of, most), bounds(whole, of)[which]) for of in sizes]
    above = [f"{x},{_height_of(bound.high)}" for x, bound in edges]
    return " ".join([*above, *(f"{x},{_height_of(bound.low)}" for x, bound in reversed(edges))])


def _place(of: int, most: int) -> int:
    return round(LEFT + (WIDTH - LEFT) * of / most)


def funnel(line: Line) -> Funnel | None:
    """Return the funnel of the newest year of ``line``; ``None`` where fewer than three units may be shown."""
    last, shown = line.last, [one for one in line.parts if one.point.is_shown]
    if last is None or last.value is None or len(shown) < FEWEST:
        return None
    most = round(max(one.point.of or 1 for one in shown) * 1.1)
    marks = []
    for one in shown:
        of, share = one.point.of or 1, one.point.value or 0.0
        inside = bounds(last.value, of)[1].holds(share)
        marks.append(Mark(_place(of, most), _height_of(share), one.unit.name, of, percent(share), inside))
    near, far = (_outline(last.value, most, which) for which in (0, 1))
    return Funnel(near, far, _height_of(last.value), percent(last.value), marks, most)
