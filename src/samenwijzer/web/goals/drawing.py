"""The prerequisites around a goal as a drawing: what comes first on the left, what builds on it on the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenwijzer.practice.goals.browsing import Around
from samenwijzer.practice.goals.models import Goal

BOX, HIGH, GAP, BETWEEN, MARGIN = 172, 44, 26, 12, 4
LETTERS = 19
#: As many goals as one column holds; how many more there are stands below it.
MOST = 5
REST_HIGH = 24


@dataclass(frozen=True)
class Box:
    """One goal in the drawing, with its top left corner; ``words`` fit the box."""

    goal: Goal
    x: int
    y: int
    words: str
    is_self: bool

    @property
    def text_x(self) -> int:
        """Where the words start."""
        return self.x + 12

    @property
    def text_y(self) -> int:
        """The line the words stand on."""
        return self.y + HIGH // 2 + 5


@dataclass(frozen=True)
class Rest:
    """How many goals of one column are not drawn, and where that is written."""

    count: int
    x: int
    y: int


@dataclass(frozen=True)
class Drawing:
    """Boxes and the curves between them, what is left out, and the size of the whole."""

    boxes: list[Box]
    curves: list[str]
    rests: list[Rest]
    width: int
    height: int
    box_width: int = BOX
    box_height: int = HIGH


def drawing_of(around: Around) -> Drawing | None:
    """Return the drawing of what stands around a goal, ``None`` where nothing does."""
    columns: list[Sequence[Goal]] = [*reversed(around.before), [around.goal], *around.after]
    if len(columns) == 1:
        return None
    tallest = min(MOST, max(len(column) for column in columns))
    height = tallest * (HIGH + BETWEEN) - BETWEEN + 2 * MARGIN
    boxes: dict[int, Box] = {}
    rests = []
    for number, column in enumerate(columns):
        x, drawn = MARGIN + number * (BOX + GAP), column[:MOST]
        top = (height - len(drawn) * (HIGH + BETWEEN) + BETWEEN) // 2
        for place, goal in enumerate(drawn):
            y = top + place * (HIGH + BETWEEN)
            boxes[goal.pk] = Box(goal, x, y, _short(goal.title), goal == around.goal)
        if len(column) > MOST:
            rests.append(Rest(len(column) - MOST, x + 12, height + REST_HIGH - 8))
    curves = [_curve(boxes[first], boxes[later]) for first, later in around.arrows if first in boxes and later in boxes]
    width = len(columns) * (BOX + GAP) - GAP + 2 * MARGIN
    return Drawing(list(boxes.values()), curves, rests, width, height + (REST_HIGH if rests else 0))


def _short(words: str) -> str:
    return words if len(words) <= LETTERS else f"{words[: LETTERS - 1].rstrip()}…"


def _curve(first: Box, later: Box) -> str:
    x1, y1, x2, y2 = first.x + BOX, first.y + HIGH // 2, later.x, later.y + HIGH // 2
    middle = (x1 + x2) // 2
    return f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
