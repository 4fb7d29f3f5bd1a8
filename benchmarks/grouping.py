"""Groups and flex hours beside OR-tools CP-SAT, on the same instances in the same run.

    python benchmarks/grouping.py --seconds-cpsat 60 --seed 1

Takes about thirteen minutes (CP-SAT gets its minute for each of seven cases and two for each of the two largest).
Run it on an idle machine: our seconds are seconds of the clock, as a teacher waits them; the load is in the title.
``--only small`` runs the cases up to forty learners, ``--only large``, ``exact`` or ``flex`` the others.

Instances as in the design: scores uniform 0–100, sex .5, support .15, three earlier random rounds as history, one
kept-apart pair per ten learners, three preferred peers each. Both sides are scored by `objective.evaluate`.
"""

import argparse
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

import numpy as np
from ortools.sat.python import cp_model
from rich.console import Console
from rich.table import Table

from samenwijzer.science.grouping.annealing import solve_until, warm_up
from samenwijzer.science.grouping.feasibility import broken_rules, first_arrangement
from samenwijzer.science.grouping.flex import Attendee, FlexDay, Offer
from samenwijzer.science.grouping.flex_plan import moved, plan_day, replan_day
from samenwijzer.science.grouping.flex_program import program_of
from samenwijzer.science.grouping.objective import evaluate, past_pairs, trait_bounds
from samenwijzer.science.grouping.problem import Groups, Learner, Problem, even_sizes

Result = TypeVar("Result")
KINDS = ("instruction", "practice", "enrichment", "project", "coaching")
WORKERS = 2
CENTS = 100
MOST_SMALL = 40
MOST_PRESOLVED = 100
"""Above this many learners presolving alone outlasts CP-SAT's time, so that it would find nothing."""
EXACT = ((8, 4), (9, 3), (10, 5), (12, 4), (12, 6))
"""Learners and largest group of the cases that are compared with every arrangement there is."""
PEER_PATIENCE = 2.0
"""How often its seconds CP-SAT gets for the largest cases."""


@dataclass(frozen=True)
class Case:
    """One line of the table: our budget, and the goal as a share of CP-SAT's cost, and how often its seconds."""

    learners: int
    largest: int
    draw: int
    seconds: float
    goal: float = 1.0
    patience: float = 1.0


CASES = (
    Case(24, 4, 1, 0.5),
    Case(24, 4, 2, 0.5),
    Case(30, 5, 1, 0.5),
    Case(30, 5, 2, 0.5),
    Case(40, 7, 1, 1.0),
    Case(40, 7, 2, 1.0),
    Case(100, 4, 1, 2.0),
    Case(400, 4, 1, 10.0, goal=0.6, patience=PEER_PATIENCE),
)


def draw_problem(case: Case, seed: int) -> Problem:
    """A random class, the same for the same seed."""
    rng = np.random.default_rng([seed, case.learners, case.draw])
    ids = [f"l{place}" for place in range(case.learners)]
    sizes = even_sizes(case.learners, largest=case.largest)
    history: Counter[tuple[str, str]] = Counter()
    for _ in range(3):
        for members in np.split(rng.permutation(case.learners), np.cumsum(sizes)[:-1]):
            history.update((ids[one], ids[other]) for one, other in combinations(sorted(members), 2))
    apart: set[tuple[str, str]] = set()
    while len(apart) < case.learners // 10:
        one, other = sorted(rng.choice(case.learners, 2, replace=False))
        apart.add((ids[one], ids[other]))
    learners = tuple(
        Learner(
            id_,
            float(rng.integers(0, 101)),
            frozenset(trait for trait, chance in (("girl", 0.5), ("support", 0.15)) if rng.random() < chance),
            frozenset(rng.choice([peer for peer in ids if peer != id_], 3, replace=False).tolist()),
        )
        for id_ in ids
    )
    return Problem(learners, sizes, tuple(sorted(apart)), (), tuple((*pair, times) for pair, times in history.items()))


