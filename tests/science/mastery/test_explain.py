"""Every contribution has its sign: turning one around, in the memory, the curves or the sum, fails a test here."""

import numpy as np
import pytest

from samenwijzer.science.mastery.curves import Curves
from samenwijzer.science.mastery.effects import Difficulty
from samenwijzer.science.mastery.explain import contributions, on_probability_scale
from samenwijzer.science.mastery.features import DIFFERING, FEATURES, NAMES, Part
from samenwijzer.science.mastery.fit import MasteryModel
from samenwijzer.science.mastery.interval import USUAL, Spread
from samenwijzer.science.mastery.neighbours import fit_neighbours
from samenwijzer.science.mastery.reliability import Reliability
from samenwijzer.science.mastery.replay import Prerequisites
from samenwijzer.science.mastery.responses import NO_ITEM, gather
from samenwijzer.science.mastery.slopes import Slopes, Standard

DAY = 86400.0
AWAY = ("position", "goal_wait", "goal_since", "fade", "set_since", "wait", "fails", "item_fails", "run_fails")
#: A model written by hand: each feature moves the logit by itself, down where more of it is less good.
SIGNS = np.array([-1.0 if name in AWAY else 1.0 for name in NAMES])
EASY, HARD = 1, 2


@pytest.fixture(scope="module")
def by_hand() -> MasteryModel:
    count = len(FEATURES)
    curves = Curves(
        knots=np.tile([-50.0, 50.0], count), start=np.arange(0, 2 * count + 1, 2),
        height=(SIGNS[:, None] * np.array([-50.0, 50.0])).ravel(), level=0.25, strength=np.ones(0),
    )  # fmt: skip
    width = len(DIFFERING)
    standard = Standard(np.zeros(width), np.ones(width), np.full(width, -50.0), np.full(width, 50.0))
    slopes = Slopes(np.array([7]), np.full((1, width + 1), 0.5), standard, 1.0, np.ones(width + 1))
    goals, none = np.array([0, 1, 7]), np.zeros(0, np.int64)
    items = np.array([EASY, HARD])
    difficulty = Difficulty(0.0, goals, np.zeros(3), none, np.zeros(0), items, np.array([1.0, -1.0]), 0.2)
    nothing = gather(none, none, np.zeros(0), np.zeros(0), none)
    weights = Reliability(np.array([1.0, 1.0, 0.5, 0.0, 0.0]), np.zeros(5))
    before = Prerequisites.from_pairs(np.array([[1, 0]]))
    return MasteryModel(difficulty, fit_neighbours(nothing, difficulty), curves, slopes, Spread(USUAL), weights, before)


def asked_last(model, outcome, *, goal=None, item=None, time=None, last_goal=1, last_item=NO_ITEM, last_time=None):
    """Contributions to a last task, after a history of answers a minute apart."""
    n = len(outcome)
    times = np.arange(n) * 60.0 if time is None else np.array(time, dtype=float)
    log = gather(
        np.zeros(n + 1, int),
        np.append(np.full(n, NO_ITEM) if item is None else item, last_item),
        np.append(times, times.max() + 60 if last_time is None else last_time),
        np.append(np.array(outcome, dtype=float), 0),
        np.append(np.ones(n, int) if goal is None else goal, last_goal),
    )
    parts = contributions(model, model.features(log), log.goal_set)
    return {part: float(values[-1]) for part, values in parts.items()}


BETTER_AND_WORSE = {
    Part.DIFFICULTY: ({"last_item": EASY}, {"last_item": HARD}, [1, 0]),
    Part.SUCCESSES: ({}, {"goal": [0, 0]}, [1, 1]),
    Part.FAILURES: ({"goal": [0, 0]}, {}, [0, 0]),
    Part.RECENT: ({"outcome": [0, 0, 1, 1]}, {"outcome": [1, 1, 0, 0]}, None),
    Part.FORGETTING: ({"last_time": 2 * DAY}, {"last_time": 40 * DAY}, [1, 0]),
    Part.PACE: ({"goal": [0, 0], "outcome": [1, 1]}, {"goal": [0, 0], "outcome": [0, 0]}, None),
    Part.SAME_TASK: (
        {"item": [EASY], "last_item": EASY, "outcome": [1]}, {"item": [EASY], "last_item": EASY, "outcome": [0]}, None,
    ),
    Part.PREREQUISITES: ({"goal": [0, 0], "outcome": [1, 1]}, {"goal": [0, 0], "outcome": [0, 0]}, None),
}  # fmt: skip


def test_every_part_is_tried():
    assert set(BETTER_AND_WORSE) == set(Part)


@pytest.mark.parametrize("part", list(Part))
def test_what_speaks_for_a_learner_raises_its_part(by_hand, part):
    better, worse, outcome = BETTER_AND_WORSE[part]
    more, less = (asked_last(by_hand, **({"outcome": outcome} | one)) for one in (better, worse))
    assert more[part] > less[part] + 0.01


@pytest.mark.parametrize("part", list(Part))
def test_a_part_is_the_sum_of_its_features_and_departures(by_hand, part):
    features = np.random.default_rng(4).normal(size=(5, len(FEATURES)))
    sets = np.array([7, 7, 0, 1, 7])
    weight = SIGNS * np.array([feature.part is part for feature in FEATURES])
    expected = features @ weight
    own = np.array([FEATURES[at].part is part for at in DIFFERING])
    expected += np.where(sets == 7, 0.5 * features[:, DIFFERING] @ own + 0.5 * (part is Part.DIFFICULTY), 0)
    np.testing.assert_allclose(contributions(by_hand, features, sets)[part], expected, atol=1e-12)


@pytest.mark.parametrize("part", list(Part))
def test_no_part_can_be_turned_around_or_left_out_of_a_fitted_estimate(fitted, part):
    log = fitted.log.select(fitted.log.learner < 130)
    features = fitted.model.features(log)
    parts = contributions(fitted.model, features, log.goal_set)
    level, logit = fitted.model.curves.level, fitted.model.logits(features, log.goal_set)
    np.testing.assert_allclose(level + sum(parts.values()), logit, atol=1e-9)
    scaled = on_probability_scale(level, parts)
    np.testing.assert_allclose(
        1 / (1 + np.exp(-level)) + sum(scaled.values()), 1 / (1 + np.exp(-logit)), atol=1e-9
    )  # fmt: skip
    moved = np.abs(parts[part]) > 1e-6
    assert np.abs(parts[part]).max() > 0.01
    np.testing.assert_array_equal(np.sign(scaled[part][moved]), np.sign(parts[part][moved]))
