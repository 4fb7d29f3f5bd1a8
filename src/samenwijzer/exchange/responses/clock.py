"""When responses were given, whatever the file tells of it: dates, seconds since some beginning, or only an order."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenwijzer.exchange.responses.content import Response, Responses
from samenwijzer.foundation.errors import Refused

DAY_STARTS, DAY_ENDS = time(8), time(16)
DAY_LASTS = timedelta(hours=8)


class Clock:
    """Gives every response its moment; ``day`` serves where the file has no dates (see :func:`clock_told`)."""

    def __init__(self, responses: Responses, day: date) -> None:
        self._starts = timezone.make_aware(datetime.combine(day, DAY_STARTS))
        self._ends = timezone.make_aware(datetime.combine(day, DAY_ENDS))
        self._step = min(timedelta(seconds=1), DAY_LASTS / len(responses.responses))
        seconds = (row.when for row in responses.responses if isinstance(row.when, float))
        self._last = max(seconds, default=0.0)
        self.first_day = timezone.localdate(
            min(self.moment(place, row) for place, row in enumerate(responses.responses))
        )

    def moment(self, place: int, response: Response) -> datetime:
        """Return when ``response`` was given, the one at ``place`` in the order of the file."""
        if isinstance(response.when, datetime):
            return response.when
        if response.when is None:
            return self._starts + place * self._step
        return self._ends - timedelta(seconds=self._last - response.when)


def clock_told(responses: Responses, day: date) -> str:
    """Say how responses get their moment; empty where the file tells it."""
    when = responses.responses[0].when
    if when is None:
        return _(
            "This file has no clock. Every response gets %(day)s, from eight o'clock on, at most a second apart, "
            "in the order of the file's own numbers."
        ) % {"day": date_format(day)}
    if isinstance(when, float):
        return _(
            "This file counts seconds from a beginning it does not tell. The last response gets %(day)s, the others "
            "keep their distance to it."
        ) % {"day": date_format(day)}
    return ""


def check_past(responses: Responses) -> None:
    """Raise ``Refused`` where a response has a date in the future."""
    now = timezone.now()
    for row in responses.responses:
        if isinstance(row.when, datetime) and row.when > now:
            raise Refused(
                _("The response on line %(line)s was given in the future: %(day)s.")
                % {"line": row.line, "day": date_format(row.when)}
            )