class PeerModel:
    """The same problem for CP-SAT: a Boolean for each learner and group, costs in units of 1/learners."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.groups = range(len(problem.sizes))
        self.costs: list[cp_model.LinearExprT] = []
        self.start = first_arrangement(problem, seed=0)
        self.begins_in = {id_: group for group, members in enumerate(self.start) for id_ in members}
        self.inside = {
            learner.id: [self._variable(1, self.begins_in[learner.id] == group) for group in self.groups]
            for learner in problem.learners
        }
        self._rules()
        self._scores()
        self._traits()
        self._pairs()
        self.model.minimize(sum(self.costs))

    def solve(self, seconds: float) -> Groups | None:
        """The best groups found in time."""
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = WORKERS
        solver.parameters.cp_model_presolve = len(self.problem.learners) <= MOST_PRESOLVED
        if solver.solve(self.model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        return tuple(
            tuple(id_ for id_, row in self.inside.items() if solver.boolean_value(row[group])) for group in self.groups
        )

    def _variable(self, most: int, hint: int) -> cp_model.IntVar:
        """A variable with its value in the first arrangement: for hundreds of learners CP-SAT finds none itself."""
        variable = self.model.new_int_var(0, most, "")
        self.model.add_hint(variable, hint)
        return variable

    def _rules(self) -> None:
        for row in self.inside.values():
            self.model.add_exactly_one(row)
        for group, size in enumerate(self.problem.sizes):
            self.model.add(sum(row[group] for row in self.inside.values()) == size)
            for one, other in self.problem.apart:
                self.model.add_at_most_one(self.inside[one][group], self.inside[other][group])

    def _scores(self) -> None:
        count, weight = len(self.problem.learners), int(self.problem.weights.score)
        scores = {learner.id: int(learner.score) for learner in self.problem.learners}
        total = sum(scores.values())
        for group, size in enumerate(self.problem.sizes):
            begins = sum(scores[id_] for id_ in self.start[group])
            off = self._variable(count * total, abs(count * begins - total * size))
            here = sum(score * self.inside[id_][group] for id_, score in scores.items())
            self.model.add_abs_equality(off, count * here - total * size)
            self.costs.append(weight * off)

    def _traits(self) -> None:
        unit = len(self.problem.learners) * int(self.problem.weights.trait)
        for trait, share in self.problem.trait_shares().items():
            having = [learner.id for learner in self.problem.learners if trait in learner.traits]
            for group, size in enumerate(self.problem.sizes):
                fewest, most = trait_bounds(share, size)
                begins = sum(id_ in having for id_ in self.start[group])
                outside = self._variable(size, max(0, begins - most, fewest - begins))
                here = sum(self.inside[id_][group] for id_ in having)
                self.model.add(outside >= here - most)
                self.model.add(outside >= fewest - here)
                self.costs.append(unit * outside)

    def _pairs(self) -> None:
        count, weights = len(self.problem.learners), self.problem.weights
        for (one, other), times in ((tuple(pair), times) for pair, times in past_pairs(self.problem).items()):
            met = self._variable(1, self.begins_in[one] == self.begins_in[other])
            for group in self.groups:
                self.model.add_bool_or(met, ~self.inside[one][group], ~self.inside[other][group])
            self.costs.append(count * int(weights.repeat) * times * met)
        for learner in self.problem.learners:
            here = self.begins_in[learner.id]
            lonely = self._variable(1, not any(self.begins_in[peer] == here for peer in learner.prefers))
            company = [self._with(learner.id, peer) for peer in sorted(learner.prefers)]
            self.model.add_bool_or(lonely, *company)
            self.costs.append(count * int(weights.lonely) * lonely)

    def _with(self, one: str, other: str) -> cp_model.IntVar:
        """A Boolean that can only be true when both are in the same group."""
        near = self._variable(1, self.begins_in[one] == self.begins_in[other])
        for group in self.groups:
            self.model.add_bool_or(~near, ~self.inside[one][group], self.inside[other][group])
        return near


def draw_day(seed: int, learners: int = 1200, slots: int = 5, offers: int = 60, goals: int = 20) -> FlexDay:
    """A flex day with 3 % more places than learners, 0 to 3 needs, three wishes a slot and one in twenty placed."""
    rng = np.random.default_rng([seed, learners])
    shares = rng.dirichlet(np.full(offers // slots, 8.0), size=slots)
    popularity = rng.gamma(1.0, 1.0, offers)
    listed = tuple(
        Offer(
            f"o{offer}",
            f"s{offer % slots}",
            int(np.ceil(1.03 * learners * shares[offer % slots, offer // slots])),
            KINDS[rng.integers(len(KINDS))],
            frozenset(f"g{goal}" for goal in rng.choice(goals, 2, replace=False)),
        )
        for offer in range(offers)
    )
    by_slot = [np.arange(slot, offers, slots) for slot in range(slots)]
    people = tuple(
        Attendee(
            f"l{place}",
            placed=frozenset({f"o{rng.integers(offers)}"} if rng.random() < 0.05 else ()),
            needs=frozenset(f"g{goal}" for goal in rng.choice(goals, rng.choice(4, p=[0.35, 0.35, 0.2, 0.1]), False)),
            wishes=tuple(
                f"o{offer}"
                for own in by_slot
                for offer in rng.choice(own, 3, replace=False, p=popularity[own] / popularity[own].sum())
            ),
            progress={f"g{goal}": float(gain) for goal, gain in enumerate(rng.random(goals))},
            had={kind: int(rng.integers(3)) for kind in KINDS},
        )
        for place in range(learners)
    )
    return FlexDay(listed, people)


def peer_day(day: FlexDay, seconds: float) -> tuple[float, float]:
    """Worth and bound of CP-SAT's plan for the same day."""
    program = program_of(day, day.learners, {offer.id: offer.capacity for offer in day.offers})
    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in program.gain]
    for row, limit in zip(range(program.rows.shape[0]), program.limits, strict=True):
        part = slice(program.rows.indptr[row], program.rows.indptr[row + 1])
        terms = zip(program.rows.indices[part], program.rows.data[part], strict=True)
        model.add(sum(int(sign) * chosen[column] for column, sign in terms) <= int(limit))
    for column in chosen:
        model.add_hint(column, 0)
    model.maximize(sum(round(CENTS * gain) * column for gain, column in zip(program.gain, chosen, strict=True)))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    found = solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return (solver.objective_value / CENTS, solver.best_objective_bound / CENTS) if found else (0.0, float("inf"))


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """What `work` returns and how many seconds it took."""
    began = time.perf_counter()
    result = work()
    return result, time.perf_counter() - began


