"""How the learners of one class really learn: the small simulation behind the demo's evidence.

A learner succeeds on a goal with a chance that grows with ability and practice, fades with time and is held back by
missing prerequisites. Practice gains most where much is still to be learned; each further practice makes forgetting
slower (the spacing effect). The figures are chosen to look like a class, not fitted to one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Logits: how hard goals are before instruction, how far they differ, what a lacking prerequisite costs.
DIFFICULTY, SPREAD, LACKING_COST = 0.3, 0.3, 0.6
#: Chance of success on a prerequisite below which it begins to lack.
ENOUGH = 0.45
#: Logits gained by a first hour of practice on a goal, and how far learners differ in it (log scale).
GAIN, GAIN_SPREAD = 1.0, 0.5
#: Days in which half of what was gained fades, and the growth of that span with each practice.
HALF_LIFE_DAYS, SPACING = 120.0, 0.5
#: Noise of what a teacher sees of a chance of success.
SEEING_NOISE = 0.1


@dataclass(frozen=True)
class Makeup:
    """What learners and goals are like: ability (L), difficulty (L × G), prerequisites (G × G, row needs column)."""

    ability: Floats
    difficulty: Floats
    needs: NDArray[np.bool_]


class Truth:
    """The state of a class: what each learner has gained on each goal, and when it was last practised."""

    def __init__(self, makeup: Makeup, rng: np.random.Generator) -> None:
        self._makeup = makeup
        self._rng = rng
        self._pace = GAIN * np.exp(rng.normal(0, GAIN_SPREAD, len(makeup.ability)))
        self._gained = np.zeros(makeup.difficulty.shape)
        self._practised = np.zeros(makeup.difficulty.shape)
        self._last = np.zeros(makeup.difficulty.shape)

    def chance(self, goal: int, day: int) -> Floats:
        """Return each learner's chance of success on ``goal`` on day number ``day``."""
        before = np.flatnonzero(self._makeup.needs[goal])
        lacking = (
            np.maximum(0, ENOUGH - _logistic(self._logit(before, day))).mean(axis=1) / ENOUGH if before.size else 0.0
        )
        return _logistic(self._logit(np.array([goal]), day)[:, 0] - LACKING_COST * lacking)

    def practise(self, goal: int, day: int, present: NDArray[np.bool_], amount: float) -> None:
        """Let those ``present`` learn from ``amount`` hours of practice on ``goal``."""
        gain = amount * self._pace * (1.2 - self.chance(goal, day)) / (1 + 0.25 * self._practised[:, goal])
        kept = self._gained[:, goal] * self._fading(goal, day)
        self._gained[:, goal] = np.where(present, kept + gain, self._gained[:, goal])
        self._last[:, goal] = np.where(present, day, self._last[:, goal])
        self._practised[:, goal] += present

    def answers(self, goal: int, day: int, items: int) -> NDArray[np.bool_]:
        """Return which of ``items`` tasks each learner would answer well (L × items)."""
        return np.asarray(self._rng.random((len(self._pace), items)) < self.chance(goal, day)[:, None])

    def impression(self, goal: int, day: int) -> Floats:
        """Return each learner's chance of success as somebody who looks on would judge it, in [0, 1]."""
        chance = self.chance(goal, day)
        return np.clip(chance + self._rng.normal(0, SEEING_NOISE, len(chance)), 0, 1)

    def _logit(self, goals: NDArray[np.intp], day: int) -> Floats:
        kept = self._gained[:, goals] * self._fading(goals, day)
        return np.asarray(self._makeup.ability[:, None] + kept - self._makeup.difficulty[:, goals])

    def _fading(self, goals: int | NDArray[np.intp], day: int) -> Floats:
        half_life = HALF_LIFE_DAYS * (1 + SPACING * self._practised[:, goals])
        return np.asarray(0.5 ** ((day - self._last[:, goals]) / half_life))


def _logistic(logit: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logit)))
