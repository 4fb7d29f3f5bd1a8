"""The learner model beside models whose answers are known: the true BKT on its own data, and published figures."""

from pathlib import Path

import numpy as np
import pytest

from samenwijzer.cli.response_files import read_responses
from samenwijzer.science.mastery import metrics
from samenwijzer.science.mastery.baselines import Baseline, fit_baseline
from samenwijzer.science.mastery.fit import fit_mastery
from samenwijzer.science.mastery.responses import NO_ITEM, gather
from samenwijzer.science.mastery.score import score

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "responses"
EVERY, SOME = 5, 3
real_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"no response data at {DATA}")


def knowledge_traced(seed, learners=160, goals=4, tries=14):
    """Answers of a two-state Markov learner (Corbett & Anderson 1995), and the chances of the true model."""
    random = np.random.default_rng(seed)
    rates = np.random.default_rng(99)
    known, learns = rates.uniform(0.1, 0.5, goals), rates.uniform(0.05, 0.3, goals)
    guess, slip = rates.uniform(0.1, 0.3, goals), rates.uniform(0.05, 0.2, goals)
    rows = []
    for learner in range(learners):
        for goal in range(goals):
            knows, believed = random.random() < known[goal], known[goal]
            for _ in range(tries):
                chance = believed * (1 - slip[goal]) + (1 - believed) * guess[goal]
                right = random.random() < (1 - slip[goal] if knows else guess[goal])
                rows.append((learner, goal, right, chance))
                likely = (1 - slip[goal], guess[goal]) if right else (slip[goal], 1 - guess[goal])
                after = believed * likely[0] / (believed * likely[0] + (1 - believed) * likely[1])
                believed = after + (1 - after) * learns[goal]
                knows = knows or random.random() < learns[goal]
    table = np.array(rows, dtype=float)
    none = np.full(len(table), NO_ITEM)
    log = gather(table[:, 0].astype(int), none, np.arange(len(table)), table[:, 2], table[:, 1].astype(int))
    return log, table[:, 3]


def test_on_the_data_of_knowledge_tracing_it_ranks_nearly_as_the_true_model():
    train, _ = knowledge_traced(1)
    test, truth = knowledge_traced(2)
    chance = score(fit_mastery(train), test)
    assert metrics.auc(test.outcome, chance) > metrics.auc(test.outcome, truth) - 0.015
    assert metrics.calibration_error(test.outcome, chance) < 0.03


def against_pfa(train, test):
    """AUC, gain over PFA fitted on the same rows, and calibration error."""
    chance = score(fit_mastery(train), test)
    ours = metrics.auc(test.outcome, chance)
    gain = ours - metrics.auc(test.outcome, fit_baseline(train, Baseline.PFA).logits(test))
    return ours, gain, metrics.calibration_error(test.outcome, chance)


@real_data
@pytest.mark.real_data
def test_on_algebra_2005_it_is_above_pfa_with_items():
    """Learned from every other learner who is not held out: harder, and cheaper."""
    folder = DATA / "algebra2005"
    log = read_responses(folder / "preprocessed_data_test.csv", folder / "q_mat.npz")
    learners = np.unique(log.learner)
    held = np.isin(log.learner, learners[::EVERY])
    learned_from = np.isin(log.learner, np.setdiff1d(learners, learners[::EVERY])[::2])
    auc, gain, ece = against_pfa(log.select(learned_from), log.select(held))
    assert auc >= 0.82
    assert gain >= 0.03
    assert ece <= 0.02


def three_lines(path, first_learner):
    """Some learners of a file with three lines a learner: count, goals, outcomes."""
    lines = path.read_text(encoding="utf-8").splitlines()
    goals, outcomes = ([line.rstrip(",").split(",") for line in lines[at :: 3 * SOME]] for at in (1, 2))
    learner = np.repeat(np.arange(len(goals)) + first_learner, [len(one) for one in goals])
    goal, outcome = (np.concatenate(one).astype(float) for one in (goals, outcomes))
    return gather(learner, np.full(len(goal), NO_ITEM), np.zeros(len(goal)), outcome, goal.astype(int))


@real_data
@pytest.mark.real_data
def test_on_assistments_2015_without_tasks_or_times_it_is_above_pfa():
    """On every third learner only: fewer to learn from is harder, and cheaper."""
    folder = DATA / "assistments2015"
    train = three_lines(folder / "assist2015_train.csv", 0)
    test = three_lines(folder / "assist2015_test.csv", 10**6)
    auc, gain, ece = against_pfa(train, test)
    assert auc >= 0.72
    assert gain >= 0.015
    assert ece <= 0.02
