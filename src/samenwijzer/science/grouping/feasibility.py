"""Hard rules: whether they can be kept, a first arrangement that keeps them, and which ones an arrangement breaks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

from samenwijzer.science.grouping.obstacles import ImpossibleError, Kind, Obstacle
from samenwijzer.science.grouping.problem import Groups, Problem

GREEDY_TRIES = 50
NODE_LIMIT = 2_000
INFEASIBLE = 2  # scipy.optimize.milp status


def obstacles(problem: Problem) -> tuple[Obstacle, ...]:
    """What can be seen at a glance to make the problem impossible; empty when nothing is."""
    return tuple(_list_mistakes(problem)) or tuple(_rule_conflicts(problem))


def first_arrangement(problem: Problem, seed: int) -> Groups:
    """Some arrangement that keeps every hard rule.

    Raises `ImpossibleError` with the reason: what `obstacles` sees, or else a smallest set of rules that cannot be kept
    together (found by leaving rules out one at a time).
    """
    found = obstacles(problem)
    if found:
        raise ImpossibleError(found)
    rng = np.random.default_rng(seed)
    blocks, enemies = problem.blocks(), _enemies(problem)
    opened = dict(zip(blocks, _open_groups(problem, blocks), strict=True))
    for _ in range(GREEDY_TRIES):
        groups = _greedy(problem.sizes, opened, enemies, rng)
        if groups is not None:
            return groups
    status, groups = _exact(problem)
    if groups is not None:
        return groups
    raise ImpossibleError([_conflict(problem) if status == INFEASIBLE else Obstacle(Kind.NOT_FOUND)])


def broken_rules(problem: Problem, groups: Sequence[Sequence[str]]) -> tuple[Obstacle, ...]:
    """Every hard rule the arrangement breaks; empty for a sound one."""
    return tuple(_breaches(problem, groups))


def _list_mistakes(problem: Problem) -> Iterator[Obstacle]:
    times = Counter(learner.id for learner in problem.learners)
    if not times:
        yield Obstacle(Kind.NOBODY)
    if twice := tuple(id_ for id_, count in times.items() if count > 1):
        yield Obstacle(Kind.TWICE, twice)
    named = dict.fromkeys(id_ for pair in problem.apart + problem.together for id_ in pair)
    if unknown := tuple(id_ for id_ in named if id_ not in times):
        yield Obstacle(Kind.UNKNOWN, unknown)
    if any(size < 1 for size in problem.sizes):
        yield Obstacle(Kind.SIZE)
    if sum(problem.sizes) != len(problem.learners):
        yield Obstacle(Kind.SEATS, needed=len(problem.learners), available=sum(problem.sizes))


def _rule_conflicts(problem: Problem) -> Iterator[Obstacle]:
    block_of = {id_: block for block in problem.blocks() for id_ in block}
    for one, other in problem.apart:
        if block_of[one] is block_of[other]:
            yield Obstacle(Kind.CONTRADICTION, (one, other))
    blocks = problem.blocks()
    for block, opened in zip(blocks, _open_groups(problem, blocks), strict=True):
        if len(block) > max(problem.sizes):
            yield Obstacle(Kind.TOO_LARGE, block, len(block), max(problem.sizes))
        elif not opened:
            yield Obstacle(Kind.NOWHERE, block)
    crowd = _crowd(problem)
    if len(crowd) > len(problem.sizes):
        yield Obstacle(Kind.CROWD, crowd, len(crowd), len(problem.sizes))


def _open_groups(problem: Problem, blocks: Sequence[Sequence[str]]) -> list[list[int]]:
    """For each block the groups with room for it where each of its members may be."""
    everywhere = frozenset(range(len(problem.sizes)))
    limit = {
        learner.id: everywhere if learner.open_groups is None else learner.open_groups for learner in problem.learners
    }
    return [
        [
            group
            for group in sorted(everywhere.intersection(*(limit[id_] for id_ in block)))
            if problem.sizes[group] >= len(block)
        ]
        for block in blocks
    ]


def _crowd(problem: Problem) -> tuple[str, ...]:
    """The largest set found, greedily from each learner, in which everyone must stay apart from everyone."""
    enemies = _enemies(problem)
    largest: tuple[str, ...] = ()
    for first in enemies:
        crowd = [first]
        for other in sorted(enemies[first], key=lambda id_: (-len(enemies[id_]), id_)):
            if all(other in enemies[member] for member in crowd):
                crowd.append(other)
        largest = max(largest, tuple(crowd), key=len)
    return largest


def _enemies(problem: Problem) -> dict[str, set[str]]:
    enemies: dict[str, set[str]] = {}
    for one, other in problem.apart:
        enemies.setdefault(one, set()).add(other)
        enemies.setdefault(other, set()).add(one)
    return enemies


def _greedy(
    sizes: Sequence[int],
    opened: Mapping[tuple[str, ...], Sequence[int]],
    enemies: Mapping[str, set[str]],
    rng: np.random.Generator,
) -> Groups | None:
    """Place the most constrained blocks first, each in the roomiest open group; None when one finds no place."""
    blocks = list(opened)
    shuffled = [blocks[place] for place in rng.permutation(len(blocks))]
    shuffled.sort(key=lambda block: (-len(block), len(opened[block]), -sum(len(enemies.get(id_, ())) for id_ in block)))
    groups: list[list[str]] = [[] for _ in sizes]
    room = list(sizes)
    for block in shuffled:
        foes = set().union(*(enemies.get(id_, set()) for id_ in block))
        places = [group for group in opened[block] if room[group] >= len(block) and foes.isdisjoint(groups[group])]
        if not places:
            return None
        chosen = max(places, key=lambda group: (room[group], rng.random()))
        groups[chosen] += block
        room[chosen] -= len(block)
    return tuple(tuple(group) for group in groups)


def _exact(problem: Problem) -> tuple[int, Groups | None]:
    """Decide by integer programming: a binary for each block and group; (status, groups when found)."""
    blocks, groups = problem.blocks(), len(problem.sizes)
    block_of = {id_: place for place, block in enumerate(blocks) for id_ in block}
    apart = sorted({tuple(sorted((block_of[one], block_of[other]))) for one, other in problem.apart})
    rows = lil_array((len(blocks) + groups + len(apart) * groups, len(blocks) * groups))
    for place, block in enumerate(blocks):
        rows[[place], place * groups : (place + 1) * groups] = 1
        for group in range(groups):
            rows[len(blocks) + group, place * groups + group] = len(block)
    for rule, (one, other) in enumerate(apart):
        for group in range(groups):
            row = len(blocks) + groups + rule * groups + group
            rows[row, one * groups + group] = rows[row, other * groups + group] = 1
    exact = [1] * len(blocks) + list(problem.sizes)
    upper = np.zeros((len(blocks), groups))
    for place, opened in enumerate(_open_groups(problem, blocks)):
        upper[place, opened] = 1
    result = milp(
        np.zeros(upper.size),
        integrality=np.ones(upper.size, dtype=np.int64),
        bounds=Bounds(0, upper.ravel()),
        constraints=LinearConstraint(
            rows.tocsr(), exact + [0] * (len(apart) * groups), exact + [1] * (len(apart) * groups)
        ),
        options={"node_limit": NODE_LIMIT},
    )
    if result.x is None:
        return int(result.status), None
    chosen = result.x.reshape(upper.shape).argmax(axis=1)
    return 0, tuple(
        tuple(id_ for place, block in enumerate(blocks) if chosen[place] == group for id_ in block)
        for group in range(groups)
    )


def _conflict(problem: Problem) -> Obstacle:
    """Leave out each rule that is not needed for the conflict; what stays is a smallest conflicting set."""
    for rule in problem.apart:
        less = replace(problem, apart=tuple(kept for kept in problem.apart if kept != rule))
        if _exact(less)[0] == INFEASIBLE:
            problem = less
    for rule in problem.together:
        less = replace(problem, together=tuple(kept for kept in problem.together if kept != rule))
        if _exact(less)[0] == INFEASIBLE:
            problem = less
    return Obstacle(Kind.RULES, tuple(id_ for pair in problem.apart + problem.together for id_ in pair))


def _breaches(problem: Problem, groups: Sequence[Sequence[str]]) -> Iterator[Obstacle]:
    group_of = {id_: group for group, members in enumerate(groups) for id_ in members}
    seated = Counter(id_ for members in groups for id_ in members)
    if twice := tuple(id_ for id_, count in seated.items() if count > 1):
        yield Obstacle(Kind.TWICE, twice)
    if strange := tuple(id_ for id_ in seated.keys() ^ problem.position.keys()):
        yield Obstacle(Kind.UNKNOWN, tuple(sorted(strange)))
    for members, size in zip(groups, problem.sizes, strict=True):
        if len(members) != size:
            yield Obstacle(Kind.WRONG_SIZE, tuple(members), len(members), size)
    for one, other in problem.apart:
        if group_of.get(one, -1) == group_of.get(other, -2):
            yield Obstacle(Kind.MET, (one, other))
    for one, other in problem.together:
        if group_of.get(one) != group_of.get(other):
            yield Obstacle(Kind.PARTED, (one, other))
    for learner in problem.learners:
        if learner.open_groups is not None and group_of.get(learner.id) not in learner.open_groups:
            yield Obstacle(Kind.CLOSED, (learner.id,))
