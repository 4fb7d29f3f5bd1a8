"""Who needs what: from estimates to at most ten signals a week, both ends of the group in view.

Every signal names its evidence. Nothing is assigned: a signal is a suggestion to look (R9, D-178).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain, zip_longest
from math import erf, log, sqrt

from django.utils import timezone

from samenwijzer.learning.progress.models import Estimate, FollowUp

LIST_LENGTH = 10
#: Learners on one card at most: those who can be helped at one table.
LEARNERS_A_CARD = 4
SUPPORT_BELOW = 0.45
CHALLENGE_FROM = 0.82
CHALLENGE_GOALS = 3
Need = FollowUp.Need
#: Half the width of a central 80 % interval, in standard deviations.
INTERVAL_DEVIATIONS = 1.2816
EDGE = 1e-4
#: Places each need has on the list before the others may fill what is left.
PLACES = {Need.SUPPORT: 4, Need.CHALLENGE: 2, Need.REVIEW: 2, Need.QUIET: 2}


@dataclass(frozen=True)
class Signal:
    """One suggestion to look: which need, of whom, on which goal, and the estimate it rests on.

    Of several ``learners`` the first is the most urgent, and the estimate is of that one. ``for_goal`` is the running
    goal for which ``goal`` is needed, where ``goal`` is a prerequisite of it.
    """

    need: str
    learners: tuple[int, ...]
    goal: int | None
    urgency: float
    estimate: Estimate | None = None
    for_goal: int | None = None
    last_seen: date | None = None


@dataclass(frozen=True)
class Group:
    """What the signals of one group are computed from."""

    learners: Collection[int]
    goals: Collection[int]
    prerequisites: Mapping[int, Collection[int]]
    estimates: Iterable[Estimate]
    last_seen: Mapping[int, datetime]
    quiet_before: datetime
    on: date


def signals(group: Group, *, settled: Collection[tuple[int, str]], places: int = LIST_LENGTH) -> list[Signal]:
    """Return at most ``places`` signals, most urgent first within each need; ``settled`` (learner, need) stay away.

    Learners who need support on the same goal, or review of it, share one signal: so more of the group is in view. Who
    is on the list already is not called quiet as well.
    """
    by_learner: dict[int, dict[int, Estimate]] = defaultdict(dict)
    for estimate in group.estimates:
        by_learner[estimate.learner_id][estimate.goal_id] = estimate
    found = {
        Need.SUPPORT: _support(group, by_learner, settled),
        Need.CHALLENGE: _challenge(group, by_learner),
        Need.QUIET: _quiet(group),
        Need.REVIEW: _review(group, by_learner, settled),
    }
    ranked = {
        need: sorted(
            (one for one in ones if not any((learner, need) in settled for learner in one.learners)),
            key=lambda signal: (-signal.urgency, signal.learners),
        )
        for need, ones in found.items()
    }
    named = {
        learner
        for need in (Need.SUPPORT, Need.CHALLENGE)
        for one in ranked[need][: PLACES[need]]
        for learner in one.learners
    }
    ranked[Need.QUIET] = [one for one in ranked[Need.QUIET] if not named.intersection(one.learners)]
    return _shortlist(ranked, places)


def _shortlist(ranked: Mapping[Need, list[Signal]], places: int) -> list[Signal]:
    """Give each need its places, and what is left to the next in turn; with few places both ends go in turn."""
    reserved = zip_longest(*(ranked[need][: PLACES[need]] for need in PLACES))
    rest = zip_longest(*(ranked[need][PLACES[need] :] for need in PLACES))
    in_turn = [one for one in chain(chain.from_iterable(reserved), chain.from_iterable(rest)) if one]
    chosen = in_turn[: max(places, 0)]
    return [one for need in PLACES for one in ranked[need] if one in chosen]


def _support(
    group: Group, by_learner: Mapping[int, Mapping[int, Estimate]], settled: Collection[tuple[int, str]]
) -> list[Signal]:
    """Signals for the learners who clearly do not succeed yet on a running goal, or on what comes before it.

    Each learner is on one of them, for the goal that goes least well.
    """
    alike: dict[int | None, list[Signal]] = defaultdict(list)
    for learner in group.learners:
        weakest = None if (learner, Need.SUPPORT) in settled else _weakest(group, learner, by_learner.get(learner, {}))
        if weakest:
            alike[weakest.goal].append(weakest)
    return list(chain.from_iterable(map(_shared, alike.values())))


def _weakest(group: Group, learner: int, estimates: Mapping[int, Estimate]) -> Signal | None:
    """Return the signal for the goal on which ``learner`` needs support most, if there is one."""
    candidates: list[tuple[int, int | None]] = [(goal, None) for goal in group.goals]
    candidates += [(before, goal) for goal in group.goals for before in group.prerequisites.get(goal, ())]
    weak = [
        Signal(Need.SUPPORT, (learner,), goal, _shortfall(estimates[goal]), estimates[goal], for_goal)
        for goal, for_goal in candidates
        if goal in estimates and estimates[goal].step and estimates[goal].mean < SUPPORT_BELOW
    ]
    return max(weak, key=lambda signal: (signal.urgency, signal.for_goal is not None), default=None)


def _shared(alike: Iterable[Signal]) -> list[Signal]:
    """Gather signals of one learner each on the same goal, the most urgent together; a signal is as urgent as these."""
    ranked = sorted(alike, key=lambda one: (-one.urgency, one.learners))
    tables = [ranked[first : first + LEARNERS_A_CARD] for first in range(0, len(ranked), LEARNERS_A_CARD)]
    return [replace(ones[0], learners=tuple(learner for one in ones for learner in one.learners)) for ones in tables]


def _shortfall(estimate: Estimate) -> float:
    """How probable it is that the true chance lies below the bound, as the interval tells.

    By this order the list of the fitted model is measured (``samenwijzer evaluate needs``).
    """
    spread = (_logit(estimate.high) - _logit(estimate.low)) / (2 * INTERVAL_DEVIATIONS)
    gap = _logit(SUPPORT_BELOW) - _logit(estimate.mean)
    return 0.5 * (1 + erf(gap / max(spread, EDGE) / sqrt(2)))


def _logit(chance: float) -> float:
    safe = min(max(chance, EDGE), 1 - EDGE)
    return log(safe / (1 - safe))


def _challenge(group: Group, by_learner: Mapping[int, Mapping[int, Estimate]]) -> list[Signal]:
    """One signal for each learner who masters every running goal on which enough was seen, at least three."""
    found = []
    for learner in group.learners:
        seen = [one for goal, one in by_learner.get(learner, {}).items() if goal in group.goals and one.step]
        if len(seen) >= CHALLENGE_GOALS and min(one.mean for one in seen) >= CHALLENGE_FROM:
            weakest = min(seen, key=lambda one: one.mean)
            found.append(Signal(Need.CHALLENGE, (learner,), None, weakest.mean + len(seen) / 100, weakest))
    return found


def _review(
    group: Group, by_learner: Mapping[int, Mapping[int, Estimate]], settled: Collection[tuple[int, str]]
) -> list[Signal]:
    """One signal for each goal that is due again, with the learners for whom it is most overdue.

    What too little was seen of is not called back: there is nothing sure to refresh.
    """
    by_goal: dict[int, list[Estimate]] = defaultdict(list)
    for learner in group.learners:
        if (learner, Need.REVIEW) in settled:
            continue
        for goal, estimate in by_learner.get(learner, {}).items():
            due = estimate.step and estimate.review_on and estimate.review_on <= group.on
            if due and goal not in group.goals:
                by_goal[goal].append(estimate)
    found = []
    for goal, estimates in by_goal.items():
        longest = sorted(estimates, key=lambda one: (one.review_on, one.learner_id))[:LEARNERS_A_CARD]
        learners = tuple(one.learner_id for one in longest)
        overdue = (group.on - longest[0].last_seen_on).days
        found.append(Signal(Need.REVIEW, learners, goal, len(learners) + overdue / 100, longest[0]))
    return found


def _quiet(group: Group) -> list[Signal]:
    """One signal for each learner of whom nothing was seen for ten school days."""
    found = []
    for learner in group.learners:
        seen = group.last_seen.get(learner)
        if seen is None or seen < group.quiet_before:
            last = timezone.localdate(seen) if seen else None
            silence = (group.on - last).days if last else 365
            found.append(Signal(Need.QUIET, (learner,), None, silence, last_seen=last))
    return found
