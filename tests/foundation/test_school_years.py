"""School years run from 1 September."""

from datetime import date

import pytest

from samenwijzer.foundation.school_years import SchoolYear


@pytest.mark.parametrize(
    ("day", "start"), [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2027, 1, 1), 2026)]
)
def test_a_day_falls_in_its_school_year(day: date, start: int) -> None:
    year = SchoolYear.of(day)
    assert year.start == start
    assert year.first_day <= day <= year.last_day


def test_a_year_is_named_after_both_calendar_years() -> None:
    assert str(SchoolYear(2026)) == "2026-2027"
    assert SchoolYear(2026).previous == SchoolYear(2025)
