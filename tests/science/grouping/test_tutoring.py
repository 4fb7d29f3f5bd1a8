"""Pairs with a gap and the consent of both."""

from hypothesis import given
from hypothesis import strategies as st

from samenwijzer.science.grouping.tutoring import (
    SMALLEST_GAP,
    TUTOR_FROM,
    TutorPair,
    Willing,
    pair_cost,
    pairs_by_goal,
    tutoring_pairs,
)

IDS = "abcdefgh"
ID = st.sampled_from(IDS)


def both(ids: str) -> Willing:
    """Let everybody of `ids` explain and listen."""
    return Willing(frozenset(ids), frozenset(ids))


@given(
    st.dictionaries(ID, st.floats(0, 1)),
    st.frozensets(ID),
    st.frozensets(ID),
    st.lists(st.tuples(ID, ID), max_size=4),
)
def test_every_pair_has_a_gap_the_consent_of_both_and_no_rule_against_it(mastery, explain, listen, apart):
    pairs = tutoring_pairs(mastery, Willing(explain, listen), apart=apart)
    everyone = [id_ for pair in pairs for id_ in (pair.tutor, pair.tutee)]
    assert len(set(everyone)) == len(everyone)
    for pair in pairs:
        assert pair.tutor in explain
        assert pair.tutee in listen
        assert mastery[pair.tutor] >= TUTOR_FROM > mastery[pair.tutee]
        assert pair.gap >= SMALLEST_GAP
        assert not {(pair.tutor, pair.tutee), (pair.tutee, pair.tutor)} & set(apart)


def test_as_many_pairs_as_can_be_before_the_best_gap():
    """The best single pair (a with c) would leave b without a tutee."""
    pairs = tutoring_pairs({"a": 0.9, "b": 0.8, "c": 0.5, "d": 0.65}, both("abcd"))
    assert {(pair.tutor, pair.tutee) for pair in pairs} == {("a", "d"), ("b", "c")}


def test_a_new_partner_goes_before_an_old_one():
    mastery = {"a": 0.9, "b": 0.9, "c": 0.5, "d": 0.5}
    pairs = tutoring_pairs(mastery, both("abcd"), history=[("a", "c", 1), ("d", "b", 2)])
    assert {(pair.tutor, pair.tutee, pair.times_before) for pair in pairs} == {("a", "d", 0), ("b", "c", 0)}


def test_without_a_tutor_or_consent_there_are_no_pairs():
    assert tutoring_pairs({"a": 0.5, "b": 0.1}, both("ab")) == ()
    assert tutoring_pairs({"a": 0.9, "b": 0.1}, both("a")) == ()
    assert tutoring_pairs({"a": 0.9, "b": 0.5}, both("ab")) == (TutorPair("a", "b", 0.4, 0),)


def test_over_several_goals_everyone_is_in_one_pair_and_may_explain_one_and_hear_another():
    mastery = {
        "breuken": {"a": 0.9, "b": 0.5, "c": 0.4, "d": 0.9},
        "tijd": {"a": 0.3, "b": 0.95, "c": 0.9, "d": 0.6},
    }
    pairs = pairs_by_goal(mastery, both("abcd"), apart=[("a", "b")])
    assert {(goal, pair.tutor, pair.tutee) for goal, pair in pairs} == {("breuken", "a", "c"), ("breuken", "d", "b")}
    only_time = pairs_by_goal(mastery, Willing(frozenset("bc"), frozenset("ad")))
    assert {(goal, pair.tutor, pair.tutee) for goal, pair in only_time} == {("tijd", "b", "d"), ("tijd", "c", "a")}


def test_the_best_pair_is_a_step_apart_and_new():
    assert pair_cost(0.4, 0) == 0
    assert pair_cost(0.4, 1) < pair_cost(0.0, 0)
