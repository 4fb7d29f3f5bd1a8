"""From what a teacher wants to do to a problem: who takes part, in which sizes, with what mattering how much.

Peer tutoring makes pairs and stands in `tutoring`, the flex hour in `flex`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from samenwijzer.science.grouping.problem import Learner, Problem, Weights, even_sizes

INSTRUCTION = Weights(score=0, trait=0, repeat=0, lonely=1)
"""The goal decides (as a hard rule); company only breaks ties."""
COOPERATION = Weights()
"""Mixed and even, new partners over time, someone preferred near."""
INTEREST = Weights(score=0, trait=0, repeat=5, lonely=10, unlike=40)
"""The chosen context decides, then company, then new partners."""

Pairs = tuple[tuple[str, str], ...]
History = tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What the team knows about pairs: who must stay apart, who belongs together, who was with whom how often."""

    apart: Pairs = ()
    together: Pairs = ()
    history: History = ()

    def among(self, ids: set[str]) -> "Known":
        """Only what is about two of `ids`."""
        return Known(
            tuple(pair for pair in self.apart if set(pair) <= ids),
            tuple(pair for pair in self.together if set(pair) <= ids),
            tuple(entry for entry in self.history if set(entry[:2]) <= ids),
        )


@dataclass(frozen=True, slots=True)
class Instruction:
    """Extended instruction: `focus` is the goal of each group, `waiting` are those no group is left for now."""

    problem: Problem
    focus: tuple[str, ...]
    waiting: tuple[str, ...] = field(default=())


def extended_instruction(
    learners: Sequence[Learner],
    unmet: Mapping[str, frozenset[str]],
    *,
    largest: int = 5,
    most_groups: int | None = None,
    known: Known | None = None,
) -> Instruction:
    """Small groups of learners who have the same unmet goal or missing prerequisite.

    `unmet` holds the goals per learner id; who has none does not take part. Goals are taken by how many still need
    them (greedy cover), so that few groups serve many; with `most_groups` (the adults there are) the goals fewest need
    wait, and within a goal whoever comes last in `learners`. A learner is open to every group
    on one of their own goals.
    """
    left = {learner.id for learner in learners if unmet.get(learner.id)}
    focus: list[str] = []
    sizes: list[int] = []
    while left and (most_groups is None or len(sizes) < most_groups):
        asked = Counter(goal for id_ in left for goal in unmet[id_])
        goal = min(asked, key=lambda goal: (-asked[goal], goal))
        having = [learner.id for learner in learners if learner.id in left and goal in unmet[learner.id]]
        shares = even_sizes(len(having), largest=largest)
        shares = shares if most_groups is None else shares[: most_groups - len(sizes)]
        left -= set(having[: sum(shares)])
        focus += [goal] * len(shares)
        sizes += shares
    taking_part = [learner for learner in learners if unmet.get(learner.id) and learner.id not in left]
    opened = tuple(
        replace(
            learner,
            tags=frozenset(unmet[learner.id]),
            open_groups=frozenset(place for place, goal in enumerate(focus) if goal in unmet[learner.id]),
        )
        for learner in taking_part
    )
    pairs = (known or Known()).among({learner.id for learner in opened})
    problem = Problem(opened, tuple(sizes), pairs.apart, pairs.together, pairs.history, INSTRUCTION)
    return Instruction(problem, tuple(focus), tuple(sorted(left)))


def cooperative_task(learners: Sequence[Learner], *, largest: int = 4, known: Known | None = None) -> Problem:
    """Groups mixed in readiness and even over groups, with new partners and someone preferred near.

    Where nobody has said whom they prefer, company is left out instead of counting everyone as lonely.
    """
    weights = COOPERATION if any(learner.prefers for learner in learners) else replace(COOPERATION, lonely=0)
    return _problem(learners, largest, known, weights)


def interest_groups(
    learners: Sequence[Learner],
    chosen: Mapping[str, frozenset[str]],
    *,
    largest: int = 5,
    known: Known | None = None,
) -> Problem:
    """Groups of even size in which people share a context they chose; `chosen` holds the contexts per learner id."""
    tagged = [replace(learner, tags=frozenset(chosen.get(learner.id, frozenset()))) for learner in learners]
    weights = INTEREST if any(learner.prefers for learner in learners) else replace(INTEREST, lonely=0)
    return _problem(tagged, largest, known, weights)


def shared_tag(problem: Problem, group: Sequence[str]) -> tuple[str, int]:
    """The tag most members of a group share, and how many do; ("", 0) when nobody has one."""
    members = set(group)
    having = Counter(tag for learner in problem.learners if learner.id in members for tag in learner.tags)
    return min(having.items(), key=lambda item: (-item[1], item[0]), default=("", 0))


def _problem(learners: Sequence[Learner], largest: int, known: Known | None, weights: Weights) -> Problem:
    pairs = (known or Known()).among({learner.id for learner in learners})
    sizes = even_sizes(len(learners), largest=largest)
    return Problem(tuple(learners), sizes, pairs.apart, pairs.together, pairs.history, weights)
