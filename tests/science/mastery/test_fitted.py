"""The fitted model behind the interface of every learner model."""

from typing import Any

import numpy as np
import pytest

from samenwijzer.science.mastery.estimate import TOO_WIDE, Responses
from samenwijzer.science.mastery.features import Part
from samenwijzer.science.mastery.fitted import FittedModel, MixedResponses
from samenwijzer.science.mastery.online import LearnerState, record
from samenwijzer.science.mastery.responses import Kind
from samenwijzer.science.mastery.standing import stand_online

LEARNERS, GOALS, ROWS = 6, 4, 90
TODAY = 200.0


@pytest.fixture(scope="module")
def responses() -> MixedResponses:
    """Six learners on four goals; every third piece of evidence is about two goals, some are judgements."""
    random = np.random.default_rng(8)
    learner, goal = random.integers(1, LEARNERS + 1, ROWS), random.integers(0, GOALS, ROWS)
    day, outcome = np.sort(random.uniform(100, TODAY, ROWS)), random.random(ROWS).round(2)
    kind = random.choice([Kind.RESPONSE, Kind.RESPONSE, Kind.TEACHER, Kind.OBSERVATION], ROWS)
    item = np.where(kind == Kind.RESPONSE, random.integers(0, 20, ROWS), -1)
    second = np.arange(0, ROWS, 3)
    row = np.concatenate((np.arange(ROWS), second))
    at = row.astype(np.int64)
    goals = np.concatenate((goal, (goal[second] + 1) % GOALS))
    return MixedResponses(
        learner[at], goals, outcome[at], day[at], np.ones(len(at)), row=row, item=item[at].astype(np.int64),
        kind=kind[at].astype(np.int64),
    )  # fmt: skip


@pytest.fixture(scope="module")
def model(fitted: Any) -> FittedModel:
    return FittedModel("additive-test", fitted.model)


def test_a_piece_about_two_goals_is_one_row(responses: MixedResponses) -> None:
    log = responses.log
    assert len(log) == ROWS
    assert sorted(np.diff(log.goal_start).tolist()) == [1] * (ROWS - 30) + [2] * 30
    assert len(log.goal) == len(responses)


def test_what_comes_in_row_by_row_gives_the_figures_of_the_whole(model: FittedModel, responses: MixedResponses) -> None:
    whole = model.estimate(responses, today=TODAY, prior={})
    log = responses.log
    for one in np.unique(log.learner):
        state = LearnerState()
        for row in np.flatnonzero(log.learner == one):
            record(model.model, state, log.select(np.array([row])))
        mine = whole.learner == one
        online = stand_online(model.model, state, whole.goal[mine].tolist(), now=TODAY * 86_400)
        np.testing.assert_allclose(whole.mean[mine], online.chance, atol=1e-9)
        np.testing.assert_allclose(whole.low[mine], online.low, atol=1e-9)
        np.testing.assert_allclose(whole.high[mine], online.high, atol=1e-9)


def test_the_parts_add_up_and_the_step_follows_the_interval(model: FittedModel, responses: MixedResponses) -> None:
    found = model.estimate(responses, today=TODAY, prior={})
    assert list(found.contributions) == ["usual", *(part.value for part in Part)]
    np.testing.assert_allclose(sum(found.contributions.values()), found.mean, atol=1e-12)
    assert np.all((found.low <= found.mean) & (found.mean <= found.high))
    np.testing.assert_array_equal(found.step == 0, found.high - found.low >= TOO_WIDE)


def test_counts_dates_and_trend_follow_the_evidence(model: FittedModel, responses: MixedResponses) -> None:
    found = model.estimate(responses, today=TODAY, prior={})
    at = 0
    mine = (responses.learner == found.learner[at]) & (responses.goal == found.goal[at])
    assert found.count[at] == mine.sum()
    assert found.successes[at] == pytest.approx(responses.outcome[mine].sum())
    assert found.last_day[at] == responses.day[mine].max()
    earlier = model.estimate(responses.until(TODAY - 28), today=TODAY - 28, prior={})
    was = dict(zip(zip(earlier.learner, earlier.goal, strict=True), earlier.mean, strict=True))
    for n in np.flatnonzero(~np.isnan(found.trend)):
        assert found.trend[n] == pytest.approx(found.mean[n] - was[found.learner[n], found.goal[n]])
    assert not np.isnan(found.trend).all()


def test_evidence_that_does_not_say_what_it_is_counts_as_answers(model: FittedModel) -> None:
    plain = Responses(
        np.array([1, 1, 1]), np.array([0, 0, 0]), np.array([1.0, 1.0, 0.0]), np.array([1.0, 2.0, 3.0]), np.ones(3)
    )
    found = model.estimate(plain, today=4.0, prior={})
    assert (found.count.tolist(), found.successes.tolist()) == ([3], [2.0])
