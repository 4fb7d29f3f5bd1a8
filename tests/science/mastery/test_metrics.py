import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenwijzer.science.mastery import metrics


def test_auc_counts_pairs_in_the_right_order_and_half_the_ties():
    outcome, chance = np.array([1, 0, 1, 0, 1]), np.array([0.9, 0.9, 0.4, 0.2, 0.2])
    pairs = [
        (p, n) for p, y in zip(chance, outcome, strict=True) if y for n, x in zip(chance, outcome, strict=True) if not x
    ]
    expected = np.mean([1.0 if p > n else 0.5 if p == n else 0.0 for p, n in pairs])
    assert metrics.auc(outcome, chance) == pytest.approx(expected)


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 1000)), min_size=1))
def test_auc_depends_on_the_order_only(rows):
    outcome = np.array([one for one, _ in rows], dtype=float)
    score = np.array([one for _, one in rows], dtype=float)
    np.testing.assert_allclose(metrics.auc(outcome, score), metrics.auc(outcome, score * 2 + 3))


def test_auc_of_one_class_is_not_a_number():
    assert np.isnan(metrics.auc(np.ones(3), np.arange(3.0)))


def test_errors_of_a_coin_flip_forecast():
    outcome, chance = np.array([1.0, 0.0, 1.0, 0.0]), np.full(4, 0.5)
    assert metrics.rmse(outcome, chance) == pytest.approx(0.5)
    assert metrics.log_loss(outcome, chance) == pytest.approx(np.log(2))
    assert metrics.calibration_error(outcome, chance) == pytest.approx(0)


def test_calibration_error_weighs_bins_by_rows():
    chance = np.array([0.1] * 10 + [0.9] * 30)
    outcome = np.array([0.0] * 10 + [1.0] * 15 + [0.0] * 15)
    assert metrics.calibration_error(outcome, chance) == pytest.approx((10 * 0.1 + 30 * 0.4) / 40)
