"""Pairs with a gap and the consent of both; roles that go round."""

from hypothesis import given
from hypothesis import strategies as st

from samenwijzer.science.grouping.tutoring import SMALLEST_GAP, TUTOR_FROM, TutorPair, spread_roles, tutoring_pairs

IDS = "abcdefgh"
ID = st.sampled_from(IDS)


@given(
    st.dictionaries(ID, st.floats(0, 1)),
    st.frozensets(ID),
    st.lists(st.tuples(ID, ID), max_size=4),
)
def test_every_pair_has_a_gap_the_consent_of_both_and_no_rule_against_it(mastery, consent, apart):
    pairs = tutoring_pairs(mastery, consent, apart=apart)
    everyone = [id_ for pair in pairs for id_ in (pair.tutor, pair.tutee)]
    assert len(set(everyone)) == len(everyone)
    for pair in pairs:
        assert {pair.tutor, pair.tutee} <= consent
        assert mastery[pair.tutor] >= TUTOR_FROM > mastery[pair.tutee]
        assert pair.gap >= SMALLEST_GAP
        assert not {(pair.tutor, pair.tutee), (pair.tutee, pair.tutor)} & set(apart)


def test_as_many_pairs_as_can_be_before_the_best_gap():
    """The best single pair (a with c) would leave b without a tutee."""
    pairs = tutoring_pairs({"a": 0.9, "b": 0.8, "c": 0.5, "d": 0.65}, frozenset("abcd"))
    assert {(pair.tutor, pair.tutee) for pair in pairs} == {("a", "d"), ("b", "c")}


def test_a_new_partner_goes_before_an_old_one():
    mastery = {"a": 0.9, "b": 0.9, "c": 0.5, "d": 0.5}
    pairs = tutoring_pairs(mastery, frozenset("abcd"), history=[("a", "c", 1), ("d", "b", 2)])
    assert {(pair.tutor, pair.tutee, pair.times_before) for pair in pairs} == {("a", "d", 0), ("b", "c", 0)}


def test_without_a_tutor_or_consent_there_are_no_pairs():
    assert tutoring_pairs({"a": 0.5, "b": 0.1}, frozenset("ab")) == ()
    assert tutoring_pairs({"a": 0.9, "b": 0.1}, frozenset("a")) == ()
    assert tutoring_pairs({"a": 0.9, "b": 0.5}, frozenset("ab")) == (TutorPair("a", "b", 0.4, 0),)


def test_roles_go_to_who_held_them_least():
    held = {"a": {"schrijver": 2}, "b": {"schrijver": 1, "tijdwaker": 3}, "c": {"tijdwaker": 1}}
    (first, second) = spread_roles((("a", "b", "c"), ("d",)), ["schrijver", "tijdwaker"], held)
    assert first == {"c": "schrijver", "a": "tijdwaker"}
    assert second == {"d": "schrijver"}
