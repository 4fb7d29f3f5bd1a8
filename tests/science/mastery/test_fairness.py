import numpy as np
import pytest

from samenwijzer.science.mastery.fairness import LEAST_LEARNERS, group_figures

LEARNERS, ROWS = 400, 20


@pytest.fixture(scope="module")
def answers():
    """Learners whose chances are known; the model overrates group b by a tenth."""
    random = np.random.default_rng(0)
    learner = np.repeat(np.arange(LEARNERS), ROWS)
    true = random.uniform(0.2, 0.8, len(learner))
    outcome = (random.random(len(learner)) < true).astype(float)
    group = {one: "b" if one % 4 == 0 else "a" for one in range(LEARNERS)}
    return learner, outcome, true + 0.1 * (learner % 4 == 0), group


def test_a_group_the_model_overrates_is_found_and_the_other_is_not(answers):
    found = {one.group: one for one in group_figures(*answers)}
    assert found["b"].gap == pytest.approx(-0.1, abs=0.03)
    assert found["b"].calibration_error > found["a"].calibration_error + 0.05
    assert (found["a"].noteworthy, found["b"].noteworthy) == (False, True)
    assert (found["a"].learners, found["b"].learners) == (300, 100)


def test_the_standard_error_is_that_of_a_mean_over_learners(answers):
    found = {one.group: one for one in group_figures(*answers)}
    independent = np.sqrt(0.22 / found["a"].rows)
    assert found["a"].gap_error == pytest.approx(independent, rel=0.35)
    learner, outcome, chance, group = answers
    same = np.repeat(outcome[::ROWS], ROWS)
    clustered = {one.group: one for one in group_figures(learner, same, chance, group)}
    assert clustered["a"].gap_error > 3 * independent


def test_groups_too_small_to_hide_in_are_not_reported(answers):
    learner, outcome, chance, group = answers
    few = group | dict.fromkeys(range(LEAST_LEARNERS - 1), "c")
    assert [one.group for one in group_figures(learner, outcome, chance, few)] == ["a", "b"]
