"""The features: named numbers read from a learner's memory before a response.

Each belonging to a part a teacher knows.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np


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
    Feature("wait", Part.FORGETTING, differs=True),
    Feature("prerequisite_all", Part.PREREQUISITES),
    Feature("prerequisite_least", Part.PREREQUISITES),
    Feature("prerequisite_count", Part.PREREQUISITES),
    Feature("beside", Part.DIFFICULTY, differs=True),
    Feature("after", Part.DIFFICULTY, differs=True),
    Feature("follows", Part.DIFFICULTY, differs=True),
)
NAMES: tuple[str, ...] = tuple(feature.name for feature in FEATURES)
DIFFERING = np.array([place for place, feature in enumerate(FEATURES) if feature.differs], dtype=np.int64)
PRIOR, WAIT = NAMES.index("prior"), NAMES.index("goal_wait")
SET_EVIDENCE, LEARNER_EVIDENCE = NAMES.index("set_count"), NAMES.index("position")
