"""The solver: hard rules kept, cost as stated, exhaustive where that can be checked, the same for the same seed."""

import math
from functools import cache
from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given, settings

from samenwijzer.science.grouping import annealing
from samenwijzer.science.grouping.annealing import Search, solve, solve_until, warm_up
from samenwijzer.science.grouping.feasibility import broken_rules
from samenwijzer.science.grouping.moves import settle, swap, swap_delta
from samenwijzer.science.grouping.objective import evaluate, evaluate_groups
from samenwijzer.science.grouping.obstacles import ImpossibleError
from samenwijzer.science.grouping.problem import Learner, Problem, Weights
from samenwijzer.science.grouping.tables import State, seats_of, tables_of
from tests.science.grouping.problems import problems


def cheapest(problem):
    """Cost of the best arrangement that keeps the rules, by trying all of them; infinite when there is none."""
    ids = [learner.id for learner in problem.learners]

    @cache
    def group_cost(group, members):
        groups = [members if place == group else () for place in range(len(problem.sizes))]
        return evaluate_groups(problem, groups)[group].cost if allowed(group, set(members)) else math.inf

    def allowed(group, members):
        return (
            not any(members >= set(pair) for pair in problem.apart)
            and all(len(members & set(pair)) != 1 for pair in problem.together)
            and all(
                learner.open_groups is None or group in learner.open_groups
                for learner in problem.learners
                if learner.id in members
            )
        )

    @cache
    def rest_cost(group, left):
        if group == len(problem.sizes):
            return 0.0
        return min(
            group_cost(group, members) + rest_cost(group + 1, tuple(id_ for id_ in left if id_ not in members))
            for members in combinations(left, problem.sizes[group])
        )

    return rest_cost(0, tuple(ids))


@settings(max_examples=30)
@given(problems(most=9))
def test_up_to_twelve_learners_as_good_as_trying_everything(problem):
    best = cheapest(problem)
    if math.isinf(best):
        with pytest.raises(ImpossibleError):
            solve(problem, tries=100)
    else:
        proposal = solve(problem, tries=100_000)
        assert proposal.cost == pytest.approx(best)
        assert not broken_rules(problem, proposal.groups)


@settings(max_examples=8)
@given(problems(fewest=12, most=12))
def test_twelve_learners_as_good_as_trying_everything(problem):
    best = cheapest(problem)
    assume(not math.isinf(best))
    assert solve(problem, tries=200_000).cost == pytest.approx(best)


@settings(max_examples=40)
@given(problems(most=24))
def test_hard_rules_are_kept_from_the_first_try_to_the_last(problem):
    try:
        search = Search(problem, seed=1)
    except ImpossibleError:
        assume(False)
    before = search.best
    for tries in (1, 50, 2000):
        search.improve(tries)
        assert not broken_rules(problem, search.best.groups)
    assert search.best.cost <= before.cost


@settings(max_examples=40)
@given(problems(most=16, rules=False))
def test_running_sums_equal_a_full_evaluation(problem):
    assume(len(problem.sizes) > 1)
    rng = np.random.default_rng(3)
    groups = np.split(rng.permutation([learner.id for learner in problem.learners]), np.cumsum(problem.sizes)[:-1])
    tables, state = tables_of(problem), empty_state(problem, groups)
    settle(tables, state)
    for _ in range(20):
        one, other = rng.integers(len(problem.learners), size=2)
        if state.group_of[one] != state.group_of[other]:
            delta, clashes = swap_delta(tables, state, one, other)
            before = evaluate(problem, groups_of(problem, state)).cost
            swap(tables, state, one, other, delta, clashes)
            after = evaluate(problem, groups_of(problem, state)).cost
            assert delta == pytest.approx(after - before, abs=1e-6)
            assert state.cost[0] == pytest.approx(after, abs=1e-6)


def test_a_clash_is_counted_when_two_who_must_stay_apart_meet():
    problem = Problem(tuple(Learner(id_) for id_ in "abcd"), (2, 2), apart=(("a", "b"), ("c", "d")))
    tables, state = tables_of(problem), empty_state(problem, [("a", "c"), ("b", "d")])
    settle(tables, state)
    assert state.clashes[0] == 0
    assert swap_delta(tables, state, 1, 2)[1] == 2


