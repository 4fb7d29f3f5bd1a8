"""The share of each kind of evidence per goal, of the learners one guides."""

import pytest

from samenwijzer.learning.evidence.shares import kind_shares
from tests.worlds import World, seen

pytestmark = pytest.mark.django_db


def test_each_kind_has_its_share_of_what_was_seen_of_the_own_learners(world: World, django_assert_num_queries) -> None:
    goal, other = world.goals["compare"], world.goals["add"]
    for learner in world.learners[:2]:
        seen(learner, goal, [1.0], kind="observation")
    seen(world.learners[0], goal, [1.0, 0.5], kind="item_response")
    seen(world.learners[0], other, [1.0], kind="test_result")
    seen(world.other_learners[0], goal, [1.0], kind="product")
    viewer = world.viewer(world.teacher)
    with django_assert_num_queries(1):
        found = kind_shares(viewer=viewer, goals=[goal.pk, other.pk])
    assert {one.kind: (one.count, one.learners, one.percent) for one in found[goal.pk]} == {
        "observation": (2, 2, 50),
        "item_response": (2, 1, 50),
    }
    assert [one.name for one in found[other.pk]] == ["toetsresultaat"]
    for person in (world.learners[0], world.general_director, world.secretary):
        assert kind_shares(viewer=world.viewer(person), goals=[goal.pk]) == {}
