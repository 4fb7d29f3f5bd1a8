import numpy as np
import pytest
from scipy import sparse

from samenwijzer.science.mastery.baselines import ridge_logistic
from samenwijzer.science.mastery.curves import fit_curves


def _data(rows=6000, seed=0):
    random = np.random.default_rng(seed)
    features = random.normal(size=(rows, 3))
    logit = 0.5 + np.sin(2 * features[:, 0]) + 0.8 * features[:, 1]
    return features, (random.random(rows) < 1 / (1 + np.exp(-logit))).astype(float), logit


def test_bent_straight_and_empty_effects_are_told_apart():
    features, outcome, logit = _data()
    curves = fit_curves(features, outcome, np.zeros(len(outcome)), 0)
    parts = curves.contributions(features)
    inside = np.abs(features).max(axis=1) < 2
    assert np.sqrt(np.mean((curves.logit(features) - logit)[inside] ** 2)) < 0.15
    assert np.corrcoef(parts[inside, 1], features[inside, 1])[0, 1] > 0.99
    assert parts[:, 2].std() < 0.1


def test_contributions_are_centred_and_add_up():
    features, outcome, _ = _data(2000)
    curves = fit_curves(features, outcome, np.zeros(len(outcome)), 0)
    parts = curves.contributions(features)
    np.testing.assert_allclose(parts.mean(axis=0), 0, atol=1e-6)
    np.testing.assert_allclose(curves.level + parts.sum(axis=1), curves.logit(features), atol=1e-12)


def test_outside_the_training_range_a_curve_is_flat():
    features, outcome, _ = _data(2000)
    curves = fit_curves(features, outcome, np.zeros(len(outcome)), 0)
    np.testing.assert_array_equal(curves.logit(np.full((1, 3), 50.0)), curves.logit(np.full((1, 3), 500.0)))


def test_a_feature_that_never_moves_says_nothing():
    features, outcome, _ = _data(2000)
    features[:, 2] = 3.0
    curves = fit_curves(features, outcome, np.zeros(len(outcome)), 0)
    np.testing.assert_allclose(curves.contributions(features)[:, 2], 0, atol=1e-9)


def test_an_offset_that_explains_everything_leaves_nothing_to_fit():
    features, outcome, logit = _data()
    curves = fit_curves(features, outcome, logit, 0)
    assert np.abs(curves.logit(features)).max() < 0.5


def test_ridge_logistic_meets_its_closed_form():
    # one level and one column that marks half of the rows: the unpenalised optimum is the log odds of each half
    matrix = sparse.csr_array(np.column_stack((np.ones(400), np.repeat([0.0, 1.0], 200))))
    outcome = np.concatenate((np.repeat([1.0, 0.0], [50, 150]), np.repeat([1.0, 0.0], [150, 50])))
    weights = ridge_logistic(matrix, outcome, 1e-9)
    assert weights[0] == pytest.approx(np.log(1 / 3), abs=1e-3)
    assert weights[1] == pytest.approx(2 * np.log(3), abs=1e-3)
