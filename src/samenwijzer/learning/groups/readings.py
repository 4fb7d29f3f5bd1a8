"""What an arrangement is worth, figure by figure, and whether it is fair: over the groups, never beside a name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import fmean

from django.utils.translation import gettext

from samenwijzer.learning.groups.basis import Asked, Basis, Placed
from samenwijzer.learning.groups.contexts import contexts_of, shared_context
from samenwijzer.learning.groups.pack import Trait, grouping_content
from samenwijzer.learning.groups.proposals import problem_of, solvable, unmet_goals
from samenwijzer.learning.groups.tutoring import Pairing, not_agreed, read_pairs
from samenwijzer.science.grouping.equity import WARN_AFTER, Round, lowest_reading, lowest_runs, trait_readings
from samenwijzer.science.grouping.feasibility import broken_rules
from samenwijzer.science.grouping.objective import evaluate, lonely_members
from samenwijzer.science.grouping.obstacles import Kind
from samenwijzer.science.grouping.problem import Problem


@dataclass(frozen=True)
class Spread:
    """How those with a trait are spread: how many of how many, fewest and most in a group, groups off their share."""

    trait: Trait
    ticked: int
    learners: int
    fewest: int
    most: int
    groups_off: int


@dataclass(frozen=True)
class Lowest:
    """Which share (percent) of the places in lowest groups this year went to who has a trait, and of all places."""

    trait: Trait
    in_lowest: int
    overall: int
    places: int


@dataclass(frozen=True)
class Reading:
    """An arrangement read: ``cost`` as the solver counts it (lower is better), and each wish with its own figure.

    ``apart`` is the difference between the highest and lowest mean readiness of the groups, in points of 100;
    ``lonely`` is empty where nobody's preferences are known; ``broken`` are the rules about pairs that do not hold.
    ``lowest_often`` names who would be in the lowest group that many times running (R7), for the teacher alone.
    ``waiting`` names for whom no adult is left; ``shared`` is how many sit with somebody who likes the same, of all who
    show what they like; ``pairing`` is empty where nobody explains to another.
    """

    cost: float
    apart: int
    repeats: int
    lonely: int | None
    unknown: int
    sizes: tuple[int, ...]
    joining: int
    broken: tuple[str, ...]
    spread: tuple[Spread, ...]
    lowest: tuple[Lowest, ...]
    lowest_often: tuple[tuple[str, int], ...]
    waiting: tuple[str, ...] = ()
    shared: tuple[int, int] | None = None
    pairing: Pairing | None = None


def read(*, basis: Basis, asked: Asked, groups: Sequence[Placed]) -> Reading:
    """Return what ``groups`` are worth for what was asked; no query."""
    filled = [group for group in groups if group.learners]
    seated = [learner for group in filled for learner in group.learners]
    problem = problem_of(basis, asked, solvable(basis, asked, seated), [len(group.learners) for group in filled])
    ids = [[str(learner) for learner in group.learners] for group in filled]
    scores = basis.scores(asked.here, asked.goal)
    pairing = read_pairs(basis=basis, asked=asked, groups=filled) if asked.is_tutoring else None
    means = [fmean(scores[learner] for learner in group.learners) for group in filled]
    return Reading(
        cost=pairing.cost if pairing else round(evaluate(problem, ids).cost, 1) if filled else 0.0,
        apart=round(max(means) - min(means)) if filled else 0,
        repeats=_repeats(basis, ids),
        lonely=_lonely(problem, ids),
        unknown=sum(basis.readiness(one, asked.goal) is None for one in asked.here),
        sizes=tuple(len(group.learners) for group in filled),
        joining=len(seated),
        broken=_broken(basis, problem, ids) + (tuple(not_agreed(basis, filled)) if asked.is_tutoring else ()),
        spread=_spread(basis, asked, ids),
        lowest=_lowest(basis, asked),
        lowest_often=() if asked.is_tutoring else _lowest_often(basis, asked, ids, scores),
        waiting=_waiting(basis, asked, seated) if asked.adults else (),
        shared=_shared(basis, asked, filled) if asked.is_interest else None,
        pairing=pairing,
    )


def _waiting(basis: Basis, asked: Asked, seated: Collection[int]) -> tuple[str, ...]:
    """Return who needs instruction on what is asked and is in no group, by name."""
    unmet = unmet_goals(basis, asked)
    return tuple(basis.names[one] for one in asked.here if unmet[one] and one not in seated)


def _shared(basis: Basis, asked: Asked, groups: Sequence[Placed]) -> tuple[int, int]:
    """Return how many like the context most of their group like, where that is more than one, of who shows anything."""
    own = contexts_of(basis, asked.goal)
    together = [shared_context(own, group.learners)[1] for group in groups]
    return sum(count for count in together if count > 1), sum(bool(own.get(one)) for one in asked.here)


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


def _spread(basis: Basis, asked: Asked, groups: Sequence[Sequence[str]]) -> tuple[Spread, ...]:
    """Return the mix of each ticked trait over the groups, who works on as one more group (R21, D-173)."""
    if not groups or not any(asked.ticks.values()):
        return ()
    whole = _with_the_rest(asked, groups)
    problem = problem_of(basis, asked, solvable(basis, asked, asked.here), [len(group) for group in whole])
    found = {one.trait: one for one in trait_readings(problem, whole)}
    return tuple(
        Spread(trait, len(asked.ticks[trait.key]), len(asked.here), one.fewest, one.most, one.groups_off)
        for trait in grouping_content().traits
        if (one := found.get(trait.key))
    )


def _lowest(basis: Basis, asked: Asked) -> tuple[Lowest, ...]:
    rounds = basis.rounds()
    found = []
    for trait in grouping_content().traits:
        having = asked.ticks.get(trait.key)
        one = lowest_reading(rounds, frozenset(map(str, having))) if having and rounds else None
        if one and one.places:
            found.append(Lowest(trait, round(100 * one.in_lowest), round(100 * one.overall), one.places))
    return tuple(found)


def _lowest_often(
    basis: Basis, asked: Asked, groups: Sequence[Sequence[str]], scores: dict[int, float]
) -> tuple[tuple[str, int], ...]:
    whole = tuple(map(tuple, _with_the_rest(asked, groups)))
    proposed = Round(whole, {str(one): score for one, score in scores.items()})
    runs = lowest_runs([*basis.rounds(), proposed])
    often = {id_: run for id_, run in runs.items() if run >= WARN_AFTER and id_ in proposed.lowest()}
    return tuple((basis.names[int(id_)], run) for id_, run in sorted(often.items(), key=lambda item: -item[1]))
