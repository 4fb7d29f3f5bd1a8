import numpy as np
import pytest

from samenwijzer.science.simulation.learners import NO_TASK, OBSERVATION, RESPONSE, TEACHER, simulate, stream
from samenwijzer.science.simulation.world import TASKS_PER_GOAL, WorldSize, make_world


@pytest.fixture(scope="module")
def world():
    return make_world(WorldSize(60, 6, 60), seed=1)


def test_the_same_seed_gives_the_same_learners_however_they_are_batched(world):
    whole = simulate(world, range(60))
    parts = list(stream(world, batch=7))
    assert len(parts) == 9
    for name in ("learner", "task", "goal", "time", "outcome", "kind", "followed", "truth"):
        np.testing.assert_array_equal(np.concatenate([getattr(one, name) for one in parts]), getattr(whole, name))


def test_another_seed_gives_other_learners(world):
    other = simulate(make_world(world.size, seed=2), range(5))
    assert not np.array_equal(other.truth, simulate(world, range(5)).truth)


def test_prerequisites_come_earlier(world):
    assert len(world.prerequisite)
    assert (world.prerequisite[:, 1] < world.prerequisite[:, 0]).all()


def test_rows_are_in_order_and_a_task_belongs_to_its_goal(world):
    batch = simulate(world, range(60))
    assert set(np.unique(batch.kind)) == {RESPONSE, TEACHER, OBSERVATION}
    asked = batch.kind == RESPONSE
    assert (batch.task[asked] // TASKS_PER_GOAL == batch.goal[asked]).all()
    assert (batch.task[~asked] == NO_TASK).all()
    assert set(np.unique(batch.outcome[asked])) == {0.0, 1.0}
    for learner in range(60):
        assert (np.diff(batch.time[batch.learner == learner]) >= 0).all()


def test_the_truth_foretells_the_last_answers():
    world = make_world(WorldSize(600, 1, 40), seed=4)
    batch = simulate(world, range(600))
    late = (batch.kind == RESPONSE) & (batch.time > 38 * 86400)
    truth, outcome = batch.truth[batch.learner[late], 0], batch.outcome[late]
    strong = truth > np.median(truth)
    assert outcome[strong].mean() - outcome[~strong].mean() > 0.07
    assert abs(outcome.mean() - truth.mean()) < 0.05


def test_what_is_not_practised_is_forgotten():
    batch = simulate(make_world(WorldSize(200, 8, 80), seed=3), range(200))
    seen = np.zeros((200, 8))
    np.maximum.at(seen, (batch.learner, batch.goal), batch.time)
    rate = np.full((200, 8), np.nan)
    for learner in range(200):
        for goal in range(8):
            rows = (batch.learner == learner) & (batch.goal == goal) & (batch.kind == RESPONSE)
            if rows.sum() >= 5:
                rate[learner, goal] = batch.outcome[rows][-5:].mean()
    change = batch.truth - rate
    old = 80 * 86400 - seen > 40 * 86400
    known = ~np.isnan(rate)
    assert change[known & old].mean() < change[known & ~old].mean()


@pytest.mark.parametrize("size", [WorldSize(0, 1, 1), WorldSize(1, 0, 1), WorldSize(1, 1, 0)])
def test_an_empty_world_is_refused(size):
    with pytest.raises(ValueError, match="at least one"):
        make_world(size, 0)
