"""What was measured of a goal, drawn as one line from its baseline towards its target."""

from dataclasses import dataclass
from decimal import Decimal

from samenwijzer.practice.documents.goal_queries import GoalLine, GoalState, number

WIDTH, HEIGHT, EDGE = 240, 72, 10
#: The shape that stands beside the word of a state: how full the pie is.
STEPS = {GoalState.UNMEASURED: 0, GoalState.AWAY: 1, GoalState.ON_THE_WAY: 3, GoalState.REACHED: 4}


@dataclass(frozen=True)
class Drawing:
    """A line through ``dots``, the height of the target, and the same in words: day and value of each dot."""

    line: str
    dots: list[tuple[int, int]]
    target: int
    table: list[tuple[str, str]]
    width: int = WIDTH
    height: int = HEIGHT


def drawing(line: GoalLine) -> Drawing:
    """Return the drawing of a goal."""
    values = [value for _day, value in line.points]
    low, high = min([*values, line.goal.target]), max([*values, line.goal.target])
    span = (high - low) or Decimal(1)

    def height_of(value: Decimal) -> int:
        return round(HEIGHT - EDGE - float((value - low) / span) * (HEIGHT - 2 * EDGE))

    step = (WIDTH - 2 * EDGE) / max(len(values) - 1, 1)
    dots = [(round(EDGE + at * step), height_of(value)) for at, value in enumerate(values)]
    return Drawing(
        line=" ".join(f"{x},{y}" for x, y in dots),
        dots=dots,
        target=height_of(line.goal.target),
        table=[(day, number(value)) for day, value in line.points],
    )
