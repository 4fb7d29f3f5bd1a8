"""What the model remembers of one learner, and how one more row of evidence changes it.

Four small arrays: one for the learner, one for each goal, set of goals and item met. `advance` folds a row into them
and `read` turns them into the features of `features.py`, both for batch and online use, so that the two cannot
differ.

Sources: decayed counts of successes and failures (Galyardt & Goldin 2015, recent-performance factors analysis),
practice and forgetting (Choffin et al. 2019, DAS3H), recency-weighted residuals as an online ability (Pelánek 2016,
Elo systems).

All compiled loops that share these layouts stand in this one file: numba's cache looks at the file of a function
only, so a layout changed elsewhere would leave stale machine code behind.
"""

import numpy as np

from samenwijzer.science.mastery.compiled import compiled
from samenwijzer.science.mastery.responses import Floats, Ints

# How much of a sum is left after one more response: half-lives of 1, 3, 8, 25 responses, and no loss.
KEEP = np.array([0.5, 0.5 ** (1 / 3), 0.5 ** (1 / 8), 0.5 ** (1 / 25), 1.0])
GOAL_KEEP = np.array([0.5, 0.5 ** (1 / 3), 0.5 ** (1 / 8), 1.0])
SPANS, GOAL_SPANS = len(KEEP), len(GOAL_KEEP)
RUN_KEEP = 0.6

# A sum of residuals is divided by its evidence plus this many average responses: ridge shrinkage to zero.
SHRINK = 5.0
# A row of another kind than a response, or a half-trusted one, does not extend a row of right or wrong answers.
FULL_WEIGHT = 0.999
# Shorter waits count as none: within a sitting, the time between two answers tells how long the answer took,
# which nobody knows before it is given.
SITTING = 600.0
# Practice after at least this long is spaced practice.
SPACED = 12 * 3600.0
DAY = 86400.0

# Learner: residual sums, evidence sums, then …
POSITION, STREAK, NEW_SUM, NEW_EVIDENCE, AGAIN_SUM, AGAIN_EVIDENCE, SETS_MET = range(2 * SPANS, 2 * SPANS + 7)
RUN, RUN_WINS, RUN_FAILS, RUN_SUM, BEFORE_SUM, LAST_RESIDUAL, LAST_TIME, LAST_SET = range(2 * SPANS + 7, 2 * SPANS + 15)
LEARNER_SIZE = 2 * SPANS + 15
# Goal: residual sums, evidence sums, then …
WINS, FAILS, GOAL_TIME, GOAL_POSITION, OCCASIONS = range(2 * GOAL_SPANS, 2 * GOAL_SPANS + 5)
GOAL_SIZE = 2 * GOAL_SPANS + 5
# Set of goals: residual sums, evidence sums, then …
SET_COUNT, SET_STREAK, VISITS, SET_POSITION = range(2 * GOAL_SPANS, 2 * GOAL_SPANS + 4)
SET_SIZE = 2 * GOAL_SPANS + 4
ITEM_WINS, ITEM_FAILS, ITEM_LAST = range(3)
ITEM_SIZE = 3
# Where `read` writes, in the order of `features.FEATURES`: first the prior, then …
LEARNER_AT = 1
GOALS_AT = LEARNER_AT + SPANS + 10
SET_AT = GOALS_AT + GOAL_SPANS + 8
ITEM_AT = SET_AT + GOAL_SPANS + 4
WAIT_AT = ITEM_AT + 3
PREREQUISITES_AT = WAIT_AT + 1
COUNT = PREREQUISITES_AT + 3


@compiled
def advance(
    learner: Floats,
    goals: Floats,
    goal_set: Floats,
    item: Floats,
    has_item: bool,
    set_key: float,
    prior: float,
    outcome: float,
    time: float,
    weight: float,
) -> None:
    """Fold one row into the memory, in place.

    `goals` holds one memory a goal of the row (m × GOAL_SIZE), `prior` the logit expected of this item before knowing
    the learner, `weight` how much the row counts (a response counts 1).
    """
    chance = 1 / (1 + np.exp(-prior))
    residual = weight * (outcome - chance)
    evidence = weight * 4 * chance * (1 - chance)
    sign = 0.0
    if weight >= FULL_WEIGHT:
        sign = 1.0 if outcome > 0.5 else -1.0
    position = learner[POSITION]
    is_new_set = goal_set[SET_COUNT] == 0
    if set_key != learner[LAST_SET] or position == 0:
        learner[RUN] = 0.0
        learner[RUN_WINS] = 0.0
        learner[RUN_FAILS] = 0.0
        learner[BEFORE_SUM] = learner[RUN_SUM]
        learner[RUN_SUM] = 0.0
        goal_set[VISITS] += 1
    _advance_goals(goals, residual, evidence, outcome, time, weight, position)
    for span in range(GOAL_SPANS):
        goal_set[span] = goal_set[span] * GOAL_KEEP[span] + residual
        goal_set[GOAL_SPANS + span] = goal_set[GOAL_SPANS + span] * GOAL_KEEP[span] + evidence
    goal_set[SET_COUNT] += weight
    goal_set[SET_STREAK] = _longer(goal_set[SET_STREAK], sign)
    goal_set[SET_POSITION] = position
    if has_item:
        item[ITEM_WINS] += weight * outcome
        item[ITEM_FAILS] += weight * (1 - outcome)
        item[ITEM_LAST] = outcome - 0.5
    _advance_learner(learner, residual, evidence, outcome, weight, sign, is_new_set)
    learner[LAST_TIME] = time
    learner[LAST_SET] = set_key


