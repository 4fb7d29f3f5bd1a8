"""What the model remembers of one learner, and how one more row of evidence changes it.

Four small arrays: one for the learner, one for each goal, set of goals and item met. `advance` folds a row into them
and `read` turns them into the features of `features.py`, both for batch and online use, so that the two cannot
differ.

Sources: decayed counts of successes and failures (Galyardt & Goldin 2015, recent-performance factors analysis),
practice and forgetting (Choffin et al. 2019, DAS3H), recency-weighted residuals as an online ability (Pelánek 2016,
Elo systems).
"""

import numpy as np

from samenwijzer.science.mastery.compiled import compiled
from samenwijzer.science.mastery.responses import Floats

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
ITEM_WINS, ITEM_FAILS, ITEM_LAST, ITEM_POSITION = range(4)
ITEM_SIZE = 4


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
        item[ITEM_POSITION] = position
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
