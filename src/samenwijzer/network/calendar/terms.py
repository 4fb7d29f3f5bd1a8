"""Terms: a school year falls apart at its long holidays, whatever a school calls the parts."""

from datetime import date, timedelta

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.calendar.models import Closure

#: A closure from which a new term starts: the two weeks of Christmas and of Easter, not the one of autumn or spring.
LONG = timedelta(days=12)


def term_start(*, path: str, on: date) -> date:
    """Return the first day of the term in which ``on`` falls for the unit at ``path``; in a holiday, of the one before.

    Without long holidays in the calendar that is the first day of the school year.
    """
    above = [int(part) for part in path.split("/") if part]
    year = SchoolYear.of(on)
    rows = Closure.objects.filter(unit__in=above, first__gte=year.first_day, last__lt=on).order_by("last")
    starts = [one.last + timedelta(days=1) for one in rows if one.last - one.first >= LONG]
    return max(starts, default=year.first_day)
