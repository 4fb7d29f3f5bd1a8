"""An own goal belongs to the curriculum or is marked extra; who may make, see and put it away (R1)."""

import pytest
from django.db import IntegrityError, transaction

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.practice.goals.models import OwnGoal
from samenwijzer.practice.goals.own_goal_actions import bring_back_own_goal, make_own_goal, put_away_own_goal
from samenwijzer.practice.goals.rules import visible_own_goals
from tests.worlds import World


def make(world: World, person, text="dinosaurussen", official="compare", is_extra=False, group=None) -> OwnGoal:
    goal = world.goals[official].pk if official else None
    return make_own_goal(text=text, official=goal, is_extra=is_extra, group=group, by=world.viewer(person))


def seen_by(world: World, person) -> list[str]:
    return [one.text for one in visible_own_goals(world.viewer(person))]


@pytest.mark.demand("D-396")
def test_an_own_goal_is_linked_to_the_curriculum_or_shown_as_extra(world: World) -> None:
    linked = make(world, world.learners[0], "een boek over dinosaurussen lezen")
    extra = make(world, world.learners[0], "dinosaurussen tekenen", official=None, is_extra=True)
    assert (linked.official, linked.is_extra) == (world.goals["compare"], False)
    assert (extra.official, extra.is_extra) == (None, True)


@pytest.mark.parametrize(("official", "is_extra"), [(None, False), ("compare", True)])
def test_neither_or_both_is_refused_by_the_rule_and_by_the_database(world: World, official, is_extra) -> None:
    with pytest.raises(Refused):
        make(world, world.learners[0], official=official, is_extra=is_extra)
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnGoal.objects.create(
            text="dino", official=world.goals.get(official), is_extra=is_extra, learner=world.learners[0]
        )


def test_it_belongs_to_one_learner_or_one_group(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OwnGoal.objects.create(text="dino", is_extra=True)
    with pytest.raises(Refused):
        make(world, world.teacher)
    assert make(world, world.teacher, group=world.group.pk).group == world.group
    with pytest.raises(NotVisible):
        make(world, world.teacher, group=world.parallel_group.pk)
    with pytest.raises(NotVisible):
        make(world, world.learners[0], group=world.group.pk)


@pytest.mark.parametrize("text", ["", "   ", "x" * 201])
def test_without_words_or_with_too_many_it_is_refused(world: World, text) -> None:
    with pytest.raises(Refused):
        make(world, world.learners[0], text=text)


def test_who_sees_it(world: World) -> None:
    make(world, world.learners[0], "van Noor")
    make(world, world.teacher, "van de klas", group=world.group.pk)
    assert seen_by(world, world.learners[0]) == ["van de klas", "van Noor"]
    assert seen_by(world, world.learners[1]) == ["van de klas"]
    assert set(seen_by(world, world.teacher)) == {"van Noor", "van de klas"}
    assert seen_by(world, world.colleague) == seen_by(world, world.general_director) == []


def test_putting_away_and_bringing_back(world: World) -> None:
    own = make(world, world.learners[0])
    for stranger in (world.teacher, world.learners[1]):
        with pytest.raises(NotVisible):
            put_away_own_goal(own_goal=own.pk, by=world.viewer(stranger))
    put_away_own_goal(own_goal=own.pk, by=world.viewer(world.learners[0]))
    assert OwnGoal.objects.get().put_away_at is not None
    bring_back_own_goal(own_goal=own.pk, by=world.viewer(world.learners[0]))
    assert OwnGoal.objects.get().put_away_at is None