@compiled
def _advance_goals(
    goals: Floats, residual: float, evidence: float, outcome: float, time: float, weight: float, position: float
) -> None:
    for row in range(goals.shape[0]):
        goal = goals[row]
        for span in range(GOAL_SPANS):
            goal[span] = goal[span] * GOAL_KEEP[span] + residual
            goal[GOAL_SPANS + span] = goal[GOAL_SPANS + span] * GOAL_KEEP[span] + evidence
        if goal[OCCASIONS] == 0 or time - goal[GOAL_TIME] >= SPACED:
            goal[OCCASIONS] += 1
        goal[WINS] += weight * outcome
        goal[FAILS] += weight * (1 - outcome)
        goal[GOAL_TIME] = time
        goal[GOAL_POSITION] = position


@compiled
def _advance_learner(
    learner: Floats, residual: float, evidence: float, outcome: float, weight: float, sign: float, is_new_set: bool
) -> None:
    for span in range(SPANS):
        learner[span] = learner[span] * KEEP[span] + residual
        learner[SPANS + span] = learner[SPANS + span] * KEEP[span] + evidence
    if is_new_set:
        learner[NEW_SUM] += residual
        learner[NEW_EVIDENCE] += evidence
        learner[SETS_MET] += 1
    else:
        learner[AGAIN_SUM] += residual
        learner[AGAIN_EVIDENCE] += evidence
    learner[POSITION] += weight
    learner[STREAK] = _longer(learner[STREAK], sign)
    learner[RUN] += weight
    learner[RUN_WINS] += weight * outcome
    learner[RUN_FAILS] += weight * (1 - outcome)
    learner[RUN_SUM] = RUN_KEEP * learner[RUN_SUM] + residual
    learner[LAST_RESIDUAL] = residual


@compiled
def _longer(streak: float, sign: float) -> float:
    """Length of the row of right (positive) or wrong (negative) answers after one more; sign 0 leaves it."""
    if sign == 0.0:
        return streak
    return streak + sign if streak * sign > 0 else sign


@compiled
def read(
    learner: Floats,
    goals: Floats,
    goal_set: Floats,
    item: Floats,
    prerequisites: Floats,
    set_key: float,
    prior: float,
    time: float,
    out: Floats,
) -> None:
    """Write the features of a row that has not been answered yet into `out` (length `COUNT`)."""
    out[0] = prior
    _read_learner(learner, set_key, out)
    _read_goals(goals, learner[POSITION], time, out)
    _read_set(goal_set, learner[POSITION], out)
    out[ITEM_AT] = np.log1p(item[ITEM_WINS])
    out[ITEM_AT + 1] = np.log1p(item[ITEM_FAILS])
    out[ITEM_AT + 2] = item[ITEM_LAST]
    out[WAIT_AT] = _wait(time - learner[LAST_TIME]) if learner[POSITION] > 0 else 0.0
    _read_prerequisites(prerequisites, out)


@compiled
def _wait(seconds: float) -> float:
    return np.log1p(seconds / SITTING) if seconds >= SITTING else 0.0


@compiled
def _rate(residuals: float, evidence: float) -> float:
    return SHRINK * residuals / (evidence + SHRINK)


@compiled
def _read_learner(learner: Floats, set_key: float, out: Floats) -> None:
    for span in range(SPANS):
        out[LEARNER_AT + span] = _rate(learner[span], learner[SPANS + span])
    at = LEARNER_AT + SPANS
    out[at] = np.log1p(learner[POSITION])
    out[at + 1] = learner[STREAK]
    out[at + 2] = _rate(learner[NEW_SUM], learner[NEW_EVIDENCE])
    out[at + 3] = _rate(learner[AGAIN_SUM], learner[AGAIN_EVIDENCE])
    out[at + 4] = np.log1p(learner[SETS_MET])
    out[at + 5] = learner[LAST_RESIDUAL]
    stays = learner[LAST_SET] == set_key and learner[POSITION] > 0
    out[at + 6] = learner[BEFORE_SUM] if stays else learner[RUN_SUM]
    out[at + 7] = np.log1p(learner[RUN]) if stays else 0.0
    out[at + 8] = np.log1p(learner[RUN_WINS]) if stays else 0.0
    out[at + 9] = np.log1p(learner[RUN_FAILS]) if stays else 0.0


