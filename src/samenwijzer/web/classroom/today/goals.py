"""The goals on which something seen in a group can be noted."""

from collections.abc import Sequence
from dataclasses import dataclass

from samenwijzer.practice.goals.models import Goal

#: Goals that stand ready for quick capture around the one of now; the rest is one tap further.
GOALS_AT_HAND = 3


@dataclass(frozen=True)
class GoalChoice:
    """The goals one can note something on: the one of now, a few at hand, and all by the title of their unit."""

    chosen: Goal | None
    at_hand: list[Goal]
    further: list[tuple[str, list[Goal]]]

    @property
    def further_count(self) -> int:
        """How many goals are one tap further."""
        return sum(len(goals) for _, goals in self.further)


@dataclass(frozen=True)
class GroupGoals:
    """The goals of a group by the title of their unit of work, and the one of now."""

    by_unit: list[tuple[str, list[Goal]]]
    now: Goal | None

    @property
    def flat(self) -> list[Goal]:
        """All of them in order, each once."""
        return list({goal.pk: goal for _, goals in self.by_unit for goal in goals}.values())

    def choice(self, chosen: int | None = None) -> GoalChoice:
        """Return the goals to note something on, around the goal with id ``chosen``, or else the one of now."""
        flat = self.flat
        picked = next((one for one in flat if one.pk == chosen), self.now)
        if picked is None:
            return GoalChoice(None, [], [])
        at_hand = around(flat, flat.index(picked))
        further = [(title, [one for one in goals if one not in at_hand]) for title, goals in self.by_unit]
        return GoalChoice(picked, at_hand, [(title, goals) for title, goals in further if goals])


def around(goals: Sequence[Goal], place: int) -> list[Goal]:
    """Return the goal at ``place`` with its neighbours, :data:`GOALS_AT_HAND` in all where there are as many."""
    first = max(0, min(place - 1, len(goals) - GOALS_AT_HAND))
    return list(goals[first : first + GOALS_AT_HAND])
