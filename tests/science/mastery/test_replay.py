import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenwijzer.science.mastery.features import NAMES
from samenwijzer.science.mastery.replay import Prerequisites, replay
from samenwijzer.science.mastery.responses import NO_ITEM, Kind, gather

NONE = Prerequisites.none()


def column(features, name):
    return features[:, NAMES.index(name)]


def one_learner(outcome, *, time=None, goal=None, item=None, **more):
    n = len(outcome)
    return gather(
        np.zeros(n, int),
        np.full(n, NO_ITEM) if item is None else np.array(item),
        np.arange(n) * 10.0 if time is None else np.array(time, dtype=float),
        np.array(outcome, dtype=float),
        np.zeros(n, int) if goal is None else np.array(goal),
        **more,
    )


def test_successes_and_failures_are_counted_before_the_row():
    found = replay(one_learner([1, 0, 1, 1]), np.zeros(4), NONE)
    np.testing.assert_allclose(np.expm1(column(found, "wins")), [0, 1, 1, 2])
    np.testing.assert_allclose(np.expm1(column(found, "fails")), [0, 0, 1, 1])
    assert column(found, "streak").tolist() == [0, 1, -1, 1]


def test_a_residual_is_the_outcome_minus_the_expected_chance_shrunk_by_five_responses():
    found = replay(one_learner([1, 0]), np.full(2, np.log(3.0)), NONE)
    evidence = 4 * 0.75 * 0.25
    assert column(found, "goal_all")[1] == pytest.approx(5 * 0.25 / (evidence + 5))


def test_the_first_row_knows_nothing_of_the_learner_before():
    log = gather(np.array([1, 1, 2]), np.full(3, NO_ITEM), np.arange(3), np.array([1, 1, 0]), np.zeros(3, int))
    found = replay(log, np.zeros(3), NONE)
    np.testing.assert_array_equal(found[0], found[2])


def test_waiting_within_a_sitting_tells_nothing_and_a_day_does():
    found = replay(one_learner([1, 1, 1], time=[0, 300, 300 + 86400]), np.zeros(3), NONE)
    assert column(found, "wait").tolist() == [0, 0, pytest.approx(np.log1p(86400 / 600))]
    assert column(found, "goal_wait")[0] == -1
    np.testing.assert_allclose(np.expm1(column(found, "spaced")), [0, 1, 1])


def test_spaced_practice_slows_fading():
    massed = replay(one_learner([1, 1, 1], time=[0, 60, 10 * 86400]), np.zeros(3), NONE)
    spaced = replay(one_learner([1, 1, 1], time=[-86400, 60, 10 * 86400]), np.zeros(3), NONE)
    assert column(spaced, "fade")[2] == pytest.approx(column(massed, "fade")[2] / 2, rel=1e-3)


def test_self_and_peer_evidence_changes_nothing():
    plain = replay(one_learner([1, 0]), np.zeros(2), NONE)
    log = one_learner([1, 0, 0, 0], time=[0, 1, 2, 10], kind=np.array([0, 3, 4, 0]), weight=np.array([1.0, 0, 0, 1]))
    assert log.kind[1] == Kind.SELF
    np.testing.assert_allclose(replay(log, np.zeros(4), NONE)[3], plain[1])


def test_success_on_a_prerequisite_is_seen_at_the_goal_that_needs_it():
    before = Prerequisites.from_pairs(np.array([[1, 0]]))
    log = one_learner([1, 1, 1], goal=[0, 0, 1])
    assert column(replay(log, np.zeros(3), before), "prerequisite_all")[2] > 0
    assert column(replay(log, np.zeros(3), NONE), "prerequisite_all")[2] == 0


rows = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 4), st.booleans()), min_size=2, max_size=40
)


@settings(max_examples=50)
@given(rows, st.integers(0, 1000))
def test_no_row_depends_on_its_own_outcome_or_a_later_one(drawn, pick):
    learner, goal, item, outcome = (np.array(one, dtype=float) for one in zip(*drawn, strict=True))
    log = gather(learner.astype(int), item.astype(int), np.arange(len(drawn)) * 400.0, outcome, goal.astype(int))
    at = pick % len(log)
    changed = log.outcome.copy()
    changed[at:] = 1 - changed[at:]
    other = gather(log.learner, log.item, log.time, changed, log.goal)
    prior = np.linspace(-1, 1, len(log))
    first, second = replay(log, prior, NONE), replay(other, prior, NONE)
    np.testing.assert_array_equal(first[: at + 1], second[: at + 1])
