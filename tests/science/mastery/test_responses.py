import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from samenwijzer.science.mastery.responses import codes, gather, set_keys


def test_rows_are_sorted_by_learner_and_time_and_ties_keep_their_order():
    log = gather(
        np.array([2, 1, 1, 1]),
        np.array([10, 11, 12, 13]),
        np.array([5, 9, 3, 9]),
        np.array([1, 0, 1, 1]),
        np.array([0, 1, 2, 3]),
    )
    assert log.item.tolist() == [12, 11, 13, 10]
    assert log.goal.tolist() == [2, 1, 3, 0]


def test_an_item_carries_all_its_goals_and_its_row_counts_once():
    q = sparse.csr_array(np.array([[0, 1, 1], [1, 0, 0]]))
    log = gather(np.array([1, 1]), np.array([0, 1]), np.array([0, 1]), np.array([1, 0]), q)
    assert len(log) == 2
    assert log.goal_start.tolist() == [0, 2, 3]
    assert log.goal.tolist() == [1, 2, 0]


@pytest.mark.parametrize(
    ("item", "outcome", "message"), [([0], [1.5], "between 0 and 1"), ([7], [1.0], "matrix"), ([0, 0], [1.0], "entry")]
)
def test_impossible_columns_are_refused(item, outcome, message):
    q = sparse.csr_array(np.ones((1, 1)))
    with pytest.raises(ValueError, match=message):
        gather(np.zeros(1, int), np.array(item), np.zeros(1), np.array(outcome), q)


def test_a_set_of_one_goal_is_that_goal_and_larger_sets_differ():
    goal = np.array([4, 1, 2, 1, 3, 1, 2])
    keys = set_keys(np.array([0, 1, 3, 5, 7, 7]), goal)
    assert keys[0] == 4
    assert keys[1] == keys[3] != keys[2]
    assert min(keys[1], keys[2]) > 1 << 60
    assert keys[4] == -1


@given(st.lists(st.integers(0, 30)), st.sets(st.integers(0, 30)))
def test_codes_find_every_known_value(values, known):
    ascending = np.array(sorted(known), dtype=np.int64)
    found = codes(ascending, np.array(values, dtype=np.int64))
    for value, at in zip(values, found, strict=True):
        assert (ascending[at] == value) if value in known else at == -1


def test_selecting_rows_keeps_their_goals():
    q = sparse.csr_array(np.array([[1, 1, 0], [0, 0, 1], [1, 0, 1]]))
    log = gather(np.zeros(3, int), np.arange(3), np.arange(3), np.ones(3), q)
    part = log.select(np.array([True, False, True]))
    assert part.goal_start.tolist() == [0, 2, 4]
    assert part.goal.tolist() == [0, 1, 0, 2]
