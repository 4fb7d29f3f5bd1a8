"""The plain rule: closed forms, and properties that hold for any evidence."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from samenwijzer.science.mastery.estimate import Estimates, Responses
from samenwijzer.science.mastery.plain import HALF_LIFE_DAYS, PRIOR_MEAN, PRIOR_WEIGHT, PlainRule, prior_mean

Row = tuple[int, int, float, float, float]


def estimate(rows: list[Row], *, today: float = 100.0, prior: dict[int, float] | None = None) -> Estimates:
    learner, goal, outcome, day, weight = (np.array(column) for column in zip(*rows, strict=True))
    responses = Responses(learner, goal, outcome.astype(float), day.astype(float), weight.astype(float))
    return PlainRule().estimate(responses, today=today, prior=prior or {})


rows = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.integers(1, 2),
        st.floats(0, 1),
        st.floats(0, 100),
        st.sampled_from([1.0, 2.0, 3.0]),
    ),
    min_size=1,
    max_size=30,
)


def test_fresh_evidence_gives_the_beta_posterior() -> None:
    found = estimate([(1, 1, 1.0, 100.0, 1.0), (1, 1, 0.0, 100.0, 1.0)])
    success, failure = PRIOR_WEIGHT * PRIOR_MEAN + 1, PRIOR_WEIGHT * (1 - PRIOR_MEAN) + 1
    posterior = beta(success, failure)
    assert found.mean[0] == pytest.approx(posterior.mean())
    assert (found.low[0], found.high[0]) == pytest.approx((posterior.ppf(0.1), posterior.ppf(0.9)))


def test_evidence_loses_half_its_weight_in_a_half_life() -> None:
    found = estimate([(1, 1, 1.0, 100.0 - HALF_LIFE_DAYS, 1.0)])
    assert found.mean[0] == pytest.approx((PRIOR_WEIGHT * PRIOR_MEAN + 0.5) / (PRIOR_WEIGHT + 0.5))


def test_practice_spread_over_days_is_forgotten_more_slowly() -> None:
    massed = estimate([(1, 1, 1.0, 20.0, 1.0)] * 4, today=150)
    spaced = estimate([(1, 1, 1.0, day, 1.0) for day in (17.0, 18.0, 19.0, 20.0)], today=150)
    assert spaced.mean[0] > massed.mean[0]
    assert spaced.review_day[0] > massed.review_day[0]


def test_what_is_usual_for_a_goal_is_where_the_estimate_starts() -> None:
    low, high = (estimate([(1, 1, 0.5, 100.0, 1.0)], prior={1: usual}).mean[0] for usual in (0.2, 0.9))
    assert low == pytest.approx((PRIOR_WEIGHT * 0.2 + 0.5) / (PRIOR_WEIGHT + 1))
    assert high == pytest.approx((PRIOR_WEIGHT * 0.9 + 0.5) / (PRIOR_WEIGHT + 1))


def test_the_prior_of_a_goal_leans_on_the_general_one_while_little_was_seen() -> None:
    assert prior_mean(total=0, weight=0) == PRIOR_MEAN
    assert prior_mean(total=900, weight=1000) == pytest.approx(0.9, abs=0.01)


def test_one_answer_says_too_little_and_many_alike_say_a_step() -> None:
    assert estimate([(1, 1, 1.0, 100.0, 1.0)]).step[0] == 0
    assert estimate([(1, 1, 1.0, 100.0, 3.0)] * 5).step[0] == 4
    assert estimate([(1, 1, 0.0, 100.0, 3.0)] * 5).step[0] == 1


def test_the_trend_is_the_change_over_four_weeks() -> None:
    better = estimate([(1, 1, 0.2, 60.0, 3.0)] * 3 + [(1, 1, 1.0, 99.0, 3.0)] * 3)
    worse = estimate([(1, 1, 1.0, 60.0, 3.0)] * 3 + [(1, 1, 0.2, 99.0, 3.0)] * 3)
    assert better.trend[0] > 0.1 > -0.1 > worse.trend[0]
    assert np.isnan(estimate([(1, 1, 0.2, 99.0, 3.0)]).trend[0])


def test_only_what_was_learned_comes_back_for_review() -> None:
    assert np.isnan(estimate([(1, 1, 0.0, 100.0, 3.0)] * 3).review_day[0])
    assert estimate([(1, 1, 1.0, 100.0, 3.0)] * 3).review_day[0] == pytest.approx(100 + HALF_LIFE_DAYS)


@given(rows)
def test_contributions_add_up_to_the_mean(evidence: list[Row]) -> None:
    found = estimate(evidence)
    assert np.sum(list(found.contributions.values()), axis=0) == pytest.approx(found.mean, abs=1e-12)


@given(rows)
def test_contributions_have_the_sign_of_what_they_say(evidence: list[Row]) -> None:
    found = estimate(evidence)
    assert (found.contributions["better"] >= 0).all()
    assert (found.contributions["worse"] <= 0).all()


@given(rows)
def test_the_interval_holds_the_mean_inside_zero_and_one(evidence: list[Row]) -> None:
    found = estimate(evidence)
    assert ((found.low >= 0) & (found.low <= found.mean) & (found.mean <= found.high) & (found.high <= 1)).all()


@given(rows)
def test_a_success_more_never_lowers_the_mean(evidence: list[Row]) -> None:
    before = estimate(evidence)
    # The same day as the last row, so that the half-life stays what it was.
    last = max(row[3] for row in evidence if row[:2] == (before.learner[0], before.goal[0]))
    after = estimate([*evidence, (int(before.learner[0]), int(before.goal[0]), 1.0, last, 1.0)])
    assert after.mean[0] >= before.mean[0] - 1e-12


@given(rows)
def test_the_order_of_rows_does_not_matter(evidence: list[Row]) -> None:
    assert estimate(evidence[::-1]).mean == pytest.approx(estimate(evidence).mean)


@given(rows)
def test_a_learner_is_estimated_from_own_evidence_only(evidence: list[Row]) -> None:
    together = estimate(evidence)
    alone = estimate([row for row in evidence if row[0] == together.learner[0]])
    assert alone.mean == pytest.approx(together.mean[: len(alone.mean)])


def test_later_rows_are_left_out() -> None:
    assert estimate([(1, 1, 1.0, 90.0, 1.0), (1, 1, 0.0, 110.0, 1.0)]).count[0] == 1
