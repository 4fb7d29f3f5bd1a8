"""The solver with a clock: a teacher waits half a second, not longer.

The inner loops are compiled, or loaded from the cache of an earlier run, on first use: one to some fifteen seconds. A
web server starts that in a thread (`prepare`), so that it opens at once and the first teacher does not wait; a command
that forms no groups never pays. The worker forms no groups either.
"""

import time
from functools import cache
from threading import Lock, Thread

from samenwijzer.science.grouping.alternatives import alternatives
from samenwijzer.science.grouping.annealing import solve, solve_until, warm_up
from samenwijzer.science.grouping.problem import Groups, Problem, Proposal

BUDGET = 0.5
"""Seconds for all proposals together."""
FIRST_SHARE = 0.5
"""Share of the budget for the balanced proposal; the others each get half of what is then left."""
TRIES = 60_000
"""Exchanges tried for one arrangement without a clock."""
_one_at_a_time = Lock()


@cache
def _ready() -> bool:
    warm_up()
    return True


def _warm() -> None:
    with _one_at_a_time:
        _ready()


def prepare() -> None:
    """Start compiling in the background; whoever forms groups before it is done waits for it."""
    Thread(target=_warm, name="grouping", daemon=True).start()


def proposals(problem: Problem, *, at_most: int = 3) -> tuple[Proposal, ...]:
    """Return two or three proposals where the problem allows, within `BUDGET`; `ImpossibleError` as `solve_until`."""
    _warm()
    end = time.perf_counter() + BUDGET

    def solver(one: Problem) -> Proposal:
        began = time.perf_counter()
        seconds = max((end - began) * FIRST_SHARE, 0.01)
        return solve_until(one, spent=lambda: (time.perf_counter() - began) / seconds)

    return alternatives(problem, solver, at_most=at_most)


def solution(problem: Problem, *, seed: int = 0) -> Groups:
    """Return a good arrangement within some tens of milliseconds; another seed, another one about as good."""
    _warm()
    return solve(problem, tries=TRIES, seed=seed).groups
