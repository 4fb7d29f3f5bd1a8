"""A signal is only given where chance explains badly what happened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenwijzer.science.statistics.trends import Signal, read_signal

YEAR = st.tuples(st.integers(0, 60), st.integers(60, 90))


@pytest.mark.parametrize(
    ("series", "says"),
    [
        ([], Signal.UNKNOWN),
        ([(30, 40)], Signal.UNKNOWN),
        ([(34, 40), (35, 40)], Signal.STEADY),
        ([(34, 40), (35, 40), (22, 40)], Signal.UNCERTAIN),
        ([(34, 40), (35, 40), (22, 40), (23, 40)], Signal.ALARM),
        ([(34, 40), (21, 40), (22, 40)], Signal.ALARM),
        ([(340, 400), (220, 400)], Signal.ALARM),
        ([(220, 400), (340, 400)], Signal.BETTER),
    ],
)
def test_one_bad_year_of_few_is_uncertain_and_two_in_a_row_are_not(series: list[tuple[int, int]], says: Signal) -> None:
    assert read_signal(series, is_up=True) is says
    turned = [(of - count, of) for count, of in series]
    assert read_signal(turned, is_up=False) is says


@given(before=st.lists(YEAR, min_size=1, max_size=4), last=YEAR)
def test_a_last_year_of_fewer_than_a_hundred_alone_never_alarms(
    before: list[tuple[int, int]], last: tuple[int, int]
) -> None:
    steady = [(sum(count for count, _of in before), sum(of for _count, of in before))]
    assert read_signal([*steady, last], is_up=True) is not Signal.ALARM
