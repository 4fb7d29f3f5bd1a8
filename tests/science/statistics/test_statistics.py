"""Shares, growth and outliers against published values, and what holds of all of them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenwijzer.science.statistics.growth import APART, Chances, Growth, growth, larger, outliers, standing
from samenwijzer.science.statistics.shares import wilson


def chances(*means: float, half: float = 0.1) -> Chances:
    mean = np.array(means)
    return Chances(mean, np.clip(mean - half, 0.01, 0.99), np.clip(mean + half, 0.01, 0.99))


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    # Newcombe (1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E), table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_a_share_has_the_published_score_interval(count: int, of: int, low: float, high: float) -> None:
    found = wilson(count, of, level=0.95)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_of_nothing_everything_is_possible_and_nonsense_is_refused() -> None:
    assert (wilson(0, 0).low, wilson(0, 0).high, wilson(0, 0).value) == (0.0, 1.0, 0.0)
    with pytest.raises(ValueError, match="no share"):
        wilson(3, 2)


def test_intervals_of_139_standard_errors_are_those_of_goldstein_and_healy() -> None:
    assert round(APART, 2) == 1.39


def test_growth_is_a_difference_of_log_odds_with_both_errors() -> None:
    found = growth(chances(0.5, 0.5), chances(0.8, 0.8))
    assert found.mean == pytest.approx(np.log(4))
    error = sum((np.log(h / (1 - h)) - np.log(w / (1 - w))) ** 2 for w, h in ((0.4, 0.6), (0.7, 0.9)))
    assert found.high - found.mean == pytest.approx(APART * np.sqrt(error * 2) / 2 / (2 * 1.2815515655))
    assert (found.goals, growth(chances(0.8), chances(0.5)).mean) == (2, pytest.approx(-np.log(4)))
    with pytest.raises(ValueError, match="same goals"):
        growth(chances(0.5), chances(0.5, 0.6))


def test_two_growths_that_overlap_have_no_order() -> None:
    small, large, wide = Growth(0.2, 0.1, 0.3, 3), Growth(0.9, 0.7, 1.1, 3), Growth(0.6, 0.2, 1.0, 3)
    assert larger(small, large) == larger(large, small) == large
    assert larger(small, wide) is larger(wide, large) is None


@given(st.lists(st.floats(0.05, 0.95), min_size=1, max_size=6), st.floats(0.01, 0.3))
def test_growth_backwards_is_the_same_with_the_other_sign(means: list[float], half: float) -> None:
    before, after = chances(*means, half=half), chances(*reversed(means), half=half)
    there, back = growth(before, after), growth(after, before)
    assert there.mean == pytest.approx(-back.mean)
    assert there.low == pytest.approx(-back.high)
    assert there.low <= there.mean <= there.high


def test_who_stands_surely_outside_the_middle_is_an_outlier_at_both_ends() -> None:
    group = [standing(chances(mean, mean, mean, half=0.04)) for mean in (0.55, 0.6, 0.62, 0.58, 0.65, 0.1, 0.95)]
    assert outliers(group) == [0, 0, 0, 0, 0, -1, 1]
    assert outliers([standing(chances(mean, half=0.35)) for mean in (0.55, 0.6, 0.62, 0.58, 0.65, 0.3, 0.7)]) == [0] * 7
    assert outliers(group[-4:]) == [0, 0, 0, 0]
