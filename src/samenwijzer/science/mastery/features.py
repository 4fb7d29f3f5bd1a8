"""The features: named numbers read from a learner's memory before a response.

Each belonging to a part a teacher knows.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from samenwijzer.science.mastery.compiled import compiled
from samenwijzer.science.mastery.memory import (
    AGAIN_EVIDENCE,
    AGAIN_SUM,
    BEFORE_SUM,
    DAY,
    FAILS,
    GOAL_POSITION,
    GOAL_SPANS,
    GOAL_TIME,
    ITEM_FAILS,
    ITEM_LAST,
    ITEM_POSITION,
    ITEM_WINS,
    LAST_RESIDUAL,
    LAST_SET,
    LAST_TIME,
    NEW_EVIDENCE,
    NEW_SUM,
    OCCASIONS,
    POSITION,
    RUN,
    RUN_FAILS,
    RUN_SUM,
    RUN_WINS,
    SET_COUNT,
    SET_POSITION,
    SET_STREAK,
    SETS_MET,
    SHRINK,
    SITTING,
    SPANS,
    STREAK,
    VISITS,
    WINS,
)
from samenwijzer.science.mastery.responses import Floats


class Part(StrEnum):
    """The parts an estimate splits into."""

    DIFFICULTY = "difficulty"
    SUCCESSES = "successes"
    FAILURES = "failures"
    RECENT = "recent"
    FORGETTING = "forgetting"
    PACE = "pace"
    SAME_TASK = "same_task"
    PREREQUISITES = "prerequisites"


@dataclass(frozen=True)
class Feature:
    """One number a row: its name, the part it belongs to, and whether its effect may differ between sets of goals."""

    name: str
    part: Part
    differs: bool = False


FEATURES: tuple[Feature, ...] = (
    Feature("prior", Part.DIFFICULTY, differs=True),
    Feature("pace_1", Part.PACE, differs=True),
    Feature("pace_3", Part.PACE),
    Feature("pace_8", Part.PACE, differs=True),
    Feature("pace_25", Part.PACE),
    Feature("pace_all", Part.PACE, differs=True),
    Feature("position", Part.PACE, differs=True),
    Feature("streak", Part.PACE),
    Feature("pace_new", Part.PACE),
    Feature("pace_again", Part.PACE),
    Feature("sets_met", Part.PACE),
    Feature("last_residual", Part.PACE, differs=True),
    Feature("before", Part.PACE),
    Feature("run", Part.RECENT, differs=True),
    Feature("run_wins", Part.RECENT, differs=True),
    Feature("run_fails", Part.RECENT),
    Feature("goal_1", Part.RECENT),
    Feature("goal_3", Part.RECENT),
    Feature("goal_8", Part.RECENT),
    Feature("goal_all", Part.RECENT),
    Feature("goal_least", Part.RECENT),
    Feature("wins", Part.SUCCESSES, differs=True),
    Feature("fails", Part.FAILURES, differs=True),
    Feature("least_practised", Part.SUCCESSES),
    Feature("goal_wait", Part.FORGETTING, differs=True),
    Feature("goal_since", Part.FORGETTING, differs=True),
    Feature("spaced", Part.FORGETTING),
    Feature("fade", Part.FORGETTING),
    Feature("set_1", Part.RECENT, differs=True),
    Feature("set_3", Part.RECENT, differs=True),
    Feature("set_8", Part.RECENT, differs=True),
    Feature("set_all", Part.RECENT, differs=True),
    Feature("set_count", Part.SUCCESSES),
    Feature("set_streak", Part.RECENT, differs=True),
    Feature("set_visits", Part.SUCCESSES),
    Feature("set_since", Part.FORGETTING),
    Feature("item_wins", Part.SAME_TASK),
    Feature("item_fails", Part.SAME_TASK),
    Feature("item_last", Part.SAME_TASK),
    Feature("item_since", Part.SAME_TASK),
    Feature("wait", Part.FORGETTING, differs=True),
    Feature("prerequisite_all", Part.PREREQUISITES),
    Feature("prerequisite_least", Part.PREREQUISITES),
    Feature("prerequisite_count", Part.PREREQUISITES),
)
NAMES: tuple[str, ...] = tuple(feature.name for feature in FEATURES)
COUNT = len(FEATURES)
DIFFERING = np.array([place for place, feature in enumerate(FEATURES) if feature.differs], dtype=np.int64)
PRIOR, SET_EVIDENCE, LEARNER_EVIDENCE = NAMES.index("prior"), NAMES.index("set_count"), NAMES.index("position")
_LEARNER, _GOALS, _SET = 1, NAMES.index("goal_1"), NAMES.index("set_1")
_ITEM, _WAIT, _PREREQUISITE = NAMES.index("item_wins"), NAMES.index("wait"), NAMES.index("prerequisite_all")


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
    out[PRIOR] = prior
    _read_learner(learner, set_key, out)
    _read_goals(goals, learner[POSITION], time, out)
    _read_set(goal_set, learner[POSITION], out)
    out[_ITEM] = np.log1p(item[ITEM_WINS])
    out[_ITEM + 1] = np.log1p(item[ITEM_FAILS])
    out[_ITEM + 2] = item[ITEM_LAST]
    met = item[ITEM_WINS] + item[ITEM_FAILS] > 0
    out[_ITEM + 3] = np.log1p(learner[POSITION] - item[ITEM_POSITION]) if met else -1.0
    out[_WAIT] = _wait(time - learner[LAST_TIME]) if learner[POSITION] > 0 else 0.0
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
        out[_LEARNER + span] = _rate(learner[span], learner[SPANS + span])
    at = _LEARNER + SPANS
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
    out[_GOALS : _GOALS + GOAL_SPANS + 8] = 0.0
    at = _GOALS + GOAL_SPANS
    share = 1.0 / max(goals.shape[0], 1)
    least, fewest, wait, since = np.inf, np.inf, np.inf, np.inf
    for row in range(goals.shape[0]):
        goal = goals[row]
        for span in range(GOAL_SPANS):
            out[_GOALS + span] += share * _rate(goal[span], goal[GOAL_SPANS + span])
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
        out[_SET + span] = _rate(goal_set[span], goal_set[GOAL_SPANS + span])
    at = _SET + GOAL_SPANS
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
    out[_PREREQUISITE] = mean
    out[_PREREQUISITE + 1] = least
    out[_PREREQUISITE + 2] = practised
