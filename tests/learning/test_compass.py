"""The route of a learner, its next step, and the few messages on the way."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.evidence.queries import own_words
from samenwijzer.learning.lessons.compass import compass
from samenwijzer.learning.lessons.messages import About, messages
from samenwijzer.learning.lessons.overview import overview
from samenwijzer.learning.lessons.routes import State, lay_route
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.regulation.actions import (
    ASK_AGAIN_AFTER,
    ask_for_help,
    choose_next_step,
    state_confidence,
)
from samenwijzer.learning.regulation.queries import help_asked_at, own_statements
from samenwijzer.network.notices.models import Notice
from samenwijzer.practice.goals.models import Goal
from tests.worlds import World, plan, seen

ON = date(2026, 11, 22)


def estimate(goal: Goal, step: int, *, review_on: date | None = None, trend: float | None = None) -> Estimate:
    return Estimate(
        goal=goal, mean=0.2 * step, low=0.1, high=0.3, step=step, count=4, successes=2, review_on=review_on, trend=trend
    )


@settings(deadline=None)
@given(st.lists(st.integers(0, 4), max_size=20), st.integers(0, 25))
def test_a_route_goes_from_what_works_over_one_next_step_to_what_comes(steps: list[int], chosen: int) -> None:
    goals = [Goal(pk=n + 1) for n in range(len(steps))]
    estimates = {goal.pk: estimate(goal, step) for goal, step in zip(goals, steps, strict=True)}
    stops = lay_route(goals, estimates, chosen)
    assert sorted(stop.goal.pk for stop in stops) == [goal.pk for goal in goals]
    assert [stop.state for stop in stops] == sorted((stop.state for stop in stops), key=list(State).index)
    open_goals = [goal.pk for goal, step in zip(goals, steps, strict=True) if step < 3]
    now = [stop.goal.pk for stop in stops if stop.state == State.NOW]
    assert now == ([chosen] if chosen in open_goals else open_goals[:1])


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.sampled_from([None, -0.2, 0.0, 0.3])), max_size=20),
    st.integers(0, 20),
)
@pytest.mark.demand("D-417", partly=True)
def test_there_are_never_more_than_three_messages_and_never_two_on_a_goal(
    standing: list[tuple[int, bool, float | None]], on_route: int
) -> None:
    goals = [Goal(pk=n + 1) for n in range(len(standing))]
    estimates = {
        goal.pk: estimate(goal, step, review_on=ON if due else None, trend=trend)
        for goal, (step, due, trend) in zip(goals, standing, strict=True)
    }
    route = {goal.pk for goal in goals[:on_route]}
    found = messages(route=route, before=goals, estimates=estimates, statements=[], on=ON)
    assert len(found) <= 3
    assert len({message.goal.pk for message in found}) == len(found)


def test_what_works_lies_behind_and_the_first_open_goal_is_the_next_step(world: World) -> None:
    learner = world.learners[0]
    seen(learner, world.goals["add"], [1.0] * 8)
    found = compass(viewer=world.viewer(learner))
    assert [(stop.goal, stop.state.value) for stop in found.stops] == [
        (world.goals["add"], "done"),
        (world.goals["compare"], "now"),
    ]


def test_a_learner_chooses_another_open_goal_and_that_stays_chosen(world: World) -> None:
    viewer = world.viewer(world.learners[0])
    assert compass(viewer=viewer).now.goal == world.goals["compare"]
    choose_next_step(goal=world.goals["add"].pk, by=viewer)
    assert compass(viewer=viewer).now.goal == world.goals["add"]
    assert [stop.goal for stop in compass(viewer=viewer).other_steps] == [world.goals["compare"]]
    assert compass(viewer=world.viewer(world.learners[1])).now.goal == world.goals["compare"]


def test_the_route_through_another_unit_of_work_is_asked_for_by_its_id(world: World) -> None:
    other = plan(world.group, [world.goals["clock"]], ON, title="Tijd")
    elsewhere = plan(world.parallel_group, [world.goals["clock"]], ON)
    viewer = world.viewer(world.learners[0])
    assert len(compass(viewer=viewer).units) == 2
    assert [stop.goal for stop in compass(viewer=viewer, unit=other.pk).stops] == [world.goals["clock"]]
    with pytest.raises(NotVisible):
        compass(viewer=viewer, unit=elsewhere.pk)


def test_an_adult_has_no_compass(world: World) -> None:
    with pytest.raises(NotVisible):
        compass(viewer=world.viewer(world.teacher))


def test_a_weak_prerequisite_and_an_old_success_are_worth_a_message(world: World) -> None:
    learner = world.learners[0]
    seen(learner, world.goals["equivalent"], [0.1] * 8)
    seen(learner, world.goals["clock"], [1.0] * 4, days_ago=200)
    found = compass(viewer=world.viewer(learner)).messages
    assert [(message.about, message.goal) for message in found] == [
        (About.BEFORE, world.goals["equivalent"]),
        (About.REVIEW, world.goals["clock"]),
    ]


def test_what_worked_before_is_told_in_own_words(world: World) -> None:
    learner = world.learners[0]
    viewer = world.viewer(learner)
    state_confidence(goal=world.goals["clock"].pk, sure=2, note="tekenen hielp", by=viewer)
    assert compass(viewer=viewer).worked_before is None
    seen(learner, world.goals["clock"], [1.0] * 8)
    lesson = compass(viewer=viewer).worked_before
    assert (lesson.statement.note, lesson.statement.sure, lesson.step) == ("tekenen hielp", 2, 4)


def test_choosing_says_nothing_of_being_sure(world: World) -> None:
    viewer = world.viewer(world.learners[0])
    choose_next_step(goal=world.goals["add"].pk, by=viewer)
    state_confidence(goal=world.goals["add"].pk, sure=4, by=viewer)
    assert [one.sure for one in own_statements(own_words(viewer=viewer))] == [4, None]
    assert not Estimate.objects.exists()


def test_the_same_help_is_not_asked_twice_in_a_row_but_for_another_goal_it_is(world: World) -> None:
    viewer = world.viewer(world.learners[0])
    ask_for_help(goal=world.goals["add"], by=viewer)
    with pytest.raises(Refused):
        ask_for_help(goal=world.goals["add"], by=viewer)
    ask_for_help(goal=world.goals["compare"], by=viewer)
    ask_for_help(goal=world.goals["add"], by=world.viewer(world.learners[1]))
    assert Notice.objects.count() == 3
    asked = help_asked_at(goal=world.goals["add"], viewer=viewer)
    Notice.objects.update(created_at=asked - ASK_AGAIN_AFTER - timedelta(seconds=1))
    ask_for_help(goal=world.goals["add"], by=viewer)
    assert Notice.objects.count() == 4


def test_an_overview_is_for_adults_who_guide(world: World) -> None:
    learner = world.learners[0]
    seen(learner, world.goals["compare"], [0.8] * 4)
    seen(learner, world.goals["clock"], [0.8] * 4, kind="item_response")
    found = overview(viewer=world.viewer(world.teacher), learner=learner.pk)
    assert [place.goal for place in found.running[0].places] == [world.goals["compare"], world.goals["add"]]
    assert [place.goal for section in found.domains for place in section.places] == [world.goals["clock"]]
    assert sum(found.standing_at(step) for step in range(5)) == 2
    for stranger in (world.colleague, world.other_teacher, world.general_director, learner):
        with pytest.raises(NotVisible):
            overview(viewer=world.viewer(stranger), learner=learner.pk)
