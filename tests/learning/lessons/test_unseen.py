"""Goals nobody was seen on this term: what counts as seen, since when, and for whom it is asked (D-160)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.lessons.unseen import unseen_goals
from samenwijzer.network.calendar.models import Closure
from samenwijzer.network.calendar.terms import term_start
from samenwijzer.practice.goals.models import Goal
from tests.worlds import World, seen


def unseen(world: World) -> list[str]:
    found = unseen_goals(viewer=world.viewer(world.teacher), unit=world.group.pk)
    return [goal.identifier for goal, _planned in found.goals]


@pytest.mark.demand("D-160")
def test_the_list_holds_the_goals_without_evidence_of_anybody_this_term(world: World) -> None:
    assert unseen(world) == ["compare", "add"]
    seen(world.learners[0], world.goals["compare"], [1.0])
    assert unseen(world) == ["add"]
    seen(world.parallel_learners[0], world.goals["add"], [1.0])
    seen(world.learners[1], world.goals["add"], [1.0], kind="self")
    assert unseen(world) == ["add"]


def test_the_goals_of_the_level_are_asked_too(world: World) -> None:
    Goal.objects.filter(identifier="clock").update(level="L3")
    found = unseen_goals(viewer=world.viewer(world.teacher), unit=world.group.pk)
    assert [(goal.identifier, planned) for goal, planned in found.goals] == [
        ("compare", world.unit_of_work),
        ("add", world.unit_of_work),
        ("clock", None),
    ]
    assert found.asked == 3


def test_only_who_guides_the_group_asks(world: World) -> None:
    for stranger in (world.colleague, world.learners[0], world.general_director):
        with pytest.raises(NotVisible):
            unseen_goals(viewer=world.viewer(stranger), unit=world.group.pk)


def test_the_number_of_queries_is_constant(world: World) -> None:
    viewer = world.viewer(world.teacher)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            unseen_goals(viewer=viewer, unit=world.group.pk)
        return len(queries)

    before = count()
    for learner in world.learners:
        seen(learner, world.goals["add"], [1.0, 0.5])
    assert count() == before <= 5


def test_a_term_starts_after_a_long_holiday(world: World) -> None:
    year = SchoolYear(2025)
    path, day = world.group.path, year.first_day.replace(month=11, day=20)
    assert term_start(path=path, on=day) == year.first_day
    autumn = day.replace(day=1)
    Closure.objects.create(unit=world.school, title="herfst", first=autumn, last=autumn + timedelta(days=8))
    assert term_start(path=path, on=day) == year.first_day
    christmas = day.replace(month=12, day=20)
    Closure.objects.create(unit=world.school, title="kerst", first=christmas, last=christmas + timedelta(days=15))
    assert term_start(path=path, on=christmas + timedelta(days=3)) == year.first_day
    assert term_start(path=path, on=christmas + timedelta(days=30)) == christmas + timedelta(days=16)
