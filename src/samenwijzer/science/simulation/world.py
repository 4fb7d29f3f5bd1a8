"""A made-up school with known truth: goals with prerequisites, tasks, and how learning and forgetting go there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

TASKS_PER_GOAL = 25
GOAL_SPREAD, TASK_SPREAD = 0.6, 0.5
MOST_PREREQUISITES = 2
#: How many goals back a prerequisite may lie.
REACH = 6


@dataclass(frozen=True)
class WorldSize:
    """How many learners and goals there are, and over how many calendar days they are followed."""

    learners: int
    goals: int
    days: int


@dataclass(frozen=True)
class World:
    """The truth no learner model sees. Difficulties are logits; goals are learned in the order of their ids.

    `prerequisite` has a row (goal, goal before it) a link. Tasks of goal g have ids g × TASKS_PER_GOAL onwards.
    """

    size: WorldSize
    seed: int
    goal_difficulty: Floats
    task_difficulty: Floats
    prerequisite: Ints

    @property
    def task_goal(self) -> Ints:
        """Return the goal of every task."""
        return np.repeat(np.arange(self.size.goals), TASKS_PER_GOAL)


def make_world(size: WorldSize, seed: int) -> World:
    """Draw a world; the same size and seed give the same world.

    Raises `ValueError` when there is no learner, goal or day.
    """
    if min(size.learners, size.goals, size.days) < 1:
        raise ValueError("a world needs at least one learner, goal and day")
    random = np.random.default_rng([seed, 1])
    links = [
        (goal, int(before))
        for goal in range(1, size.goals)
        for before in np.unique(random.integers(max(goal - REACH, 0), goal, random.integers(0, MOST_PREREQUISITES + 1)))
    ]
    return World(
        size,
        seed,
        random.normal(0, GOAL_SPREAD, size.goals),
        random.normal(0, TASK_SPREAD, size.goals * TASKS_PER_GOAL),
        np.array(links, dtype=np.int64).reshape(-1, 2),
    )
