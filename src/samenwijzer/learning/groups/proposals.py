"""Two or three ways to form the groups a teacher asks for, each best at something that can be named (R9)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from django.utils.translation import gettext

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.groups import solver
from samenwijzer.learning.groups.basis import Asked, Basis, Placed
from samenwijzer.learning.groups.contexts import contexts_of, tags_of
from samenwijzer.learning.groups.tutoring import paired_around, ways_to_pair
from samenwijzer.science.grouping.obstacles import ImpossibleError
from samenwijzer.science.grouping.problem import Groups, Learner, Problem
from samenwijzer.science.grouping.purposes import (
    INSTRUCTION,
    cooperative_task,
    extended_instruction,
    interest_groups,
)

SMALLER = 3
"""Largest group of the proposal that gives most attention to each."""
OTHER = "other"
SAME_COST = 0.5
"""Difference in cost below which two arrangements count as equally good."""
Unmet = Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Proposed:
    """Groups, and what they give most to: an aim of `alternatives`, or other, goal, before, smaller, whole, first,
    pairs."""

    aim: str
    groups: tuple[Placed, ...]


def propose(*, basis: Basis, asked: Asked) -> list[Proposed]:
    """Return proposals, the one to start from first; none when nobody needs what is asked, or nobody said yes to it.

    Raises `Refused` with the reasons when the rules about pairs cannot be kept.
    """
    found = list[Proposed]()
    refusal: ImpossibleError | None = None
    for attempt in _ways(basis, asked):
        try:
            new = attempt()
        except ImpossibleError as error:
            refusal = refusal or error
            continue
        found += [one for one in new if all(_sets(one.groups) != _sets(other.groups) for other in found)]
    if refusal and not found:
        raise Refused(sentences(refusal, basis)) from refusal
    return found


def _ways(basis: Basis, asked: Asked) -> Sequence[Callable[[], list[Proposed]]]:
    """Return what to try, for the purpose of what is asked."""
    if asked.is_instruction:
        return _instruction(basis, asked)
    if asked.is_tutoring:
        return [lambda: [Proposed(aim, groups) for aim, groups in ways_to_pair(basis, asked)]]
    if asked.is_interest and not any(contexts_of(basis, asked.goal).values()):
        return []
    return [_everybody(basis, asked)]


def propose_around(
    *, basis: Basis, asked: Asked, groups: Sequence[Placed], fixed: frozenset[int], seed: int
) -> tuple[Placed, ...]:
    """Return ``groups`` formed anew, their sizes kept and the learners in ``fixed`` where they are.

    Another ``seed`` gives another equally good answer. Raises `Refused` as `propose` does.
    """
    if asked.is_tutoring:
        return paired_around(basis, asked, groups, fixed)
    place = {learner: n for n, group in enumerate(groups) for learner in group.learners}
    filled = [group for group in groups if group.learners]
    learners = [
        replace(one, open_groups=frozenset({place[int(one.id)]}) if int(one.id) in fixed else one.open_groups)
        for one in solvable(basis, asked, list(place))
    ]
    if asked.is_instruction:
        learners = [_open_to_own_goals(one, place[int(one.id)], filled, basis) for one in learners]
    problem = problem_of(basis, asked, learners, [len(group.learners) for group in filled])
    try:
        found = solver.solution(problem, seed=seed)
    except ImpossibleError as error:
        raise Refused(sentences(error, basis)) from error
    return tuple(Placed(group.goal, _ids(members)) for group, members in zip(filled, found, strict=True))


def solvable(basis: Basis, asked: Asked, learners: Sequence[int]) -> list[Learner]:
    """Return the learners as the solver sees them; what was ticked is a trait to spread, nothing else."""
    scores = basis.scores(asked.here, asked.goal)
    tags = tags_of(basis, asked) if asked.is_interest else {}
    return [
        Learner(
            str(one),
            score=scores[one],
            traits=frozenset(trait for trait, having in asked.ticks.items() if one in having),
            prefers=basis.prefers(one),
            tags=tags.get(one, frozenset()),
        )
        for one in learners
    ]


def problem_of(basis: Basis, asked: Asked, learners: Sequence[Learner], sizes: Sequence[int]) -> Problem:
    """Return the problem for given sizes, with the weights of the purpose."""
    problem = _asked_problem(basis, asked, learners)
    return replace(problem, sizes=tuple(sizes), weights=INSTRUCTION if asked.is_instruction else problem.weights)


def _asked_problem(basis: Basis, asked: Asked, learners: Sequence[Learner]) -> Problem:
    largest, known = max(1, asked.largest), basis.known()
    if asked.is_interest:
        return interest_groups(learners, {one.id: one.tags for one in learners}, largest=largest, known=known)
    return cooperative_task(learners, largest=largest, known=known)


def sentences(error: ImpossibleError, basis: Basis) -> str:
    """Return why the rules cannot be kept, with the learners called by their names."""
    return " ".join(one.sentence(lambda id_: basis.names[int(id_)], gettext) for one in error.obstacles)


def _everybody(basis: Basis, asked: Asked) -> Callable[[], list[Proposed]]:
    """Return the way to divide everybody who is here."""

    def attempt() -> list[Proposed]:
        problem = _asked_problem(basis, asked, solvable(basis, asked, asked.here))
        best, *others = solver.proposals(problem)
        found = [Proposed(str(best.optimises), _placed(best.groups))]
        for one in others:  # as dear as the best means that it gave nothing more to its aim
            aim = OTHER if one.cost - best.cost < SAME_COST else str(one.optimises)
            found.append(Proposed(aim, _placed(one.groups)))
        return found if len(found) > 1 else [*found, _otherwise(problem, found[0])]

    return attempt


def _otherwise(problem: Problem, first: Proposed) -> Proposed:
    """Return an arrangement of other pairs than ``first``, where nothing else is left to choose between."""
    pairs = [(str(a), str(b), 1) for group in first.groups for a, b in combinations(group.learners, 2)]
    return Proposed(OTHER, _placed(solver.solution(replace(problem, history=(*problem.history, *pairs)))))


def _instruction(basis: Basis, asked: Asked) -> list[Callable[[], list[Proposed]]]:
    """Return the ways to gather those who need instruction: by the goal, by what comes before it, in smaller groups."""

    def way(aim: str, unmet: Unmet, largest: int, most: int | None = None) -> Callable[[], list[Proposed]]:
        return lambda: _gathered(aim, unmet, basis, asked, largest=largest, most=most)

    on_goals = unmet_goals(basis, asked)
    if asked.goal is None:
        return [way("whole", on_goals, asked.largest, asked.adults), way("first", on_goals, asked.largest, most=1)]
    before = _unmet_before(basis, asked, on_goals)
    return [
        way("goal", on_goals, asked.largest, asked.adults),
        way("before", before, asked.largest, asked.adults),
        way("smaller", on_goals, min(SMALLER, asked.largest), asked.adults),
    ]


def unmet_goals(basis: Basis, asked: Asked) -> dict[int, frozenset[int]]:
    """Return who does not succeed yet on which of the asked goals; who was named comes along."""
    goals = [asked.goal] if asked.goal else basis.running_goals
    unmet = {one: frozenset(goal for goal in goals if basis.is_weak(one, goal)) for one in asked.here}
    return {one: found or frozenset(goals[:1] if one in asked.along else []) for one, found in unmet.items()}


def _unmet_before(basis: Basis, asked: Asked, on_goals: Unmet) -> Unmet:
    """Return for each learner the prerequisites that do not succeed yet, else the goal itself where that does not."""
    before = [one.pk for one in basis.before.get(asked.goal or 0, [])]
    missing = {one: frozenset(goal for goal in before if basis.is_weak(one, goal)) for one in asked.here}
    return {one: found or on_goals[one] for one, found in missing.items()} if any(missing.values()) else {}


def _gathered(aim: str, unmet: Unmet, basis: Basis, asked: Asked, *, largest: int, most: int | None) -> list[Proposed]:
    goals = {str(one): frozenset(map(str, needs)) for one, needs in unmet.items() if needs}
    if not goals:
        return []
    learners = solvable(basis, asked, sorted(asked.here, key=lambda one: basis.readiness(one, asked.goal) or 0.0))
    gathered = extended_instruction(learners, goals, largest=largest, most_groups=most, known=basis.known())
    groups = solver.solution(gathered.problem)
    return [
        Proposed(aim, tuple(Placed(int(goal), _ids(ids)) for goal, ids in zip(gathered.focus, groups, strict=True)))
    ]


def _open_to_own_goals(learner: Learner, now: int, groups: Sequence[Placed], basis: Basis) -> Learner:
    """Let a learner of an instruction group move to a group on another goal only where that goal is unmet."""
    if learner.open_groups is not None:
        return learner
    own = groups[now].goal
    fits = {n for n, group in enumerate(groups) if group.goal == own or basis.is_weak(int(learner.id), group.goal or 0)}
    return replace(learner, open_groups=frozenset(fits))


def _placed(groups: Groups) -> tuple[Placed, ...]:
    return tuple(Placed(None, _ids(group)) for group in groups)


def _ids(members: Sequence[str]) -> tuple[int, ...]:
    return tuple(int(one) for one in members)


def _sets(groups: Sequence[Placed]) -> set[tuple[int | None, frozenset[int]]]:
    return {(group.goal, frozenset(group.learners)) for group in groups}
