import numpy as np
import pytest

from samenwijzer.science.mastery.effects import fit_difficulty
from samenwijzer.science.mastery.memory import SHRINK
from samenwijzer.science.mastery.neighbours import NO_GOALS, REACH, Previous, fit_neighbours, previous_rows
from samenwijzer.science.mastery.responses import NO_ITEM, Kind, gather

LEARNERS, ITEMS = 60, 300


@pytest.fixture(scope="module")
def log():
    """One goal whose first half of tasks is hard; each learner answers ten of them, in no order."""
    random = np.random.default_rng(2)
    learner = np.repeat(np.arange(LEARNERS), 10)
    item = random.integers(0, ITEMS, len(learner)) * 3
    outcome = (random.random(len(learner)) < np.where(item < 450, 0.2, 0.9)).astype(float)
    return gather(learner, item, np.arange(len(learner)), outcome, np.zeros(len(learner), int))


def after(item=NO_ITEM, goal_set=NO_GOALS):
    return Previous(np.array([item]), np.array([goal_set]))


def asked(item, goal=0):
    return gather(np.zeros(1, int), np.array([item]), np.zeros(1), np.zeros(1), np.array([goal]))


def test_a_new_task_goes_as_the_tasks_numbered_beside_it(log):
    found = fit_neighbours(log, fit_difficulty(log))
    assert found.of(asked(100), after())[0, 0] < -0.5 < 0.5 < found.of(asked(800), after())[0, 0]
    assert found.of(asked(800, goal=7), after())[0, 0] == 0
    assert not found.of(asked(NO_ITEM), after(3))[:, :2].any()


def test_a_task_is_not_its_own_neighbour_and_the_sum_is_the_closed_form(log):
    difficulty = fit_difficulty(log)
    at = int(log.item[0])
    chance = 1 / (1 + np.exp(-difficulty.of_goals(log)))
    items = np.unique(log.item)
    rank = np.searchsorted(items, log.item)
    beside = (np.abs(rank - np.searchsorted(items, at)) <= REACH) & (log.item != at)
    residual = (log.outcome - chance)[beside].sum()
    evidence = (4 * chance * (1 - chance))[beside].sum()
    found = fit_neighbours(log, difficulty).of(asked(at), after())[0, 0]
    assert found == pytest.approx(SHRINK * residual / (evidence + SHRINK), abs=1e-9)


def test_what_comes_after_a_task_that_helps_goes_better():
    random = np.random.default_rng(3)
    item = np.tile([5, 6, 7, 6], 400)
    easier = np.concatenate(([False], item[:-1] == 5))
    outcome = (random.random(len(item)) < np.where(easier, 0.9, 0.4)).astype(float)
    log = gather(np.repeat(np.arange(400), 4), item, np.arange(len(item)), outcome, np.zeros(len(item), int))
    found = fit_neighbours(log, fit_difficulty(log))
    assert found.of(asked(6), after(5))[0, 1] > 0.3 > 0 > found.of(asked(6), after(7))[0, 1]


def test_the_task_before_is_the_learners_own_and_what_does_not_count_is_passed_over():
    kind = np.array([Kind.RESPONSE, Kind.SELF, Kind.RESPONSE, Kind.RESPONSE])
    weight = np.array([1.0, 0.0, 1.0, 1.0])
    log = gather(
        np.array([1, 1, 1, 2]), np.array([4, NO_ITEM, 5, 6]), np.arange(4), np.ones(4), np.zeros(4, int),
        kind=kind, weight=weight,
    )  # fmt: skip
    assert previous_rows(log).item.tolist() == [NO_ITEM, 4, 4, NO_ITEM]
    assert previous_rows(log).goal_set.tolist() == [NO_GOALS, 0, 0, NO_GOALS]


def test_without_tasks_there_are_no_neighbours():
    log = gather(np.arange(4), np.full(4, NO_ITEM), np.arange(4), np.array([1, 0, 1, 0]), np.zeros(4, int))
    assert not fit_neighbours(log, fit_difficulty(log)).of(log, previous_rows(log))[:, :2].any()


def test_a_goal_goes_otherwise_after_one_goal_than_after_another_and_a_question_follows_on_nothing():
    random = np.random.default_rng(5)
    goal = np.tile([1, 2, 3, 2], 200)
    before = np.concatenate(([0], goal[:-1]))
    outcome = (random.random(len(goal)) < np.where((goal == 2) & (before == 1), 0.9, 0.5)).astype(float)
    learner, none = np.repeat(np.arange(200), 4), np.full(len(goal), NO_ITEM)
    log = gather(learner, none, np.arange(len(goal)), outcome, goal)
    found = fit_neighbours(log, fit_difficulty(log))
    assert (
        found.of(asked(NO_ITEM, 2), after(goal_set=1))[0, 2]
        > 0.2
        > 0
        > found.of(asked(NO_ITEM, 2), after(goal_set=3))[0, 2]
    )
    question = gather(
        np.zeros(1, int), none[:1], np.zeros(1), np.zeros(1), np.array([2]), weight=np.zeros(1)
    )  # fmt: skip
    assert not found.of(question, after(goal_set=1)).any()