def group_rows(cases: Iterable[Case], seed: int, peer_seconds: float) -> Iterator[tuple[str, ...]]:
    """A line for every group-forming case."""
    warm_up()
    for case in cases:
        problem = draw_problem(case, seed)
        began = time.perf_counter()
        ours = solve_until(problem, spent=lambda: (time.perf_counter() - began) / case.seconds)  # noqa: B023
        took = time.perf_counter() - began
        peer, patience = PeerModel(problem), peer_seconds * case.patience
        groups, peer_took = timed(lambda: peer.solve(patience))  # noqa: B023
        peer_cost = evaluate(problem, groups).cost if groups else float("inf")
        for arrangement in filter(None, (ours.groups, groups)):
            assert not broken_rules(problem, arrangement)
        yield (
            f"{case.learners} in {case.largest}s, draw {case.draw}",
            f"{ours.cost:,.0f}",
            f"{took:.2f}",
            f"{peer_cost:,.0f}",
            f"{peer_took:.0f}",
            f"{ours.cost / peer_cost:.2f}",
            f"≤ {case.goal:.1f}",
            "yes" if ours.cost <= case.goal * peer_cost + 1e-6 else "no",
        )


def divisions(ids: tuple[str, ...], sizes: tuple[int, ...]) -> Iterator[Groups]:
    """Every way to divide people over groups of these sizes; groups of one size are not told apart."""
    if not sizes:
        yield ()
        return
    size, later = sizes[0], sizes[1:]
    rows = combinations(ids, size) if size not in later else ((ids[0], *row) for row in combinations(ids[1:], size - 1))
    for row in rows:
        left = tuple(id_ for id_ in ids if id_ not in row)
        yield from ((row, *rest) for rest in divisions(left, later))


