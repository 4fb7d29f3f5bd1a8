"""The solver: simulated annealing in cycles, by a number of tries or until the caller's budget is spent.

Science has no clock. `solve` takes a number of tries and gives the same answer for the same seed; `solve_until` asks
its caller which share of the budget is spent and fits the cooling to it.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from samenwijzer.science.grouping.feasibility import broken_rules, first_arrangement
from samenwijzer.science.grouping.moves import anneal, settle, swap_delta
from samenwijzer.science.grouping.objective import evaluate
from samenwijzer.science.grouping.obstacles import ImpossibleError
from samenwijzer.science.grouping.problem import Groups, Learner, Problem, Proposal
from samenwijzer.science.grouping.tables import State, seats_of, tables_of

TRIES_PER_PAIR = 150
"""Length of one cooling, per pair of learners: longer gains little below forty learners, shorter loses above."""
SAMPLED_SWAPS = 200
HOT, COLD = 0.6, 0.015
"""First and last temperature, as a share of what an arbitrary swap costs or gains."""
TOLL = 2.5
"""What a clash costs on the way, in the same unit: passable when hot, not when cold."""
STEPS = 40
"""Into how many pieces a budget is cut, so that the caller is asked how much of it is spent."""
FIRST_TRIES = 2_000
ENOUGH = 0.985
"""Share of the budget at which to stop: a touch early rather than late."""


class Search:
    """A search under way: `improve` as often as wanted, `best` at any moment.

    Starts from `start` (the teacher's own arrangement) or else from some arrangement that keeps the rules. Raises
    `ImpossibleError` when no arrangement keeps them, or when `start` does not.
    """

    def __init__(self, problem: Problem, *, seed: int, start: Sequence[Sequence[str]] | None = None) -> None:
        groups = first_arrangement(problem, seed) if start is None else start
        if broken := broken_rules(problem, groups):
            raise ImpossibleError(broken)
        self._problem = problem
        self._rng = np.random.default_rng(seed)
        self._tables = tables_of(problem)
        self._state = _settled_state(problem, groups)
        settle(self._tables, self._state)
        self._best = (self._state.seats.copy(), self._state.cost.copy())
        self._unit = self._typical_change()

    def improve(self, tries: int, *, begin: float = 0.0, end: float = 1.0) -> None:
        """Try `tries` exchanges, cooling from share `begin` to share `end` of one cycle (both 0 to 1)."""
        if tries < 1 or len(self._problem.sizes) < 2:
            return
        settle(self._tables, self._state)  # running sums drift by rounding
        first, last = (self._unit * HOT * (COLD / HOT) ** share for share in (begin, end))
        anneal(self._tables, self._state, self._rng, self._best, tries, (first, last, self._unit * TOLL))

    @property
    def best(self) -> Proposal:
        """The cheapest arrangement met so far; it keeps every hard rule."""
        ids = [self._problem.learners[place].id for place in self._best[0]]
        starts = self._tables.starts
        groups = tuple(tuple(ids[start:stop]) for start, stop in pairwise(starts))
        return Proposal(groups, evaluate(self._problem, groups))

    def _typical_change(self) -> float:
        """Mean size of the change an arbitrary swap makes, at least a little above nothing."""
        picks = self._rng.integers(len(self._problem.learners), size=(SAMPLED_SWAPS, 2))
        group_of = self._state.group_of
        changes = [
            abs(swap_delta(self._tables, self._state, one, other)[0])
            for one, other in picks
            if group_of[one] != group_of[other]
        ]
        return max(float(np.mean(changes)), 1e-6) if changes else 1.0


def solve(problem: Problem, *, tries: int, seed: int = 0, start: Sequence[Sequence[str]] | None = None) -> Proposal:
    """The best arrangement after `tries` exchanges; the same for the same problem, seed and start.

    Raises `ImpossibleError` when the hard rules cannot be kept.
    """
    search = Search(problem, seed=seed, start=start)
    cycles = _cycles(problem, tries)
    for _ in range(cycles):
        search.improve(tries // cycles)
    return search.best


def solve_until(
    problem: Problem,
    *,
    spent: Callable[[], float],
    seed: int = 0,
    start: Sequence[Sequence[str]] | None = None,
) -> Proposal:
    """The best arrangement when `spent` (share of the budget used, rising from 0) reaches 1, or just before.

    Call `warm_up` first where compiling must not eat the budget. Raises `ImpossibleError` as `Search` does.
    """
    search = Search(problem, seed=seed, start=start)
    if len(problem.sizes) < 2:
        return search.best
    before = spent()
    search.improve(FIRST_TRIES)
    per_budget = FIRST_TRIES / max(spent() - before, 1e-6)
    cycles = _cycles(problem, int(per_budget * (1.0 - before)))
    now = spent()
    while now < ENOUGH:
        step = min(1.0 / STEPS, ENOUGH - now + 0.001)
        tries = max(1, int(step * per_budget))
        place = now * cycles % 1.0
        search.improve(tries, begin=place, end=min(1.0, place + step * cycles))
        after = spent()
        per_budget = tries / max(after - now, 1e-6)
        now = after
    return search.best


def warm_up() -> None:
    """Compile or load the inner loops, so that a budget that starts now goes to searching."""
    pair = tuple(Learner(id_) for id_ in "abcd")
    solve(Problem(pair, (2, 2), together=(("a", "b"),)), tries=1)


def _cycles(problem: Problem, tries: int) -> int:
    return max(1, round(tries / (TRIES_PER_PAIR * len(problem.learners) ** 2)))


def _settled_state(problem: Problem, groups: Groups | Sequence[Sequence[str]]) -> State:
    learners, sizes = len(problem.learners), len(problem.sizes)
    return State(
        seats=seats_of(problem, groups),
        seat_of=np.zeros(learners, dtype=np.int64),
        group_of=np.zeros(learners, dtype=np.int64),
        balance=np.zeros(sizes),
        having=np.zeros((sizes, len(problem.trait_shares())), dtype=np.int64),
        pairs=np.zeros((sizes, learners)),
        liked=np.zeros((sizes, learners), dtype=np.int64),
        cost=np.zeros(1),
        clashes=np.zeros(1, dtype=np.int64),
    )
