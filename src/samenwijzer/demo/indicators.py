"""Figures of the output indicators of the demo, for two school years."""

from collections.abc import Mapping, Sequence
from datetime import date

from samenwijzer.demo.blueprint import SchoolSpec
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.organisation.models import Unit
from samenwijzer.quality.indicators.counting import count_school

#: In so many schools, so that also a network is built in little time.
SCHOOLS = 8


def count_indicators(*, schools: Sequence[SchoolSpec], units: Mapping[str, Unit], today: date) -> None:
    """Count last school year and this one in some schools."""
    year = SchoolYear.of(today)
    for spec in schools[:SCHOOLS]:
        for one in (year.previous, year):
            count_school(school=units[spec.name], year=one, on=today)
