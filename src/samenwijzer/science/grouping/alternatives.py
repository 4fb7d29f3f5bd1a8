"""Two or three proposals to choose from, each best at something that can be named."""

from collections.abc import Callable
from dataclasses import asdict, replace
from enum import StrEnum

from samenwijzer.science.grouping.objective import evaluate
from samenwijzer.science.grouping.problem import Problem, Proposal, Weights

STRESS = 10.0
"""How much more a proposal that gives most to one wish weighs it."""


class Aim(StrEnum):
    """What a proposal gives most to."""

    BALANCE = "balance"
    READINESS = "readiness"
    SPREAD = "spread"
    NEW_PARTNERS = "new partners"
    COMPANY = "company"
    COMMON_GROUND = "common ground"


STRESSED = {
    Aim.READINESS: "score",
    Aim.SPREAD: "trait",
    Aim.NEW_PARTNERS: "repeat",
    Aim.COMPANY: "lonely",
    Aim.COMMON_GROUND: "unlike",
}


def alternatives(problem: Problem, solver: Callable[[Problem], Proposal], *, at_most: int = 3) -> tuple[Proposal, ...]:
    """The proposal that weighs everything as asked, then those that give most to what it leaves open most.

    `solver` spends the caller's budget on one problem. Every proposal's parts are in the weights of `problem`, so that
    they compare; a proposal with the groups of an earlier one, or no better at what it is to be best at, is left out.
    """
    balanced = solver(problem)
    found = [replace(balanced, optimises=Aim.BALANCE)]
    open_costs = asdict(balanced.parts)
    for aim, wish in sorted(STRESSED.items(), key=lambda item: -open_costs[item[1]]):
        if len(found) >= at_most or not open_costs[wish]:
            break
        weights = Weights(**(asdict(problem.weights) | {wish: STRESS * getattr(problem.weights, wish)}))
        groups = solver(replace(problem, weights=weights)).groups
        parts = evaluate(problem, groups)
        if getattr(parts, wish) < open_costs[wish] and all(_sets(groups) != _sets(one.groups) for one in found):
            found.append(Proposal(groups, parts, aim))
    return tuple(found)


def _sets(groups: tuple[tuple[str, ...], ...]) -> set[frozenset[str]]:
    return {frozenset(group) for group in groups}
