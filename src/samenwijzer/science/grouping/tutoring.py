"""Peer tutoring: pairs with a gap in one goal, of learners who both said yes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

TUTOR_FROM = 0.8
"""Mastery from which someone can explain a goal."""
SMALLEST_GAP = 0.2
BEST_GAP = 0.4
"""A tutor a step ahead, not out of sight."""
REPEAT = 0.1
"""What having been paired before weighs, in mastery."""

History = Sequence[tuple[str, str, int]]
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TutorPair:
    """Who explains to whom; `gap` in mastery of the goal, `times_before` they were together."""

    tutor: str
    tutee: str
    gap: float
    times_before: int


@dataclass(frozen=True, slots=True)
class Willing:
    """Who said yes to explaining and who to being explained to, as ids; nobody else is ever paired."""

    explain: frozenset[str]
    listen: frozenset[str]


def tutoring_pairs(
    mastery: Mapping[str, float], willing: Willing, *, apart: Pairs = (), history: History = (), repeat: float = REPEAT
) -> tuple[TutorPair, ...]:
    """As many pairs as can be for one goal, with gaps near `BEST_GAP` and new partners before old ones.

    `mastery` (0 to 1) of the goal per learner id. Tutors master the goal, tutees are at least `SMALLEST_GAP` behind
    them. The adult who watches over the pair is the caller's to name.
    """
    tutors = sorted(id_ for id_ in mastery if id_ in willing.explain and mastery[id_] >= TUTOR_FROM)
    tutees = sorted(id_ for id_ in mastery if id_ in willing.listen and mastery[id_] < TUTOR_FROM)
    if not tutors or not tutees:
        return ()
    kept_apart = {frozenset(pair) for pair in apart}
    before = {frozenset((one, other)): times for one, other, times in history}
    gaps = np.array([[mastery[tutor] - mastery[tutee] for tutee in tutees] for tutor in tutors])
    times = np.array([[before.get(frozenset((tutor, tutee)), 0) for tutee in tutees] for tutor in tutors])
    barred = np.array([[frozenset((tutor, tutee)) in kept_apart for tutee in tutees] for tutor in tutors])
    barred |= gaps < SMALLEST_GAP
    costs = np.abs(gaps - BEST_GAP) + repeat * times
    forbidden = 1.0 + costs.sum()  # dearer than any choice of pairs, so that as many as can be are made
    rows, columns = linear_sum_assignment(np.where(barred, forbidden, costs))
    return tuple(
        TutorPair(tutors[row], tutees[column], float(gaps[row, column]), int(times[row, column]))
        for row, column in zip(rows, columns, strict=True)
        if not barred[row, column]
    )


def pairs_by_goal(
    mastery: Mapping[str, Mapping[str, float]],
    willing: Willing,
    *,
    apart: Pairs = (),
    history: History = (),
    repeat: float = REPEAT,
) -> tuple[tuple[str, TutorPair], ...]:
    """Pairs over several goals (goal → learner id → mastery), everyone in one at most; most pairs on one goal first."""
    left, found = dict(mastery), list[tuple[str, TutorPair]]()
    paired = set[str]()
    while left:
        options = {
            goal: tutoring_pairs(
                {id_: value for id_, value in values.items() if id_ not in paired},
                willing,
                apart=apart,
                history=history,
                repeat=repeat,
            )
            for goal, values in left.items()
        }
        goal = max(options, key=lambda one: len(options[one]))
        found += [(goal, pair) for pair in options[goal]]
        paired |= {id_ for pair in options[goal] for id_ in (pair.tutor, pair.tutee)}
        del left[goal]
    return tuple(found)


def pair_cost(gap: float, times_before: int) -> float:
    """How far a pair is from the best one, in points of 100: by its gap (none counts as 0) and by having met before."""
    return 100 * (abs(gap - BEST_GAP) + REPEAT * times_before)
