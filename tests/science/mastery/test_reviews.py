"""When a goal is due again, by spaced repetition."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenwijzer.science.mastery.reviews import due_days


def due(days: list[float], outcomes: list[float]) -> float:
    return float(due_days(np.zeros(len(days), np.int64), np.array(days), np.array(outcomes), 1)[0])


@pytest.mark.demand("D-023", partly=True)
def test_what_was_mastered_comes_back_after_some_three_weeks_and_a_review_puts_it_off_further() -> None:
    mastered = [0.0, 2.0, 5.0], [0.75, 0.8, 0.8]
    first = due(*mastered) - 5
    assert 18 <= first <= 28
    second = due([*mastered[0], 5 + first], [*mastered[1], 0.8]) - (5 + first)
    assert second > 2 * first


def test_one_good_day_is_the_interval_fsrs_publishes() -> None:
    # Stability after a first "good" is parameter 2 of FSRS-6 (2.3065 days); at 90 % retention that is the interval.
    assert due([10.0], [0.75]) == 12.0
    assert due([10.0], [1.0]) == 18.0


def test_what_did_not_go_well_the_last_time_asks_for_practice_and_not_for_a_review() -> None:
    assert np.isnan(due([0.0, 9.0], [0.9, 0.4]))
    assert np.isnan(due([0.0], [0.0]))


def test_tasks_of_one_day_are_one_session() -> None:
    assert due([3.1, 3.2, 3.3], [1.0, 0.5, 0.75]) == due([3.5], [0.75])


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from([0.1, 0.4, 0.75, 0.95])), min_size=1, max_size=12))
def test_the_order_of_rows_and_other_pairs_do_not_matter(rows: list[tuple[int, float]]) -> None:
    days, outcomes = np.array([float(day) for day, _ in rows]), np.array([outcome for _, outcome in rows])
    alone = due_days(np.zeros(len(rows), np.int64), days, outcomes, 1)
    turned = np.argsort(-days, kind="stable")
    pair = np.concatenate((np.zeros(len(rows), np.int64), np.ones(1, np.int64)))
    both = due_days(pair, np.append(days[turned], 7.0), np.append(outcomes[turned], 0.75), 3)
    np.testing.assert_array_equal(alone[0], both[0])
    assert np.isnan(alone[0]) or alone[0] > days.max()
    assert np.isnan(both[2])
