"""The group-forming problem as a teacher would state it: people, sizes, rules and what matters how much."""

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field
from fractions import Fraction
from math import inf

Groups = tuple[tuple[str, ...], ...]
"""One tuple of learner ids per group, in the order of `Problem.sizes`."""


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner as the solver sees them.

    `score` is readiness on any scale; `traits` are only ever balanced; `prefers` are ids of preferred peers;
    `tags` are what brings people together (unmet goals, chosen contexts); `open_groups` are the indices of the
    groups whose time and place suit, None when all do.
    """

    id: str
    score: float = 0.0
    traits: frozenset[str] = frozenset()
    prefers: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    open_groups: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Weights:
    """What one unit of each soft wish costs; zero leaves the wish out.

    `score`: a point between a group's score total and its fair total; `trait`: a member above or below the fair
    share; `repeat`: an earlier time together; `lonely`: a member without a preferred peer; `unlike`: a pair that
    shares no tag. Raises `ValueError` for a negative or infinite weight.
    """

    score: float = 1.0
    trait: float = 50.0
    repeat: float = 20.0
    lonely: float = 30.0
    unlike: float = 0.0

    def __post_init__(self) -> None:
        """Refuse what would make a wish into its opposite."""
        if not all(0 <= weight < inf for weight in astuple(self)):
            raise ValueError("a weight is zero or more, and finite")


@dataclass(frozen=True, slots=True)
class Problem:
    """Who is to be grouped and how; `history` holds (learner, learner, times together before).

    History about people who are not here today is ignored, and so are preferred peers who are not here. A rule
    about someone unknown is an obstacle (see `feasibility.obstacles`), since a typing error must not drop a rule.
    """

    learners: tuple[Learner, ...]
    sizes: tuple[int, ...]
    apart: tuple[tuple[str, str], ...] = ()
    together: tuple[tuple[str, str], ...] = ()
    history: tuple[tuple[str, str, int], ...] = ()
    weights: Weights = field(default_factory=Weights)

    @property
    def position(self) -> dict[str, int]:
        """Place of each learner in `learners`."""
        return {learner.id: place for place, learner in enumerate(self.learners)}

    def trait_shares(self) -> dict[str, Fraction]:
        """Share of the learners having each trait, exact; traits in alphabetical order."""
        names = sorted({trait for learner in self.learners for trait in learner.traits})
        return {
            name: Fraction(sum(name in learner.traits for learner in self.learners), len(self.learners))
            for name in names
        }

    def blocks(self) -> tuple[tuple[str, ...], ...]:
        """The learners in sets that must stay together, everyone in exactly one; order of first appearance."""
        block = {learner.id: {learner.id} for learner in self.learners}
        for one, other in self.together:
            if one in block and other in block and block[one] is not block[other]:
                block[one] |= block[other]
                for member in block[other]:
                    block[member] = block[one]
        return tuple(_each_once(block))


@dataclass(frozen=True, slots=True)
class Parts:
    """The cost of an arrangement, wish by wish, weights included."""

    score: float = 0.0
    trait: float = 0.0
    repeat: float = 0.0
    lonely: float = 0.0
    unlike: float = 0.0

    @property
    def cost(self) -> float:
        """What the solver minimises."""
        return self.score + self.trait + self.repeat + self.lonely + self.unlike


@dataclass(frozen=True, slots=True)
class Proposal:
    """An arrangement with what it costs; `optimises` names what it gives most to (see `alternatives.Aim`)."""

    groups: Groups
    parts: Parts
    optimises: str = "balance"

    @property
    def cost(self) -> float:
        """What the solver minimises."""
        return self.parts.cost


def even_sizes(learners: int, *, largest: int) -> tuple[int, ...]:
    """Sizes as even as can be with no group above `largest`, the bigger ones first."""
    if learners < 0 or largest < 1:
        raise ValueError("a group holds at least one learner")
    groups = -(-learners // largest)
    return tuple(learners // groups + (place < learners % groups) for place in range(groups))


def _each_once(block: Mapping[str, set[str]]) -> Iterator[tuple[str, ...]]:
    order = {learner: place for place, learner in enumerate(block)}
    seen: set[int] = set()
    for members in block.values():
        if id(members) not in seen:
            seen.add(id(members))
            yield tuple(sorted(members, key=order.__getitem__))
