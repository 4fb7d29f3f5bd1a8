"""A group measured twice: reference values, and the two warnings."""

import pytest

from samenwijzer.science.statistics.before_after import study

#: Student's sleep data (1908), drug 1 and drug 2; R: t.test(extra ~ group, paired = TRUE).
FIRST = (0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0)
SECOND = (1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)


def test_the_interval_is_that_of_the_paired_t_test() -> None:
    found = study(FIRST, SECOND)
    assert found.difference == pytest.approx(1.58)
    assert (found.low, found.high) == pytest.approx((0.7001142, 2.4598858))
    assert found.is_clear
    assert found.is_small


def test_who_began_low_and_gained_most_is_regression() -> None:
    middle = study((1, 2, 8, 9), (4, 4, 6, 6))
    assert middle.regresses
    assert not study((1, 2, 8, 9), (2, 3, 9, 10)).regresses
    assert study((1, 2, 3), (2, 3, 4), picked=True).regresses
    with pytest.raises(ValueError, match="at least three"):
        study((1, 2), (2, 3))
