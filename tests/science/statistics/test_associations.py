"""What goes together, and how much more one group changed: reference values of R."""

import numpy as np
import pytest

from samenwijzer.science.statistics.associations import association, difference
from tests.science.statistics.test_before_after import FIRST, SECOND

#: mtcars (Motor Trend 1974), miles per gallon and weight; R: cor.test(mtcars$mpg, mtcars$wt).
MILES = (
    21.0, 21.0, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4, 14.7, 32.4, 30.4,
    33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26.0, 30.4, 15.8, 19.7, 15.0, 21.4,
)  # fmt: skip
WEIGHT = (
    2.620, 2.875, 2.320, 3.215, 3.440, 3.460, 3.570, 3.190, 3.150, 3.440, 3.440, 4.070, 3.730, 3.780, 5.250, 5.424,
    5.345, 2.200, 1.615, 1.835, 2.465, 3.520, 3.435, 3.840, 3.845, 1.935, 2.140, 1.513, 3.170, 2.770, 3.570, 2.780,
)  # fmt: skip


def test_the_interval_of_a_correlation_is_that_of_fisher() -> None:
    found = association(MILES, WEIGHT)
    assert found is not None and found.is_clear and found.count == 32
    assert (found.value, found.low, found.high) == pytest.approx((-0.8676594, -0.9338264, -0.7440872), abs=1e-6)


def test_what_goes_along_with_a_third_measure_is_taken_out() -> None:
    beside = [float(n * n % 7) + one for n, one in enumerate(WEIGHT)]
    found = association(MILES, WEIGHT, beside)
    between = np.corrcoef([MILES, WEIGHT, beside])
    xy, xz, yz = between[0, 1], between[0, 2], between[1, 2]
    assert found is not None
    assert found.value == pytest.approx((xy - xz * yz) / np.sqrt((1 - xz**2) * (1 - yz**2)))
    assert association((1, 2, 3), (1, 2, 3)) is None and association((1,) * 9, range(9)) is None


def test_how_much_more_a_group_changed_is_welchs_interval() -> None:
    found = difference(FIRST, SECOND)
    assert found is not None and not found.is_clear
    assert (found.value, found.low, found.high) == pytest.approx((-1.58, -3.3654832, 0.2054832), abs=1e-6)
    assert difference((1, 1), (1, 1)) is None and difference((1,), (1, 2)) is None
