"""The cost is what grouping.md says, term by term."""

from fractions import Fraction

import pytest

from samenwijzer.science.grouping.objective import evaluate, evaluate_groups, trait_bounds
from samenwijzer.science.grouping.problem import Learner, Problem, Weights, even_sizes


def six_learners(weights=None):
    girl = frozenset({"girl"})
    return Problem(
        learners=(
            Learner("a", 10, girl, frozenset({"b"}), frozenset({"breuken"})),
            Learner("b", 20, girl, frozenset({"f"}), frozenset({"breuken", "meten"})),
            Learner("c", 30, girl, frozenset({"c", "a"}), frozenset({"meten"})),
            Learner("d", 40, frozenset(), frozenset({"gone"}), frozenset({"meten"})),
            Learner("e", 50, frozenset(), frozenset({"d", "f"}), frozenset()),
            Learner("f", 60, frozenset(), frozenset(), frozenset({"breuken"})),
        ),
        sizes=(3, 3),
        history=(("a", "b", 2), ("b", "a", 1), ("e", "f", 1), ("a", "f", 9), ("a", "gone", 4)),
        weights=weights or Weights(),
    )


def test_every_part_by_hand():
    parts = evaluate(six_learners(Weights(unlike=3)), [("a", "b", "c"), ("d", "e", "f")])
    assert parts.score == 1 * (abs(60 - 105) + abs(150 - 105))
    assert parts.trait == 50 * ((3 - 2) + (1 - 0))  # half of three: at least one, at most two in each
    assert parts.repeat == 20 * (2 + 1 + 1)  # a–b twice and once more, e–f once; a–f are not together
    assert parts.lonely == 30 * (1 + 2)  # b misses f; d names someone absent, f names nobody
    assert parts.unlike == 3 * (1 + 3)  # a–c share nothing; d, e and f share nothing pair by pair
    assert parts.cost == 90 + 100 + 80 + 90 + 12


def test_someone_who_prefers_only_themself_is_still_alone():
    problem = Problem((Learner("a", prefers=frozenset({"a"})), Learner("b", prefers=frozenset({"a"}))), (2,))
    assert evaluate(problem, [("a", "b")]).lonely == 30


def test_parts_add_up_over_groups():
    problem, groups = six_learners(), [("a", "e", "c"), ("d", "b", "f")]
    by_group = evaluate_groups(problem, groups)
    assert sum(parts.cost for parts in by_group) == pytest.approx(evaluate(problem, groups).cost)


@pytest.mark.parametrize(
    ("share", "size", "bounds"),
    [
        (Fraction(1, 3), 3, (1, 1)),
        (Fraction(1, 10), 30, (3, 3)),
        (Fraction(3, 20), 4, (0, 1)),
        (Fraction(1), 4, (4, 4)),
    ],
)
def test_bounds_are_exact_where_floating_point_is_not(share, size, bounds):
    assert trait_bounds(share, size) == bounds


def test_even_sizes_differ_by_at_most_one():
    assert even_sizes(23, largest=5) == (5, 5, 5, 4, 4)
    assert even_sizes(0, largest=4) == ()
    with pytest.raises(ValueError, match="at least one"):
        even_sizes(5, largest=0)
