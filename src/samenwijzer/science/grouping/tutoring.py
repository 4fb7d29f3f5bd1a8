"""Pairs: peer tutoring on one goal, and roles in a group that go round."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from samenwijzer.science.grouping.problem import Groups

TUTOR_FROM = 0.8
"""Mastery from which someone can explain a goal."""
SMALLEST_GAP = 0.2
BEST_GAP = 0.4
"""A tutor a step ahead, not out of sight."""
REPEAT = 0.1
"""What having been paired before weighs, in mastery."""


@dataclass(frozen=True, slots=True)
class TutorPair:
    """Who explains to whom; `gap` in mastery of the goal, `times_before` they were together."""

    tutor: str
    tutee: str
    gap: float
    times_before: int


def tutoring_pairs(
    mastery: Mapping[str, float],
    consent: frozenset[str],
    *,
    apart: Sequence[tuple[str, str]] = (),
    history: Sequence[tuple[str, str, int]] = (),
) -> tuple[TutorPair, ...]:
    """As many pairs as can be for one goal, with gaps near `BEST_GAP` and new partners before old ones.

    `mastery` (0 to 1) of the goal per learner id. Both must consent; tutors master the goal, tutees are at least
    `SMALLEST_GAP` behind them. The adult who watches over the pair is the caller's to name.
    """
    willing = sorted(id_ for id_ in mastery if id_ in consent)
    tutors = [id_ for id_ in willing if mastery[id_] >= TUTOR_FROM]
    tutees = [id_ for id_ in willing if mastery[id_] < TUTOR_FROM]
    if not tutors or not tutees:
        return ()
    kept_apart = {frozenset(pair) for pair in apart}
    before = {frozenset((one, other)): times for one, other, times in history}
    gaps = np.array([[mastery[tutor] - mastery[tutee] for tutee in tutees] for tutor in tutors])
    times = np.array([[before.get(frozenset((tutor, tutee)), 0) for tutee in tutees] for tutor in tutors])
    barred = np.array([[frozenset((tutor, tutee)) in kept_apart for tutee in tutees] for tutor in tutors])
    barred |= gaps < SMALLEST_GAP
    costs = np.abs(gaps - BEST_GAP) + REPEAT * times
    forbidden = 1.0 + costs.sum()  # dearer than any choice of pairs, so that as many as can be are made
    rows, columns = linear_sum_assignment(np.where(barred, forbidden, costs))
    return tuple(
        TutorPair(tutors[row], tutees[column], float(gaps[row, column]), int(times[row, column]))
        for row, column in zip(rows, columns, strict=True)
        if not barred[row, column]
    )


def spread_roles(
    groups: Groups, roles: Sequence[str], held: Mapping[str, Mapping[str, int]]
) -> tuple[dict[str, str], ...]:
    """For each group which member takes which role, going to those who held it least; `held` is learner → role → times.

    Each role goes to one member and each member has at most one; in a group smaller than the roles the last stay open.
    """
    spread = []
    for group in groups:
        wanted = roles[: len(group)]
        times = np.array([[held.get(id_, {}).get(role, 0) for role in wanted] for id_ in group]).reshape(
            -1, len(wanted)
        )
        members, places = linear_sum_assignment(times)
        spread.append(
            {group[member]: wanted[place] for member, place in zip(members.tolist(), places.tolist(), strict=True)}
        )
    return tuple(spread)
