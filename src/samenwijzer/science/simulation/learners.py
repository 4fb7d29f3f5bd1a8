"""Learners who practise, learn and forget, answer tasks and are watched by teachers, with their true mastery known.

Each learner draws from its own random stream, so that the outcome does not depend on how learners are batched.
Learning has diminishing returns; forgetting is exponential with a half-life that grows with each spaced occasion
(Pavlik & Anderson 2005, Settles & Meeder 2016); goals lean on their prerequisites. The learner model is not of this
form: it is tried, not echoed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from samenwijzer.science.mastery.compiled import compiled
from samenwijzer.science.simulation.world import TASK_SPREAD, TASKS_PER_GOAL, Floats, Ints, World

DAY = 86400.0
SCHOOL_DAYS, WEEK = 5, 7
ATTENDANCE = 0.7
LEAST_TASKS, MOST_TASKS = 4, 9
REVIEW_SHARE = 0.25
ABILITY_SPREAD, TALENT_SPREAD = 0.8, 0.5
GAIN, GAIN_SPREAD, CEILING = 0.15, 0.5, 2.5
FIRST_HALF_LIFE, SPACING_GROWTH = 12.0, 1.5
LEAN = 0.5
TEACHER_RATE, OBSERVATION_RATE = 0.05, 0.05
TEACHER_NOISE, OBSERVATION_NOISE = 0.15, 0.35
TEACHER_MILDNESS = 0.05
RESPONSE, TEACHER, OBSERVATION = 0, 1, 2
NO_TASK = -1
MILDER = np.pi / 8


@dataclass(frozen=True)
class Batch:
    """Evidence of some learners (one entry a row, sorted by learner and time in seconds) and their true mastery.

    `truth` (learners × goals) is the probability of success on a fresh task at the end of the last day; `followed`
    lists the learners of its rows.
    """

    learner: Ints
    task: Ints
    goal: Ints
    time: Floats
    outcome: Floats
    kind: Ints
    followed: Ints
    truth: Floats


def stream(world: World, learners: range | None = None, batch: int = 1000) -> Iterator[Batch]:
    """Yield the evidence of `learners` (all, when not given) in batches of at most `batch` learners."""
    chosen = range(world.size.learners) if learners is None else learners
    for begin in range(0, len(chosen), batch):
        yield simulate(world, chosen[begin : begin + batch])


def simulate(world: World, learners: range) -> Batch:
    """Return the evidence and truth of these learners; the same learner of the same world always does the same."""
    order = np.argsort(world.prerequisite[:, 0], kind="stable") if len(world.prerequisite) else np.zeros(0, np.int64)
    before = world.prerequisite[order, 1]
    start = np.searchsorted(world.prerequisite[order, 0], np.arange(world.size.goals + 1))
    parts, truth = [], np.empty((len(learners), world.size.goals))
    for place, learner in enumerate(learners):
        seed = int(np.random.SeedSequence([world.seed, 2, learner]).generate_state(1)[0])
        rows, truth[place] = _live(seed, world.size.days, world.goal_difficulty, world.task_difficulty, start, before)
        parts.append(np.column_stack((np.full(len(rows), learner, np.float64), rows)))
    table = np.concatenate(parts) if parts else np.zeros((0, 6))
    learner_column, goal, task, kind = (table[:, column].astype(np.int64) for column in (0, 1, 2, 5))
    return Batch(learner_column, task, goal, table[:, 3], table[:, 4], kind, np.array(learners, dtype=np.int64), truth)


@compiled
def _live(
    seed: int, days: int, goal_difficulty: Floats, task_difficulty: Floats, start: Ints, before: Ints
) -> tuple[Floats, Floats]:
    """One learner's days: rows of (goal, task, time, outcome, kind) and the true chances at the end."""
    np.random.seed(seed)
    goals = len(goal_difficulty)
    ability = np.random.normal(0.0, ABILITY_SPREAD)
    talent = np.random.normal(0.0, TALENT_SPREAD, goals)
    gain = GAIN * np.exp(np.random.normal(0.0, GAIN_SPREAD))
    strength, last, occasions = np.zeros(goals), np.zeros(goals), np.zeros(goals)
    rows = np.empty((days * (MOST_TASKS + 2), 5))
    count = 0
    for day in range(days):
        if day % WEEK >= SCHOOL_DAYS or np.random.random() > ATTENDANCE:
            continue
        newest = min(goals - 1, day * goals // days)
        goal = np.random.randint(0, newest + 1) if np.random.random() < REVIEW_SHARE else newest
        strength[goal] *= _kept(day - last[goal], occasions[goal])
        last[goal] = day
        occasions[goal] += 1
        time = day * DAY + np.random.random() * 3600.0 + 9 * 3600.0
        for _ in range(np.random.randint(LEAST_TASKS, MOST_TASKS + 1)):
            mastery = _mastery(goal, day, ability, talent, strength, last, occasions, goal_difficulty, start, before)
            task = goal * TASKS_PER_GOAL + np.random.randint(0, TASKS_PER_GOAL)
            success = np.random.random() < 1 / (1 + np.exp(task_difficulty[task] - mastery))
            rows[count] = np.array([goal, task, time, 1.0 if success else 0.0, RESPONSE])
            count += 1
            time += 30.0 + np.random.random() * 120.0
            strength[goal] += gain * (1 - strength[goal] / CEILING)
        mastery = _mastery(goal, day, ability, talent, strength, last, occasions, goal_difficulty, start, before)
        count = _watched(rows, count, goal, time, _fresh(mastery))
    chances = np.empty(goals)
    for goal in range(goals):
        chances[goal] = _fresh(
            _mastery(goal, days, ability, talent, strength, last, occasions, goal_difficulty, start, before)
        )
    return rows[:count], chances


@compiled
def _watched(rows: Floats, count: int, goal: int, time: float, chance: float) -> int:
    """Let the teacher judge or observe now and then; return the number of rows so far."""
    if np.random.random() < TEACHER_RATE:
        seen = chance + TEACHER_MILDNESS + np.random.normal(0.0, TEACHER_NOISE)
        rows[count] = np.array([goal, NO_TASK, time, min(max(seen, 0.0), 1.0), TEACHER])
        count += 1
    if np.random.random() < OBSERVATION_RATE:
        seen = chance + np.random.normal(0.0, OBSERVATION_NOISE)
        rows[count] = np.array([goal, NO_TASK, time, min(max(seen, 0.0), 1.0), OBSERVATION])
        count += 1
    return count


@compiled
def _kept(days: float, occasions: float) -> float:
    return float(0.5 ** (days / (FIRST_HALF_LIFE * SPACING_GROWTH ** max(occasions - 1, 0.0))))


@compiled
def _fresh(mastery: float) -> float:
    """Chance on a fresh task: the logistic curve averaged over task difficulty."""
    return float(1 / (1 + np.exp(-mastery / np.sqrt(1 + MILDER * TASK_SPREAD**2))))


@compiled
def _mastery(
    goal: int, day: float, ability: float, talent: Floats, strength: Floats, last: Floats, occasions: Floats,
    goal_difficulty: Floats, start: Ints, before: Ints,
) -> float:  # fmt: skip
    """True logit of a goal on a day: what the learner brings, has kept of practice, and lacks in prerequisites."""
    kept = strength[goal] * _kept(day - last[goal], occasions[goal])
    shortfall = 0.0
    for entry in range(start[goal], start[goal + 1]):
        one = before[entry]
        has = strength[one] * _kept(day - last[one], occasions[one]) + ability + talent[one] - goal_difficulty[one]
        shortfall += max(0.0, 1.0 - has)
    return float(ability + talent[goal] + kept - goal_difficulty[goal] - LEAN * shortfall)
