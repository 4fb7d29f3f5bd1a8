"""Random small problems for property tests."""

from itertools import combinations

from hypothesis import strategies as st

from samenwijzer.science.grouping.problem import Learner, Problem, Weights


def pairs_of(ids, most):
    return st.lists(st.sampled_from(list(combinations(ids, 2))), max_size=most, unique=True).map(tuple)


@st.composite
def problems(draw, fewest=4, most=12, rules=True):
    ids = [chr(ord("a") + place) for place in range(draw(st.integers(fewest, most)))]
    sizes, left = [], len(ids)
    while left:
        sizes.append(draw(st.integers(min(2, left), min(5, left))))
        left -= sizes[-1]
    learners = tuple(
        Learner(
            id_,
            draw(st.integers(0, 100)),
            draw(st.frozensets(st.sampled_from(["girl", "support"]))),
            draw(st.frozensets(st.sampled_from([*ids, "absent"]), max_size=3)),
            draw(st.frozensets(st.sampled_from(["x", "y", "z"]), max_size=2)),
            draw(st.one_of(st.none(), st.just(frozenset(range(1, len(sizes)))))) if rules and len(sizes) > 2 else None,
        )
        for id_ in ids
    )
    history = tuple((one, other, draw(st.integers(1, 3))) for one, other in draw(pairs_of(ids, 12)))
    weight = st.sampled_from([0.0, 1.0, 7.0, 40.0])
    return Problem(
        learners,
        tuple(sizes),
        apart=draw(pairs_of(ids, 3)) if rules else (),
        together=draw(pairs_of(ids, 2)) if rules else (),
        history=history,
        weights=Weights(*(draw(weight) for _ in range(5))),
    )
