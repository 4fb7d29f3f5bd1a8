"""A problem and an arrangement as arrays, for the compiled moves."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from samenwijzer.science.grouping.objective import past_pairs, trait_bounds
from samenwijzer.science.grouping.problem import Problem

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class Lists(NamedTuple):
    """For each learner a list of learners: those of `i` are `members[starts[i]:starts[i + 1]]`."""

    starts: Ints
    members: Ints


class Tables(NamedTuple):
    """The problem, weights folded in; n learners, g groups, t traits, s the largest size.

    `deviation` (n) weighted score minus mean; `traits` (n, t) 0 or 1; `trait_cost` (g, t, s + 1) by number having
    the trait; `pair_cost` (n, n) for being together; `likes` (n, n) row prefers column; `fans` who prefers whom;
    `enemies` who must not meet; `block` who must stay together; `closed` (n, g) 1 where someone may not be;
    `starts` (g + 1) first seat of each group; `lonely` cost of one lonely member.
    """

    deviation: Floats
    traits: Ints
    trait_cost: Floats
    pair_cost: Floats
    likes: Bools
    fans: Lists
    enemies: Lists
    block: Lists
    closed: Ints
    starts: Ints
    lonely: float


class State(NamedTuple):
    """An arrangement and the running sums that make a swap cheap to judge.

    `seats` (n) learner in each seat, group after group; `seat_of`, `group_of` (n) the inverse; `balance` (g) summed
    deviation; `having` (g, t); `pairs` (g, n) cost of a learner meeting all of a group; `liked` (g, n) number in the
    group whom the learner prefers; `cost` (1); `clashes` (1) pairs that must not meet but
    do, and members of groups closed to them.
    """

    seats: Ints
    seat_of: Ints
    group_of: Ints
    balance: Floats
    having: Ints
    pairs: Floats
    liked: Ints
    cost: Floats
    clashes: Ints


def tables_of(problem: Problem) -> Tables:
    """Arrays of a problem without obstacles."""
    learners, position, weights = problem.learners, problem.position, problem.weights
    scores = np.array([learner.score for learner in learners], dtype=np.float64)
    shares = problem.trait_shares()
    fans: list[list[int]] = [[] for _ in learners]
    likes = np.zeros((len(learners), len(learners)), dtype=np.bool_)
    for place, learner in enumerate(learners):
        for peer in learner.prefers - {learner.id}:
            if peer in position:
                fans[position[peer]].append(place)
                likes[place, position[peer]] = True
    blocks = {id_: [position[other] for other in block] for block in problem.blocks() for id_ in block}
    enemies: list[set[int]] = [set() for _ in learners]
    for one, other in problem.apart:
        enemies[position[one]].add(position[other])
        enemies[position[other]].add(position[one])
    return Tables(
        deviation=weights.score * (scores - scores.mean()),
        traits=np.array([[trait in learner.traits for trait in shares] for learner in learners], dtype=np.int64),
        trait_cost=_trait_costs(problem),
        pair_cost=_pair_costs(problem),
        likes=likes,
        fans=_lists([sorted(row) for row in fans]),
        enemies=_lists([sorted(row) for row in enemies]),
        block=_lists([blocks[learner.id] for learner in learners]),
        closed=_closed(problem),
        starts=np.concatenate(([0], np.cumsum(problem.sizes))).astype(np.int64),
        lonely=float(weights.lonely),
    )


def seats_of(problem: Problem, groups: Sequence[Sequence[str]]) -> Ints:
    """Places of the learners, group after group."""
    position = problem.position
    return np.array([position[id_] for group in groups for id_ in group], dtype=np.int64)


def _trait_costs(problem: Problem) -> Floats:
    shares = problem.trait_shares()
    costs = np.zeros((len(problem.sizes), len(shares), max(problem.sizes) + 1))
    having = np.arange(costs.shape[2])
    for group, size in enumerate(problem.sizes):
        for trait, share in enumerate(shares.values()):
            fewest, most = trait_bounds(share, size)
            costs[group, trait] = np.maximum(0, having - most) + np.maximum(0, fewest - having)
    return problem.weights.trait * costs


def _closed(problem: Problem) -> Ints:
    closed = np.zeros((len(problem.learners), len(problem.sizes)), dtype=np.int64)
    for place, learner in enumerate(problem.learners):
        if learner.open_groups is not None:
            closed[place] = 1
            closed[place, sorted(learner.open_groups)] = 0
    return closed


def _pair_costs(problem: Problem) -> Floats:
    learners, position = problem.learners, problem.position
    costs = np.zeros((len(learners), len(learners)))
    for pair, times in past_pairs(problem).items():
        if len(pair) == 2 and all(id_ in position for id_ in pair):
            one, other = (position[id_] for id_ in pair)
            costs[one, other] = costs[other, one] = problem.weights.repeat * times
    if problem.weights.unlike:
        tags = sorted({tag for learner in learners for tag in learner.tags})
        tagged = np.array([[tag in learner.tags for tag in tags] for learner in learners], dtype=np.int64)
        costs += problem.weights.unlike * (tagged @ tagged.T == 0)
    np.fill_diagonal(costs, 0.0)
    return costs


def _lists(rows: Sequence[Sequence[int]]) -> Lists:
    starts = np.concatenate(([0], np.cumsum([len(row) for row in rows])))
    return Lists(starts.astype(np.int64), np.array([item for row in rows for item in row], dtype=np.int64))
