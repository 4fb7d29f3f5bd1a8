"""Classes as a roster wants them: their name, their school and the days of their terms."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from samenwijzer.exchange.oneroster.content import Class, Roster


@dataclass(frozen=True)
class Period:
    """First and last day, as far as they are known."""

    starts: date | None = None
    ends: date | None = None


NO_PERIOD = Period()
# Terms have two days in the standard: these stand for a side that is open.
OPEN_START, OPEN_END = date(1900, 1, 1), date(2999, 12, 31)


def ending(day: date | None) -> date | None:
    """Return ``day``, or ``None`` where it stands for no end."""
    return None if day == OPEN_END else day


def periods(roster: Roster, *, since: date | None) -> dict[str, Period]:
    """Return the period of every class by its terms; ``since`` sets all terms aside."""
    sessions = {session.id: session for session in roster.sessions}
    found = {}
    for row in roster.classes:
        terms = [sessions[id] for id in row.terms if id in sessions and not since]
        starts = min((term.starts for term in terms), default=None)
        ends = max((term.ends for term in terms), default=None)
        found[row.id] = Period(None if starts == OPEN_START else starts, ending(ends))
    return found


def names(classes: list[Class]) -> dict[str, str]:
    """Return the name of every class: its title, with its code where two in one school share a title."""
    titles = Counter((row.school, row.title) for row in classes)
    return {
        row.id: f"{row.title} ({row.code})" if row.code and titles[row.school, row.title] > 1 else row.title
        for row in classes
    }
