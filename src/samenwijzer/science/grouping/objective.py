"""The cost of an arrangement, exactly as stated, and the same by group for a screen that explains it."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from math import ceil, floor, fsum

from samenwijzer.science.grouping.problem import Learner, Parts, Problem

Pairs = dict[frozenset[str], int]


def evaluate(problem: Problem, groups: Sequence[Sequence[str]]) -> Parts:
    """Cost of `groups` (learner ids, order of `problem.sizes`), wish by wish.

    Parts add over groups: score·|Σ scores − mean·size|, trait·(members above ⌈share·size⌉ or below ⌊share·size⌋),
    repeat·(times each pair inside was together before), lonely·(members with no preferred peer inside) and
    unlike·(pairs sharing no tag). Hard rules are not looked at: see `feasibility.broken_rules`.
    """
    by_group = evaluate_groups(problem, groups)
    return Parts(
        score=fsum(parts.score for parts in by_group),
        trait=fsum(parts.trait for parts in by_group),
        repeat=fsum(parts.repeat for parts in by_group),
        lonely=fsum(parts.lonely for parts in by_group),
        unlike=fsum(parts.unlike for parts in by_group),
    )


def evaluate_groups(problem: Problem, groups: Sequence[Sequence[str]]) -> tuple[Parts, ...]:
    """The same for each group apart."""
    learners = {learner.id: learner for learner in problem.learners}
    mean = fsum(learner.score for learner in problem.learners) / max(1, len(learners))
    shares = problem.trait_shares()
    pairs = past_pairs(problem)
    weights = problem.weights
    return tuple(
        Parts(
            score=weights.score * abs(fsum(member.score for member in members) - mean * len(members)),
            trait=weights.trait * sum(_outside(members, trait, share) for trait, share in shares.items()),
            repeat=weights.repeat * _times_together(members, pairs),
            lonely=weights.lonely * len(lonely_members(members)),
            unlike=weights.unlike * sum(not one.tags & other.tags for one, other in combinations(members, 2)),
        )
        for members in ([learners[id_] for id_ in group] for group in groups)
    )


def past_pairs(problem: Problem) -> Pairs:
    """How often each pair was together before; a pair stated more than once adds up."""
    times: Counter[frozenset[str]] = Counter()
    for one, other, count in problem.history:
        times[frozenset((one, other))] += count
    return dict(times)


def lonely_members(members: Sequence[Learner]) -> tuple[Learner, ...]:
    """Those with no preferred peer among `members`; who prefers nobody counts too, whatever the arrangement."""
    here = {member.id for member in members}
    return tuple(member for member in members if not member.prefers & (here - {member.id}))


def trait_bounds(share: Fraction, size: int) -> tuple[int, int]:
    """Fewest and most members with a trait that still count as a fair share of a group of `size`."""
    return floor(share * size), ceil(share * size)


def _outside(members: Sequence[Learner], trait: str, share: Fraction) -> int:
    fewest, most = trait_bounds(share, len(members))
    having = sum(trait in member.traits for member in members)
    return max(0, having - most) + max(0, fewest - having)


def _times_together(members: Sequence[Learner], pairs: Pairs) -> int:
    return sum(pairs.get(frozenset((one.id, other.id)), 0) for one, other in combinations(members, 2))
