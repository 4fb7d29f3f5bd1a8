"""The computed holidays against those the Flemish government published."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenwijzer.demo.holidays import easter, holidays
from samenwijzer.foundation.school_years import SchoolYear

PUBLISHED = {
    2024: {
        "Herfstvakantie": (date(2024, 10, 28), date(2024, 11, 3)),
        "Kerstvakantie": (date(2024, 12, 23), date(2025, 1, 5)),
        "Krokusvakantie": (date(2025, 3, 3), date(2025, 3, 9)),
        "Paasvakantie": (date(2025, 4, 7), date(2025, 4, 20)),
        "Paasmaandag": (date(2025, 4, 21), date(2025, 4, 21)),
        "Hemelvaart": (date(2025, 5, 29), date(2025, 5, 30)),
        "Pinkstermaandag": (date(2025, 6, 9), date(2025, 6, 9)),
    },
    2025: {
        "Herfstvakantie": (date(2025, 10, 27), date(2025, 11, 2)),
        "Kerstvakantie": (date(2025, 12, 22), date(2026, 1, 4)),
        "Krokusvakantie": (date(2026, 2, 16), date(2026, 2, 22)),
        "Paasvakantie": (date(2026, 4, 6), date(2026, 4, 19)),
        "Hemelvaart": (date(2026, 5, 14), date(2026, 5, 15)),
        "Pinkstermaandag": (date(2026, 5, 25), date(2026, 5, 25)),
    },
    2026: {
        "Herfstvakantie": (date(2026, 11, 2), date(2026, 11, 8)),
        "Kerstvakantie": (date(2026, 12, 21), date(2027, 1, 3)),
        "Krokusvakantie": (date(2027, 2, 8), date(2027, 2, 14)),
        "Paasvakantie": (date(2027, 3, 29), date(2027, 4, 11)),
        "Hemelvaart": (date(2027, 5, 6), date(2027, 5, 7)),
        "Pinkstermaandag": (date(2027, 5, 17), date(2027, 5, 17)),
    },
}


@pytest.mark.parametrize("start", PUBLISHED)
def test_holidays_are_those_that_were_published(start: int) -> None:
    found = {one.title: (one.first, one.last) for one in holidays(SchoolYear(start))}
    assert found | PUBLISHED[start] == found


@pytest.mark.parametrize(
    "sunday", [date(1961, 4, 2), date(2000, 4, 23), date(2008, 3, 23), date(2038, 4, 25), date(2049, 4, 18)]
)
def test_easter_is_that_of_the_church_calendar(sunday: date) -> None:
    assert easter(sunday.year) == sunday


@given(st.integers(2000, 2099))
def test_holidays_stand_in_order_and_do_not_overlap(start: int) -> None:
    found = holidays(SchoolYear(start))
    assert all(one.first <= one.last < after.first for one, after in itertools.pairwise(found))
    assert found[-1].last == SchoolYear(start).last_day
