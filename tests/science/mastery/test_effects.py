import numpy as np
import pytest
from scipy import sparse

from samenwijzer.science.mastery.effects import fit_difficulty, learner_folds
from samenwijzer.science.mastery.fit import crossfit_tasks
from samenwijzer.science.mastery.responses import gather


def _answers(seed=0, learners=400, items=20):
    random = np.random.default_rng(seed)
    ease = random.normal(0, 1, items)
    ability = random.normal(0, 1, learners)
    learner, item = np.repeat(np.arange(learners), items), np.tile(np.arange(items), learners)
    outcome = random.random(len(item)) < 1 / (1 + np.exp(-(ability[learner] + ease[item])))
    return gather(learner, item, np.arange(len(item)), outcome.astype(float), item % 4), ease


def test_item_ease_is_recovered():
    log, ease = _answers()
    found = fit_difficulty(log).of_items(log)[:20]
    assert np.corrcoef(found, ease)[0, 1] > 0.98


def test_a_new_item_leans_on_its_goal_and_a_new_goal_on_the_mean():
    log, _ = _answers()
    model = fit_difficulty(log)
    new = gather(np.zeros(2, int), np.array([999, 999]), np.zeros(2), np.zeros(2), np.array([2, 77]))
    assert model.of_items(new)[0] == pytest.approx(model.of_goals(new)[0])
    assert model.of_items(new)[1] == pytest.approx(model.mean)


def test_an_item_seen_twice_is_shrunk_more_than_one_seen_often():
    often = gather(np.arange(200), np.zeros(200, int), np.zeros(200), np.zeros(200), np.zeros(200, int))
    log, _ = _answers()
    rare = gather(np.arange(500, 502), np.full(2, 51), np.zeros(2), np.zeros(2), np.zeros(2, int))
    many = gather(np.arange(600, 800), np.full(200, 52), np.zeros(200), np.zeros(200), np.zeros(200, int))
    model = fit_difficulty(log.merged(rare).merged(many))
    effect = dict(zip(model.items.tolist(), model.item_effect, strict=True))
    assert effect[52] < effect[51] < 0
    assert fit_difficulty(often).mean < -2


def test_goals_of_one_item_share_its_effect():
    q = sparse.csr_array(np.array([[1, 0], [0, 1], [1, 1]]))
    item = np.tile(np.arange(3), 300)
    outcome = (np.arange(900) % 10 < np.array([9, 3, 6])[item]).astype(float)
    log = gather(np.repeat(np.arange(300), 3), item, np.arange(900), outcome, q)
    found = fit_difficulty(log).of_goals(log)[:3]
    assert found[0] > found[2] > found[1]


def test_a_rows_own_learner_never_shapes_its_prior():
    log, _ = _answers(learners=40)
    flipped = log.outcome.copy()
    flipped[log.learner == 3] = 1 - flipped[log.learner == 3]
    other = gather(log.learner, log.item, log.time, flipped, log.goal)
    own = log.learner == 3
    for here, there in zip(crossfit_tasks(log, 4, 0), crossfit_tasks(other, 4, 0), strict=True):
        np.testing.assert_array_equal(here[own], there[own])
        assert not np.array_equal(here[~own], there[~own])


def test_folds_keep_learners_whole_and_follow_the_seed():
    learner = np.repeat(np.arange(30), 3)
    fold = learner_folds(learner, 5, seed=1)
    assert all(len(set(fold[learner == one])) == 1 for one in range(30))
    assert np.bincount(fold).tolist() == [18] * 5
    np.testing.assert_array_equal(fold, learner_folds(learner, 5, seed=1))
    assert not np.array_equal(fold, learner_folds(learner, 5, seed=2))
