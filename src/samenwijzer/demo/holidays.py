"""The days Flemish schools are closed.

Holidays follow the rules by which the Flemish government fixes the school year (onderwijs.vlaanderen.be,
*schoolvakanties*): weeks that hold 1 November, 25 December, Shrovetide and Easter, and single days around them.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from samenwijzer.foundation.school_years import SchoolYear

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Holiday:
    """Closed from ``first`` to ``last``, both included."""

    title: str
    first: date
    last: date


def easter(year: int) -> date:
    """Return Easter Sunday of ``year`` (Meeus/Jones/Butcher; Nature 13, 1876)."""
    golden, (century, of_century) = year % 19, divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    leap_years, year_rest = divmod(of_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    correction = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def holidays(year: SchoolYear) -> list[Holiday]:
    """Return the holidays of a school year in order, the summer after it included."""
    spring = year.start + 1
    sunday = easter(spring)
    autumn = _week_of(date(year.start, 11, 1), moves_on_from=6)
    christmas = _week_of(date(year.start, 12, 25), moves_on_from=5)
    found = [
        _weeks("Herfstvakantie", autumn, 1),
        Holiday("Wapenstilstand", date(year.start, 11, 11), date(year.start, 11, 11)),
        _weeks("Kerstvakantie", christmas, 2),
        _weeks("Krokusvakantie", sunday - timedelta(days=48), 1),
        _weeks("Paasvakantie", _easter_holiday(sunday), 2),
        _day("Paasmaandag", sunday + timedelta(days=1)),
        _day("Dag van de Arbeid", date(spring, 5, 1)),
        Holiday("Hemelvaart", sunday + timedelta(days=39), sunday + timedelta(days=40)),
        _day("Pinkstermaandag", sunday + timedelta(days=50)),
        Holiday("Zomervakantie", date(spring, 7, 1), year.last_day),
    ]
    longest_first = sorted(found, key=lambda holiday: holiday.first - holiday.last)
    kept: list[Holiday] = []
    for holiday in longest_first:
        if not any(one.first <= holiday.first and holiday.last <= one.last for one in kept):
            kept.append(holiday)
    return sorted(kept, key=lambda holiday: holiday.first)


def _week_of(day: date, *, moves_on_from: int) -> date:
    """Return the Monday of the week of ``day``, the next one from weekday ``moves_on_from`` on (0 = Monday)."""
    monday = day - timedelta(days=day.weekday())
    return monday + WEEK if day.weekday() >= moves_on_from else monday


def _easter_holiday(sunday: date) -> date:
    """Return the first day: after a March Easter the next, before a late Easter two weeks earlier, else in April."""
    if sunday.month == 3:
        return sunday + timedelta(days=1)
    if sunday > date(sunday.year, 4, 15):
        return sunday - timedelta(days=13)
    first = date(sunday.year, 4, 1)
    return first + timedelta(days=-first.weekday() % 7)


def _weeks(title: str, monday: date, count: int) -> Holiday:
    return Holiday(title, monday, monday + count * WEEK - timedelta(days=1))


def _day(title: str, day: date) -> Holiday:
    return Holiday(title, day, day)