@compiled
def _read_goals(goals: Floats, position: float, time: float, out: Floats) -> None:
    out[GOALS_AT : GOALS_AT + GOAL_SPANS + 8] = 0.0
    at = GOALS_AT + GOAL_SPANS
    share = 1.0 / max(goals.shape[0], 1)
    least, fewest, wait, since = np.inf, np.inf, np.inf, np.inf
    for row in range(goals.shape[0]):
        goal = goals[row]
        for span in range(GOAL_SPANS):
            out[GOALS_AT + span] += share * _rate(goal[span], goal[GOAL_SPANS + span])
        least = min(least, _rate(goal[GOAL_SPANS - 1], goal[2 * GOAL_SPANS - 1]))
        fewest = min(fewest, goal[WINS] + goal[FAILS])
        out[at + 1] += share * np.log1p(goal[WINS])
        out[at + 2] += share * np.log1p(goal[FAILS])
        out[at + 6] += share * np.log1p(goal[OCCASIONS])
        if goal[OCCASIONS] > 0:
            wait = min(wait, time - goal[GOAL_TIME])
            since = min(since, position - goal[GOAL_POSITION])
            # Spaced practice slows forgetting (Cepeda et al. 2006): each occasion divides the loss.
            away = time - goal[GOAL_TIME]
            out[at + 7] += share * np.log1p(away / DAY) / goal[OCCASIONS] if away >= SITTING else 0.0
    out[at] = least if least < np.inf else 0.0
    out[at + 3] = np.log1p(fewest) if fewest < np.inf else 0.0
    out[at + 4] = _wait(wait) if wait < np.inf else -1.0
    out[at + 5] = np.log1p(since) if since < np.inf else -1.0


@compiled
def _read_set(goal_set: Floats, position: float, out: Floats) -> None:
    for span in range(GOAL_SPANS):
        out[SET_AT + span] = _rate(goal_set[span], goal_set[GOAL_SPANS + span])
    at = SET_AT + GOAL_SPANS
    out[at] = np.log1p(goal_set[SET_COUNT])
    out[at + 1] = goal_set[SET_STREAK]
    out[at + 2] = min(goal_set[VISITS], 6.0)
    out[at + 3] = np.log1p(position - goal_set[SET_POSITION]) if goal_set[SET_COUNT] > 0 else -1.0


@compiled
def _read_prerequisites(prerequisites: Floats, out: Floats) -> None:
    count = prerequisites.shape[0]
    mean, least, practised = 0.0, 0.0, 0.0
    for row in range(count):
        goal = prerequisites[row]
        rate = _rate(goal[GOAL_SPANS - 1], goal[2 * GOAL_SPANS - 1])
        mean += rate / count
        least = min(least, rate)
        practised += np.log1p(goal[WINS] + goal[FAILS]) / count
    out[PREREQUISITES_AT] = mean
    out[PREREQUISITES_AT + 1] = least
    out[PREREQUISITES_AT + 2] = practised


@compiled
def fold(
    learner: Ints, outcome: Floats, time: Floats, weight: Floats, prior: Floats, set_key: Ints, has_item: Ints,
    goal_start: Ints, goal_slot: Ints, before_start: Ints, before_slot: Ints, set_slot: Ints, item_slot: Ints,
    goal_memory: Floats, set_memory: Floats, item_memory: Floats, out: Floats,
) -> None:  # fmt: skip
    """Read, then advance, row by row: `out` (rows × `COUNT`) gets the features as they stood before each row."""
    memory = np.zeros(LEARNER_SIZE)
    for row in range(len(outcome)):
        if row == 0 or learner[row] != learner[row - 1]:
            memory[:] = 0.0
        slots = goal_slot[goal_start[row] : goal_start[row + 1]]
        goals = goal_memory[slots]
        before = goal_memory[before_slot[before_start[row] : before_start[row + 1]]]
        goal_set, item, key = set_memory[set_slot[row]], item_memory[item_slot[row]], float(set_key[row])
        read(memory, goals, goal_set, item, before, key, prior[row], time[row], out[row])
        if weight[row] > 0:
            advance(memory, goals, goal_set, item, has_item[row], key, prior[row], outcome[row], time[row], weight[row])
            goal_memory[slots] = goals
