"""What an arrangement is worth, figure by figure, and whether it is fair: over the groups, never beside a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

from django.utils.translation import gettext

from samenwijzer.learning.groups.basis import Asked, Basis, Placed
from samenwijzer.learning.groups.proposals import SUPPORT, problem_of, solvable
from samenwijzer.science.grouping.equity import WARN_AFTER, Round, lowest_reading, lowest_runs, trait_readings
from samenwijzer.science.grouping.feasibility import broken_rules
from samenwijzer.science.grouping.objective import evaluate, lonely_members
from samenwijzer.science.grouping.obstacles import Kind
from samenwijzer.science.grouping.problem import Problem


@dataclass(frozen=True)
class Spread:
    """How the ticked learners are spread: how many of how many, fewest and most in a group, groups off their share."""

    ticked: int
    learners: int
    fewest: int
    most: int
    groups_off: int


@dataclass(frozen=True)
class Lowest:
    """Which share (percent) of the places in lowest groups this year went to ticked learners, and of all places."""

    in_lowest: int
    overall: int
    places: int


@dataclass(frozen=True)
class Reading:
    """An arrangement read: ``cost`` as the solver counts it (lower is better), and each wish with its own figure.

    ``apart`` is the difference between the highest and lowest mean readiness of the groups, in points of 100;
    ``lonely`` is empty where nobody's preferences are known; ``broken`` are the rules about pairs that do not hold.
    ``lowest_often`` names who would be in the lowest group that many times running (R7), for the teacher alone.
    """

    cost: float
    apart: int
    repeats: int
    lonely: int | None
    unknown: int
    sizes: tuple[int, ...]
    joining: int
    broken: tuple[str, ...]
    support: Spread | None
    lowest: Lowest | None
    lowest_often: tuple[tuple[str, int], ...]


def read(*, basis: Basis, asked: Asked, groups: Sequence[Placed]) -> Reading:
    """Return what ``groups`` are worth for what was asked; no query."""
    filled = [group for group in groups if group.learners]
    seated = [learner for group in filled for learner in group.learners]
    problem = problem_of(basis, asked, solvable(basis, asked, seated), [len(group.learners) for group in filled])
    ids = [[str(learner) for learner in group.learners] for group in filled]
    scores = basis.scores(asked.here, asked.goal)
    means = [fmean(scores[learner] for learner in group.learners) for group in filled]
    return Reading(
        cost=round(evaluate(problem, ids).cost, 1) if filled else 0.0,
        apart=round(max(means) - min(means)) if filled else 0,
        repeats=_repeats(basis, ids),
        lonely=_lonely(problem, ids),
        unknown=sum(basis.readiness(one, asked.goal) is None for one in asked.here),
        sizes=tuple(len(group.learners) for group in filled),
        joining=len(seated),
        broken=_broken(basis, problem, ids),
        support=_support(basis, asked, ids),
        lowest=_lowest(basis, asked),
        lowest_often=_lowest_often(basis, asked, ids, scores),
    )


def _repeats(basis: Basis, groups: Sequence[Sequence[str]]) -> int:
    """Return how many pairs inside a group sat together before this school year."""
    times = basis.times_together()
    pairs = (sorted(map(int, pair)) for group in groups for pair in combinations(group, 2))
    return sum(times[str(one), str(other)] > 0 for one, other in pairs)


def _lonely(problem: Problem, groups: Sequence[Sequence[str]]) -> int | None:
    learners = {one.id: one for one in problem.learners}
    if not any(one.prefers for one in problem.learners):
        return None
    members = [[learners[id_] for id_ in group] for group in groups]
    return sum(bool(one.prefers) for group in members for one in lonely_members(group))


def _broken(basis: Basis, problem: Problem, groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    broken = [one for one in broken_rules(problem, groups) if one.kind in (Kind.MET, Kind.PARTED)]
    return tuple(one.sentence(lambda id_: basis.names[int(id_)], gettext) for one in broken)


def _with_the_rest(asked: Asked, groups: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the groups with those who work on as one more: without it extended instruction has no lowest group."""
    seated = {id_ for group in groups for id_ in group}
    rest = [str(one) for one in asked.here if str(one) not in seated]
    return [*map(list, groups), rest] if rest else list(map(list, groups))


def _support(basis: Basis, asked: Asked, groups: Sequence[Sequence[str]]) -> Spread | None:
    if not asked.support or not groups:
        return None
    whole = _with_the_rest(asked, groups)
    problem = problem_of(basis, asked, solvable(basis, asked, asked.here), [len(group) for group in whole])
    one = next(reading for reading in trait_readings(problem, whole) if reading.trait == SUPPORT)
    return Spread(len(asked.support & set(asked.here)), len(asked.here), one.fewest, one.most, one.groups_off)


def _lowest(basis: Basis, asked: Asked) -> Lowest | None:
    rounds = basis.rounds()
    if not asked.support or not rounds:
        return None
    one = lowest_reading(rounds, frozenset(map(str, asked.support)))
    return Lowest(round(100 * one.in_lowest), round(100 * one.overall), one.places) if one.places else None


def _lowest_often(
    basis: Basis, asked: Asked, groups: Sequence[Sequence[str]], scores: dict[int, float]
) -> tuple[tuple[str, int], ...]:
    whole = tuple(map(tuple, _with_the_rest(asked, groups)))
    proposed = Round(whole, {str(one): score for one, score in scores.items()})
    runs = lowest_runs([*basis.rounds(), proposed])
    often = {id_: run for id_, run in runs.items() if run >= WARN_AFTER and id_ in proposed.lowest()}
    return tuple((basis.names[int(id_)], run) for id_, run in sorted(often.items(), key=lambda item: -item[1]))