def test_those_who_must_stay_apart_change_sides_together():
    """The strongest may not meet two of the other side: no single swap keeps the rules, only the chain does."""
    scores = {"a": 90, "b": 10, "c": 10, "d": 10, "e": 90, "f": 90, "g": 0, "h": 0}
    problem = Problem(
        tuple(Learner(id_, score) for id_, score in scores.items()),
        (5, 3),
        apart=(("a", "g"), ("a", "h")),
        weights=Weights(lonely=0),
    )
    start = [("a", "b", "c", "d", "e"), ("f", "g", "h")]
    assert solve(problem, tries=20_000, start=start).cost == pytest.approx(cheapest(problem))


def test_someone_reaches_the_only_group_open_to_them_through_others():
    """Each may be in two of three groups, so that only trading places in a ring improves anything."""
    opened = {"a": {0, 1}, "b": {1, 2}, "c": {2, 0}, "x": {0}, "y": {1}, "z": {2}}
    scores = {"a": 0, "b": 30, "c": 60, "x": 60, "y": 30, "z": 0}
    problem = Problem(
        tuple(Learner(id_, scores[id_], open_groups=frozenset(opened[id_])) for id_ in opened),
        (2, 2, 2),
        weights=Weights(lonely=0),
    )
    start = [("c", "x"), ("a", "y"), ("b", "z")]
    assert evaluate(problem, start).cost == 120
    groups = solve(problem, tries=20_000, start=start).groups
    assert [set(group) for group in groups] == [{"a", "x"}, {"b", "y"}, {"c", "z"}]


def test_same_seed_same_groups():
    problem = Problem(tuple(Learner(str(place), place**2 % 41) for place in range(20)), (4,) * 5)
    assert solve(problem, tries=5000, seed=4) == solve(problem, tries=5000, seed=4)


def test_a_block_trades_places_with_as_many_single_learners():
    """Even totals need the strong and the weak pair in one group: c and d trade places with e and f at once."""
    scores = {"a": 100, "b": 100, "c": 0, "d": 0, "e": 50, "f": 50, "g": 50, "h": 50}
    problem = Problem(
        tuple(Learner(id_, score) for id_, score in scores.items()),
        (4, 4),
        together=(("a", "b"), ("c", "d")),
        weights=Weights(lonely=0),
    )
    proposal = solve(problem, tries=2000, start=[("a", "b", "e", "f"), ("c", "d", "g", "h")])
    assert proposal.cost == 0


def test_a_start_is_never_made_worse_and_must_keep_the_rules():
    problem = Problem(tuple(Learner(id_, ord(id_)) for id_ in "abcdef"), (3, 3), apart=(("a", "b"),))
    start = [("a", "c", "e"), ("b", "d", "f")]
    assert solve(problem, tries=10, start=start).cost <= evaluate(problem, start).cost
    with pytest.raises(ImpossibleError, match="a and b must stay apart, but are together"):
        solve(problem, tries=10, start=[("a", "b", "e"), ("c", "d", "f")])


def test_one_group_needs_no_search():
    problem = Problem(tuple(Learner(id_, 3) for id_ in "abc"), (3,), weights=Weights(lonely=1))
    assert solve(problem, tries=10).parts.lonely == 3
    assert solve_until(problem, spent=iter([0.0]).__next__).groups == solve(problem, tries=1).groups


def test_until_stops_when_the_caller_says_the_budget_is_spent():
    asked = []

    def spent():
        asked.append(len(asked) * 0.05)
        return asked[-1]

    problem = Problem(tuple(Learner(str(place), place**2 % 41) for place in range(20)), (5,) * 4)
    proposal = solve_until(problem, spent=spent, seed=2)
    assert not broken_rules(problem, proposal.groups)
    assert 0.9 < asked[-1] < 1.2


def test_warming_up_leaves_nothing_to_compile(monkeypatch):
    warm_up()
    compiled = len(annealing.anneal.signatures)
    solve(Problem(tuple(Learner(id_, 1, frozenset({"t"})) for id_ in "abcd"), (2, 2), apart=(("a", "b"),)), tries=5)
    assert len(annealing.anneal.signatures) == compiled


def groups_of(problem, state):
    ids = [problem.learners[place].id for place in state.seats]
    return [ids[sum(problem.sizes[:place]) : sum(problem.sizes[: place + 1])] for place in range(len(problem.sizes))]


def empty_state(problem, groups):
    learners, sizes, traits = len(problem.learners), len(problem.sizes), len(problem.trait_shares())
    return State(
        seats_of(problem, groups),
        np.zeros(learners, np.int64),
        np.zeros(learners, np.int64),
        np.zeros(sizes),
        np.zeros((sizes, traits), np.int64),
        np.zeros((sizes, learners)),
        np.zeros((sizes, learners), np.int64),
        np.zeros(1),
        np.zeros(1, np.int64),
    )