def exact_rows(seed: int) -> Iterator[tuple[str, ...]]:
    """A line for every case small enough to try each arrangement."""
    warm_up()
    for learners, largest in EXACT:
        problem = draw_problem(Case(learners, largest, 1, 0.5), seed)
        began = time.perf_counter()
        ours = solve_until(problem, spent=lambda: (time.perf_counter() - began) / 0.5)  # noqa: B023
        took = time.perf_counter() - began
        every = divisions(tuple(learner.id for learner in problem.learners), problem.sizes)
        costs = [evaluate(problem, groups).cost for groups in every if not broken_rules(problem, groups)]
        yield (
            f"{learners} in {largest}s, all {len(costs):,} tried",
            f"{ours.cost:,.1f}",
            f"{took:.2f}",
            f"best {min(costs):,.1f}",
            "–",
            f"{ours.cost / max(min(costs), 1e-9):.2f}",
            "= 1",
            "yes" if abs(ours.cost - min(costs)) <= 1e-6 else "no",
        )


def flex_rows(seed: int, peer_seconds: float) -> Iterator[tuple[str, ...]]:
    """Planning a flex day, and planning it again when one offer falls away."""
    day = draw_day(seed)
    began = time.perf_counter()
    plan = plan_day(day)
    took = time.perf_counter() - began
    (peer_worth, peer_bound), peer_took = timed(lambda: peer_day(day, PEER_PATIENCE * peer_seconds))
    peer_gap = f"gap {peer_bound / peer_worth - 1:.4%}" if peer_worth else "no plan"
    yield (
        f"flex {len(day.learners)} × 5 × {len(day.offers)}",
        f"gap {plan.gap:.4%}",
        f"{took:.1f}",
        peer_gap,
        f"{peer_took:.0f}",
        f"{plan.worth.total / peer_worth:.3f}" if peer_worth else "–",
        "gap ≤ 1 %, < 30 s",
        "yes" if plan.gap <= 0.01 and took < 30 else "no",
    )
    gone = day.offers[7].id
    smaller = FlexDay(tuple(offer for offer in day.offers if offer.id != gone), _unplaced(day, gone))
    began = time.perf_counter()
    again = replan_day(smaller, plan)
    took = time.perf_counter() - began
    lost = sum(placement.offer == gone for placement in plan.placements)
    others = len(moved(plan, again)) - lost
    seats = len(plan.placements) - lost
    yield (
        f"again, {lost} lost their place",
        f"gap {again.gap:.4%}, {others} of {seats} others moved",
        f"{took:.1f}",
        *("–",) * 3,
        "gap ≤ 1 %, < 30 s, others ≤ 1 %",
        "yes" if again.gap <= 0.01 and took < 30 and others <= 0.01 * seats else "no",
    )
    yield ("  of wish, variety, progress", f"gap {plan.gap_of_the_rest:.3%}", *("",) * 6)


def _unplaced(day: FlexDay, offer: str) -> tuple[Attendee, ...]:
    """The learners without the placings in an offer that fell away."""
    return tuple(
        Attendee(one.id, one.placed - {offer}, one.needs, one.wishes, one.open_offers, one.progress, one.had)
        for one in day.learners
    )


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--seconds-cpsat", type=float, default=60.0)
    options.add_argument("--only", choices=["small", "large", "exact", "flex"])
    chosen = options.parse_args()
    small = [case for case in CASES if case.learners <= MOST_SMALL]
    large = [case for case in CASES if case.learners > MOST_SMALL]
    parts = {
        "exact": exact_rows(chosen.seed),
        "small": group_rows(small, chosen.seed, chosen.seconds_cpsat),
        "large": group_rows(large, chosen.seed, chosen.seconds_cpsat),
        "flex": flex_rows(chosen.seed, chosen.seconds_cpsat),
    }
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    table = Table("instance", "ours", "s", "CP-SAT", "s", "ours/CP-SAT", "goal", "met", title=f"Grouping ({load})")
    for part in [chosen.only] if chosen.only else parts:
        for row in parts[part]:
            table.add_row(*row)
    Console(width=140).print(table)


if __name__ == "__main__":
    main()
