import numpy as np
import pytest

from samenwijzer.science.mastery.reliability import USUAL, fit_reliability
from samenwijzer.science.mastery.responses import NO_ITEM, Kind, gather


def _judged(noise, kind, mildness=0.0, learners=3000, seed=0):
    """Two responses and a judgement in between, of learners whose chance of success is spread evenly."""
    random = np.random.default_rng(seed)
    chance = random.uniform(0.1, 0.9, learners)
    judged = np.clip(chance + mildness + random.normal(0, noise, learners), 0, 1)
    outcome = np.column_stack((random.random(learners) < chance, judged, random.random(learners) < chance)).ravel()
    n = 3 * learners
    kinds = np.tile([int(Kind.RESPONSE), int(kind), int(Kind.RESPONSE)], learners)
    learner = np.repeat(np.arange(learners), 3)
    return gather(learner, np.full(n, NO_ITEM), np.arange(n), outcome, np.zeros(n, int), kind=kinds)


def test_a_sharp_judgement_counts_more_than_a_response_and_a_blurred_one_less():
    found = [
        fit_reliability(_judged(noise, Kind.TEACHER), np.zeros(9000)).weight[Kind.TEACHER] for noise in (0.1, 0.6, 30)
    ]
    assert found[0] > 1.5
    assert found[0] > found[1] > found[2]
    assert found[2] < 0.3


def test_mildness_is_learned_and_taken_off():
    log = _judged(0.05, Kind.OBSERVATION, mildness=0.1)
    found = fit_reliability(log, np.zeros(len(log)))
    assert found.mildness[Kind.OBSERVATION] == pytest.approx(0.1, abs=0.03)
    judged = log.kind == Kind.OBSERVATION
    assert found.apply(log).outcome[judged].mean() == pytest.approx(0.5, abs=0.03)
    np.testing.assert_array_equal(found.apply(log).outcome[~judged], log.outcome[~judged])


def test_what_was_never_seen_keeps_its_usual_weight_and_self_and_peer_count_nothing():
    log = _judged(0.3, Kind.SELF)
    found = fit_reliability(log, np.zeros(len(log)))
    assert found.weight[Kind.RESPONSE] == 1
    assert {kind: found.weight[kind] for kind in USUAL} == USUAL
    assert found.weight[Kind.SELF] == found.weight[Kind.PEER] == 0
    assert found.apply(log).weight[log.kind == Kind.SELF].max() == 0
