"""Where learners stand on a goal, as counts a group, and as names for one group that was chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.progress.class_grids import GoalSummary
from samenwijzer.learning.progress.positions import Positions
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.browsing import LineStep
from samenwijzer.practice.goals.models import Goal

INDEPENDENT = 3


@dataclass(frozen=True)
class Segment:
    """How many learners stand at one step; where the segment starts and how long it is, of 100."""

    step: int
    word: str
    count: int
    start: str
    length: str


@dataclass(frozen=True)
class Spread:
    """One group on one goal, furthest step first."""

    unit: Unit
    size: int
    segments: list[Segment]


@dataclass(frozen=True)
class Stop:
    """A goal on the line over the years; ``reached`` of ``size`` learners work independently on it."""

    goal: Goal
    is_self: bool
    reached: int
    size: int


def step_words() -> dict[int, str]:
    """Return the word of each step, too little seen as 0."""
    return {0: _("too little seen")} | {step.key: step.name for step in scales().mastery}


def spread_of(unit: Unit, positions: Positions, goal: Goal) -> Spread:
    """Return how a group is spread over the steps of ``goal``."""
    words, start, segments = step_words(), 0.0, []
    for step in sorted(words, reverse=True):
        count = positions.at[goal.pk][step]
        length = 100 * count / (positions.size or 1)
        segments.append(Segment(step, words[step], count, f"{start:.2f}", f"{length:.2f}"))
        start += length
    return Spread(unit, positions.size, segments)


def stops_of(line: Sequence[LineStep], goal: Goal, together: Positions) -> list[tuple[str, list[Stop]]]:
    """Return the line over the years by level, each goal with how many of all learners reached it."""
    return [
        (
            step.level,
            [Stop(one, one == goal, sum(together.at[one.pk][INDEPENDENT:]), together.size) for one in step.goals],
        )
        for step in line
    ]


def names_of(summary: GoalSummary) -> list[tuple[int, str, list[Person]]]:
    """Return the learners of a group by the step they stand at, furthest first, empty steps left out."""
    words = step_words()
    return [(step, words[step], summary.at[step]) for step in sorted(words, reverse=True) if summary.at[step]]
