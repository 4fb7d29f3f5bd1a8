"""Random small problems for property tests."""

from itertools import combinations
from random import Random

from hypothesis import strategies as st

from samenwijzer.science.grouping.problem import Learner, Problem, Weights


def some(random, choices, most):
    return random.sample(choices, min(len(choices), random.randint(0, most)))


@st.composite
def problems(draw, fewest=4, most=12, rules=True):
    """Numbers are drawn, so that a failure shrinks to few learners; the rest follows from a seed, which is quick."""
    ids = [chr(ord("a") + place) for place in range(draw(st.integers(fewest, most)))]
    random = Random(draw(st.integers(0, 10_000)))
    sizes = []
    while sum(sizes) < len(ids):
        sizes.append(min(random.randint(2, 5), len(ids) - sum(sizes)))
    pairs = list(combinations(ids, 2))
    late = frozenset(range(1, len(sizes))) if rules and len(sizes) > 2 else None
    learners = tuple(
        Learner(
            id_,
            random.randint(0, 100),
            frozenset(some(random, ["girl", "support"], 2)),
            frozenset(some(random, [*ids, "absent"], 3)),
            frozenset(some(random, ["x", "y", "z"], 2)),
            late if random.random() < 0.2 else None,
        )
        for id_ in ids
    )
    return Problem(
        learners,
        tuple(sizes),
        apart=tuple(some(random, pairs, 3)) if rules else (),
        together=tuple(some(random, pairs, 2)) if rules else (),
        history=tuple((one, other, random.randint(1, 3)) for one, other in some(random, pairs, 12)),
        weights=Weights(*(random.choice([0.0, 1.0, 7.0, 40.0]) for _ in range(5))),
    )
