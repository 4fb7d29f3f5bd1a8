import numpy as np
import pytest

from samenwijzer.science.simulation.coverage import evaluate_coverage


@pytest.fixture(scope="module")
def lines():
    return evaluate_coverage(learners=100, goals=6, days=70, worlds=2, seed=4)


def test_every_pair_of_learner_and_goal_is_on_one_line(lines):
    assert sum(one.pairs for one in lines) == 2 * 100 * 6
    assert [one.since for one in lines] == sorted(one.since for one in lines)


def test_intervals_hold_the_truth_about_as_often_as_they_say(lines):
    seen = [one for one in lines if np.isfinite(one.since) and one.pairs >= 40]
    assert len(seen) >= 2
    for one in seen:
        assert one.covered == pytest.approx(one.level, abs=0.12), one


def test_what_was_long_not_seen_is_less_sure(lines):
    assert lines[-1].width > lines[0].width
