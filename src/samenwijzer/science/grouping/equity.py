"""Looking at fairness: traits over the groups, never beside a name, and who is in the lowest group too often.

D-038 asks for the warning, D-173 for the mix at aggregate level.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from samenwijzer.science.grouping.objective import trait_bounds
from samenwijzer.science.grouping.problem import Groups, Problem

WARN_AFTER = 6
CLEARLY_BELOW = 0.5
"""How far below the mean of all, in standard deviations, a group's mean lies before it counts as the lowest group."""


@dataclass(frozen=True, slots=True)
class TraitReading:
    """One trait over all groups: its share, the fewest and most in a group, and how many groups are off their share."""

    trait: str
    share: Fraction
    fewest: int
    most: int
    groups_off: int


@dataclass(frozen=True, slots=True)
class Round:
    """One earlier grouping (or the one proposed): its groups and everyone's readiness at the time.

    Learners who worked on their own are a group too: leave them out and extended instruction has no lowest group.
    """

    groups: Groups
    scores: Mapping[str, float]

    def lowest(self, *, clearly_below: float = CLEARLY_BELOW) -> frozenset[str]:
        """Members of the group with the lowest mean score; nobody when no group is clearly below the rest."""
        members = [id_ for group in self.groups for id_ in group]
        groups = [group for group in self.groups if group]
        if len(groups) < 2:
            return frozenset()
        everyone = np.array([self.scores[id_] for id_ in members])
        means = [float(np.mean([self.scores[id_] for id_ in group])) for group in groups]
        lowest = int(np.argmin(means))
        if everyone.mean() - means[lowest] <= clearly_below * everyone.std():
            return frozenset()
        return frozenset(groups[lowest])


@dataclass(frozen=True, slots=True)
class LowestReading:
    """How many of the places in lowest groups went to learners with a trait, beside their share of all places."""

    in_lowest: Fraction
    overall: Fraction
    places: int


def trait_readings(problem: Problem, groups: Sequence[Sequence[str]]) -> tuple[TraitReading, ...]:
    """For each trait how it is spread; a group is off when it is outside ⌊share·size⌋ to ⌈share·size⌉."""
    traits = {learner.id: learner.traits for learner in problem.learners}
    readings = []
    for trait, share in problem.trait_shares().items():
        having = [sum(trait in traits[id_] for id_ in group) for group in groups]
        bounds = [trait_bounds(share, len(group)) for group in groups]
        off = sum(not low <= count <= high for count, (low, high) in zip(having, bounds, strict=True))
        readings.append(TraitReading(trait, share, min(having, default=0), max(having, default=0), off))
    return tuple(readings)


def lowest_runs(rounds: Sequence[Round], *, clearly_below: float = CLEARLY_BELOW) -> dict[str, int]:
    """How many of the latest rounds (oldest first) each learner was in the lowest group without a break.

    A round a learner did not take part in is passed over; only runs that reach the learner's last round count.
    """
    runs: dict[str, int] = {}
    for round_ in rounds:
        lowest = round_.lowest(clearly_below=clearly_below)
        for id_ in (id_ for group in round_.groups for id_ in group):
            runs[id_] = runs.get(id_, 0) + 1 if id_ in lowest else 0
    return {id_: run for id_, run in runs.items() if run}


def lowest_too_often(rounds: Sequence[Round], *, warn_after: int = WARN_AFTER) -> tuple[str, ...]:
    """Learners in the lowest group `warn_after` times running or more; put a proposal last to be warned beforehand."""
    return tuple(sorted(id_ for id_, run in lowest_runs(rounds).items() if run >= warn_after))


def lowest_reading(rounds: Sequence[Round], having: frozenset[str]) -> LowestReading:
    """Whether learners with a trait (`having`, ids) fill the lowest groups more than their share of all places."""
    seats = [id_ for round_ in rounds for group in round_.groups for id_ in group]
    lowest = [id_ for round_ in rounds for id_ in round_.lowest()]
    return LowestReading(_share(lowest, having), _share(seats, having), len(lowest))


def _share(ids: Sequence[str], having: frozenset[str]) -> Fraction:
    return Fraction(sum(id_ in having for id_ in ids), max(1, len(ids)))
