"""What happens on which day in a class: practice, observation, tests, own statements, a judgement for the report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from samenwijzer.demo.plans import Stretch

#: Before this span until today, evidence is thin; in it, it is as dense as in a class that records every day.
DENSE_FOR = timedelta(weeks=10)
#: Part of a stretch after which all its goals were taken up; the rest is for consolidation.
TAKEN_UP_AT = 0.6
#: Questions a goal on the first day of school, about what the first two stretches bring.
ITEMS_AT_START = 2
#: Goals of last year that come back in a week.
REFRESHED = 4


class Sort(Enum):
    """The sorts of session."""

    PRACTICE = auto()
    OBSERVATION = auto()
    TEST = auto()
    STATEMENT = auto()
    PRODUCT = auto()
    JUDGEMENT = auto()


@dataclass(frozen=True)
class Session:
    """On ``day`` something happens around ``goals`` (ids); ``amount`` is items a goal, or learners looked at."""

    day: date
    sort: Sort
    subject: int
    goals: tuple[int, ...]
    amount: int = 1


@dataclass(frozen=True)
class Rhythm:
    """How often: practice sessions a week in each subject, items in one, learners observed in one, weeks a test."""

    practice: tuple[float, ...]
    items: int
    observed: int
    weeks_a_test: int


KINDERGARTEN = Rhythm(practice=(), items=0, observed=2, weeks_a_test=0)
THIN = Rhythm(practice=(0.4, 0.4), items=2, observed=2, weeks_a_test=5)
DENSE = Rhythm(practice=(2.0, 2.0), items=2, observed=3, weeks_a_test=3)
SHOWN = Rhythm(practice=(4.0, 2.0), items=3, observed=6, weeks_a_test=3)


def sessions(
    *, stretches: Sequence[Stretch], days: Sequence[date], today: date, rhythm: Rhythm, earlier: Sequence[int]
) -> list[Session]:
    """Return the sessions of one class in one school year on ``days`` (school days before ``today``), in order.

    ``earlier`` are goals of the year before that come back in a weekly refresher.
    """
    found: list[Session] = []
    for stretch in stretches:
        own = [day for day in days if stretch.starts <= day <= stretch.ends]
        whole = max(1, round((stretch.ends - stretch.starts).days * TAKEN_UP_AT))
        found += _of_stretch(stretch, own, whole, today, rhythm)
    found += _at_the_start(stretches, days) if earlier else []
    found += _refreshers(days, earlier, today)
    return sorted(found, key=lambda session: (session.day, session.subject, session.sort.value))


def _of_stretch(stretch: Stretch, days: Sequence[date], whole: int, today: date, rhythm: Rhythm) -> Iterator[Session]:
    goals = [goal.pk for goal in stretch.goals]
    taken_up: list[int] = []
    budget = 0.0
    for place, day in enumerate(days):
        reached = min(len(goals), 1 + (day - stretch.starts).days * len(goals) // whole)
        focus = _focus(goals[:reached], taken_up)
        if not rhythm.practice:
            yield Session(day, Sort.OBSERVATION, stretch.subject, (focus,), rhythm.observed)
            taken_up.append(focus)
            continue
        now = rhythm if day > today - DENSE_FOR else THIN
        budget += now.practice[stretch.subject] / 5
        if budget >= 1:
            budget -= 1
            yield from _lesson(day, stretch.subject, focus, taken_up, now)
            taken_up.append(focus)
        yield from _weekly(day, place, stretch.subject, focus, list(dict.fromkeys(taken_up)), now)


def _focus(reached: Sequence[int], taken_up: Sequence[int]) -> int:
    """Return the first goal that was reached and not taken up yet, else the one that was left alone longest."""
    fresh = [goal for goal in reached if goal not in taken_up]
    return fresh[0] if fresh else _longest_ago(reached, taken_up)


def _longest_ago(goals: Sequence[int], taken_up: Sequence[int]) -> int:
    last = {goal: place for place, goal in enumerate(taken_up)}
    return min(goals, key=lambda goal: last[goal])


def _lesson(day: date, subject: int, focus: int, taken_up: Sequence[int], rhythm: Rhythm) -> Iterator[Session]:
    yield Session(day, Sort.PRACTICE, subject, (focus,), rhythm.items)
    yield Session(day, Sort.OBSERVATION, subject, (focus,), rhythm.observed)
    back = [goal for goal in dict.fromkeys(taken_up) if goal != focus]
    if back:
        yield Session(day, Sort.PRACTICE, subject, (_longest_ago(back, taken_up),), 1)


def _weekly(
    day: date, place: int, subject: int, focus: int, taken_up: Sequence[int], rhythm: Rhythm
) -> Iterator[Session]:
    weeks, weekday = divmod(place, 5)
    if weekday == 3:
        yield Session(day, Sort.STATEMENT, subject, (focus,))
    if weekday == 4 and taken_up and weeks % rhythm.weeks_a_test == rhythm.weeks_a_test - 1:
        yield Session(day, Sort.TEST, subject, tuple(taken_up[-4:]))
    if weekday == 1 and weeks == 9 and subject == 1:
        yield Session(day, Sort.PRODUCT, subject, (focus,))
    if (day.month, day.day // 10) in ((12, 1), (6, 2)) and weekday == 2 and taken_up:
        yield Session(day, Sort.JUDGEMENT, subject, (taken_up[0],))


def _at_the_start(stretches: Sequence[Stretch], days: Sequence[date]) -> Iterator[Session]:
    """Some questions on the first day about what the first two stretches bring, so that growth has a beginning."""
    for stretch in stretches:
        if days and stretch.starts <= stretches[0].ends + timedelta(days=1) and stretch.goals:
            goals = tuple(goal.pk for goal in stretch.goals)
            yield Session(days[0], Sort.PRACTICE, stretch.subject, goals, ITEMS_AT_START)


def _refreshers(days: Sequence[date], goals: Sequence[int], today: date) -> Iterator[Session]:
    """Once a week, some goals of last year: the oldest worry first."""
    if not goals:
        return
    for week, day in enumerate(day for day in days if day.weekday() == 1):
        chosen = tuple(dict.fromkeys(goals[(REFRESHED * week + n) % len(goals)] for n in range(REFRESHED)))
        if day > today - 2 * DENSE_FOR:
            yield Session(day, Sort.PRACTICE, 0, chosen, 1)
