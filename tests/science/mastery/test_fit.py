import numpy as np
import pytest

from samenwijzer.science.mastery import metrics
from samenwijzer.science.mastery.baselines import Baseline, fit_baseline
from samenwijzer.science.mastery.explain import contributions
from samenwijzer.science.mastery.features import NAMES, Part
from samenwijzer.science.mastery.fit import fit_mastery
from samenwijzer.science.mastery.online import LearnerState, predict, record
from samenwijzer.science.mastery.responses import NO_ITEM, Kind, gather
from samenwijzer.science.mastery.score import first_opportunities, pieces, score
from samenwijzer.science.mastery.standing import stand_all, stand_online

NOW = 90 * 86400.0


def _asked(log):
    return log.select(log.kind == Kind.RESPONSE)


def test_the_model_beats_the_published_ones_and_is_calibrated(fitted):
    log = _asked(fitted.log)
    chance = score(fitted.model, log)
    ours = metrics.auc(log.outcome, chance)
    for baseline in Baseline:
        other = fit_baseline(_asked(fitted.train), baseline)
        assert ours > metrics.auc(log.outcome, other.logits(log)), baseline
    assert metrics.calibration_error(log.outcome, chance) < 0.02


def test_fitting_twice_gives_the_same_figures(fitted):
    part = fitted.train.select(fitted.train.learner < 8)
    first, second = (score(fit_mastery(part, seed=3), fitted.log) for _ in range(2))
    np.testing.assert_array_equal(first, second)


def test_nothing_to_learn_from_is_refused(fitted):
    judged = fitted.train.select(fitted.train.kind != Kind.RESPONSE)
    with pytest.raises(ValueError, match="responses"):
        fit_mastery(judged)


@pytest.mark.parametrize("learners", [1, 6])
def test_little_data_on_one_goal_without_tasks_or_times_still_gives_sensible_chances(learners):
    random, none = np.random.default_rng(1), np.full(learners * 20, NO_ITEM)
    who, outcome = np.repeat(np.arange(learners), 20), (random.random(learners * 20) < 0.7).astype(float)
    model = fit_mastery(gather(who, none, np.zeros(len(who)), outcome, np.zeros(len(who), int)))
    strange = gather(who, np.arange(len(who)), np.arange(len(who)) * 9e4, outcome, np.full(len(who), 77))
    chance = score(model, strange)
    assert np.all((chance > 0.01) & (chance < 0.999))


def test_one_row_at_a_time_gives_the_batch_figure(fitted):
    log = fitted.log.select(fitted.log.learner < 123)
    batch = score(fitted.model, log)
    state, last = LearnerState(), -1
    for row in range(len(log)):
        if log.learner[row] != last:
            state, last = LearnerState(), int(log.learner[row])
        one = log.select(np.array([row]))
        assert predict(fitted.model, state, one) == pytest.approx(batch[row], abs=1e-9)
        record(fitted.model, state, one)


def test_scoring_in_pieces_gives_the_same_figures(fitted):
    whole = list(pieces(fitted.log, rows=10**9))
    small = list(pieces(fitted.log, rows=500))
    assert len(whole) == 1 < len(small)
    np.testing.assert_array_equal(np.concatenate(small), whole[0])
    apart = [score(fitted.model, fitted.log.select(one)) for one in small]
    np.testing.assert_allclose(np.concatenate(apart), score(fitted.model, fitted.log), atol=1e-12)


def test_first_opportunities_are_first_for_learner_and_goals():
    log = gather(np.array([1, 1, 1, 2]), np.arange(4), np.arange(4), np.ones(4), np.array([5, 5, 6, 5]))
    assert first_opportunities(log).tolist() == [True, False, True, True]


@pytest.mark.parametrize(
    ("part", "names", "sign"),
    [
        (Part.DIFFICULTY, ("prior",), 1),
        (Part.PACE, ("pace_all",), 1),
        (Part.RECENT, ("goal_8", "set_8", "goal_all", "set_all"), 1),
        (Part.FORGETTING, ("goal_wait", "fade"), -1),
    ],
)
def test_each_contribution_has_the_sign_a_teacher_expects(fitted, part, names, sign):
    features = fitted.model.features(fitted.log)
    level = np.mean([features[:, NAMES.index(name)] for name in names], axis=0)
    found = contributions(fitted.model, features, fitted.log.goal_set)[part]
    low, high = np.quantile(level, [0.2, 0.8])
    assert sign * (found[level >= high].mean() - found[level <= low].mean()) > 0


def test_standing_online_equals_standing_in_batch(fitted):
    log = fitted.log.select(fitted.log.learner == 121)
    state = LearnerState()
    for row in range(len(log)):
        record(fitted.model, state, log.select(np.array([row])))
    goals = np.arange(fitted.world.size.goals)
    online = stand_online(fitted.model, state, goals.tolist(), now=NOW)
    batch = stand_all(fitted.model, log, np.full(len(goals), 121), goals, now=NOW)
    for name in ("chance", "low", "high", "evidence", "trend", "deviation"):
        np.testing.assert_allclose(getattr(online, name), getattr(batch, name), atol=1e-9)


def test_a_learner_nobody_saw_is_too_little_seen_and_stands_where_the_goal_does(fitted):
    goals = list(range(fitted.world.size.goals))
    unseen = stand_online(fitted.model, LearnerState(), goals, now=NOW)
    seen = stand_all(fitted.model, fitted.log, np.repeat(np.arange(120, 240), 8), np.tile(goals, 120), now=NOW)
    assert unseen.evidence.tolist() == [0.0] * 8
    assert unseen.too_little.sum() > 4
    assert seen.too_little.mean() < 0.01
    assert (unseen.high - unseen.low).min() > (seen.high - seen.low).mean()


def test_a_moment_before_the_last_row_is_refused(fitted):
    with pytest.raises(ValueError, match="after the moment"):
        stand_all(fitted.model, fitted.log, np.array([120]), np.array([0]), now=0.0)


@pytest.mark.parametrize("level", [0.5, 0.8, 0.95])
def test_intervals_cover_the_truth_as_often_as_they_say(fitted, level):
    learner, goal = np.repeat(fitted.held.followed, 8), np.tile(np.arange(8), 120)
    found = stand_all(fitted.model, fitted.log, learner, goal, now=NOW, level=level)
    truth = fitted.held.truth[found.learner - 120, found.goal]
    recent = found.evidence > 0
    covered = ((truth >= found.low) & (truth <= found.high))[recent].mean()
    assert covered == pytest.approx(level, abs=0.08)
