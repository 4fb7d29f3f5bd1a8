"""Fairness is read at aggregate level; being lowest too often is noticed in time."""

from fractions import Fraction

from samenwijzer.science.grouping.equity import (
    LowestReading,
    Round,
    TraitReading,
    lowest_reading,
    lowest_runs,
    lowest_too_often,
    trait_readings,
)
from samenwijzer.science.grouping.problem import Learner, Problem

SCORES = {"a": 10, "b": 20, "c": 60, "d": 70, "e": 80, "f": 90}
LEVELS = Round((("a", "b"), ("c", "d"), ("e", "f")), SCORES)
MIXED = Round((("a", "f"), ("b", "e"), ("c", "d")), SCORES)


def test_traits_are_read_over_the_groups_not_by_name():
    learners = tuple(Learner(id_, traits=frozenset({"support"} if id_ in "ab" else set())) for id_ in "abcdef")
    problem = Problem(learners, (3, 3))
    assert trait_readings(problem, [("a", "b", "c"), ("d", "e", "f")]) == (
        TraitReading("support", Fraction(1, 3), fewest=0, most=2, groups_off=2),
    )
    (fair,) = trait_readings(problem, [("a", "d", "c"), ("b", "e", "f")])
    assert (fair.fewest, fair.most, fair.groups_off) == (1, 1, 0)


def test_only_a_group_clearly_below_is_the_lowest():
    assert LEVELS.lowest() == {"a", "b"}
    assert MIXED.lowest() == frozenset()
    assert Round((("a", "b"),), SCORES).lowest() == frozenset()


def test_a_run_is_broken_by_one_other_place_but_not_by_absence():
    assert lowest_runs([LEVELS, LEVELS]) == {"a": 2, "b": 2}
    assert lowest_runs([LEVELS, MIXED, LEVELS]) == {"a": 1, "b": 1}
    without_a = Round((("b", "c"), ("e", "f")), SCORES)
    assert lowest_runs([LEVELS, without_a, LEVELS]) == {"a": 2, "b": 3}


def test_six_times_running_in_the_lowest_group_gives_a_warning():
    assert lowest_too_often([LEVELS] * 5) == ()
    assert lowest_too_often([LEVELS] * 6) == ("a", "b")
    assert lowest_too_often([LEVELS] * 5 + [MIXED]) == ()
    assert lowest_too_often([LEVELS] * 2, warn_after=2) == ("a", "b")


def test_share_of_a_trait_in_the_lowest_groups_beside_its_share_of_all_places():
    assert lowest_reading([LEVELS, MIXED], frozenset({"a", "c"})) == LowestReading(Fraction(1, 2), Fraction(1, 3), 2)
    assert lowest_reading([], frozenset("a")).places == 0
