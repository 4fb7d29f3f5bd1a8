"""What happens in a class on which day, and how learners come out of it."""

import itertools
from datetime import date, timedelta

import numpy as np
import pytest

from samenwijzer.demo.plans import Stretch, stretch_on, stretches_of
from samenwijzer.demo.schedule import DENSE, KINDERGARTEN, SHOWN, Rhythm, Sort, sessions
from samenwijzer.demo.truth import Makeup, Truth
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.practice.goals.models import Goal

STARTS = date(2026, 9, 28)
TODAY = date(2026, 11, 22)
DAYS = [day for n in range(55) if (day := STARTS + timedelta(days=n)).weekday() < 5]
WORK = Stretch("Breuken", 0, STARTS, date(2026, 12, 20), tuple(Goal(pk=n) for n in range(1, 7)))


@pytest.mark.parametrize("rhythm", [DENSE, SHOWN])
def test_goals_are_taken_up_in_order_and_come_back(rhythm: Rhythm) -> None:
    found = sessions(stretches=[WORK], days=DAYS, today=TODAY, rhythm=rhythm, earlier=[])
    practised = [session.goals[0] for session in found if session.sort is Sort.PRACTICE]
    assert list(dict.fromkeys(practised)) == [1, 2, 3, 4, 5, 6]
    assert all(practised.count(goal) >= 2 for goal in range(1, 6))
    assert {session.sort for session in found} >= {Sort.PRACTICE, Sort.OBSERVATION, Sort.TEST, Sort.STATEMENT}


def test_in_kindergarten_adults_only_look() -> None:
    found = sessions(stretches=[WORK], days=DAYS, today=TODAY, rhythm=KINDERGARTEN, earlier=[])
    assert {session.sort for session in found} == {Sort.OBSERVATION}


def test_goals_of_last_year_are_refreshed_each_week() -> None:
    found = sessions(stretches=[], days=DAYS, today=TODAY, rhythm=DENSE, earlier=[7, 8, 9])
    assert {goal for session in found for goal in session.goals} == {7, 8, 9}
    assert len({session.day for session in found}) == 8


@pytest.mark.parametrize("start", range(2024, 2040))
def test_stretches_fill_the_school_year(start: int) -> None:
    year = SchoolYear(start)
    spans = stretches_of(year)
    assert (spans[0][0], spans[-1][1]) == (year.first_day, year.last_day)
    assert all(ends + timedelta(days=1) == starts for (_, ends), (starts, _) in itertools.pairwise(spans))
    assert [stretch_on(starts) for starts, _ in spans] == [0, 1, 2, 3]


def truth(ability: list[float], needs: list[list[bool]]) -> Truth:
    makeup = Makeup(np.array(ability), np.zeros((len(ability), len(needs))), np.array(needs))
    return Truth(makeup, np.random.default_rng(1))


def test_practice_helps_and_time_takes_some_of_it_back() -> None:
    one = truth([0.0, 1.0], [[False]])
    before = one.chance(0, 100)
    one.practise(0, 100, np.array([True, True]), 1.0)
    after, later = one.chance(0, 100), one.chance(0, 200)
    assert (before < later).all()
    assert (later < after).all()
    assert before[0] < before[1]


def test_who_is_away_learns_nothing() -> None:
    one = truth([0.0, 0.0], [[False]])
    one.practise(0, 100, np.array([True, False]), 1.0)
    assert one.chance(0, 100)[0] > one.chance(0, 100)[1] == 0.5


def test_a_lacking_prerequisite_holds_back() -> None:
    free, held = truth([-1.0], [[False, False], [False, False]]), truth([-1.0], [[False, True], [False, False]])
    assert held.chance(0, 0) < free.chance(0, 0)
