"""The screens of working together: few queries, one tap a group, and what a task still misses."""

import pytest

from samenwijzer.learning.cooperation.models import CooperativeTask, RoleTurn, SkillSeen
from samenwijzer.learning.groups.actions import Named, publish
from samenwijzer.learning.groups.basis import Asked, Placed
from samenwijzer.learning.groups.models import Grouping
from tests.worlds import World, small_world


def four_groups(world: World) -> Grouping:
    """Divide twelve learners."""
    by, here = world.viewer(world.teacher), tuple(one.pk for one in world.learners)
    asked = Asked(purpose="cooperation", goal=world.goals["compare"].pk, largest=3, here=here)
    groups = [
        Named(name, Placed(None, here[n * 3 : n * 3 + 3])) for n, name in enumerate(("Orion", "Lier", "Zwaan", "Arend"))
    ]
    return publish(unit=world.group.pk, asked=asked, groups=groups, ends=by.on, by=by)


@pytest.mark.demand("D-056")
def test_om_de_beurt_spreken_is_seen_of_four_groups_with_one_tap_each(db: None) -> None:
    world = small_world(learners=12)
    grouping, client = four_groups(world), world.client_of(world.teacher)
    page = client.get(f"/samen/kijken/{grouping.pk}/").content.decode()
    assert "om de beurt spreken" in page
    taps = 0
    for group in grouping.groups.all():
        answer = client.post(
            f"/samen/kijken/{grouping.pk}/?skill=turns", {"seen": f"{group.pk}-2"}, headers={"HX-Request": "true"}
        )
        taps += 1
        assert 'aria-pressed="true"' in answer.content.decode()
    # Two minutes are 120 seconds: four taps leave half a minute a group to look.
    assert taps == SkillSeen.objects.filter(skill="turns", level=2).count() == 4


def test_a_task_is_designed_and_what_misses_stands_there_with_a_suggestion(world: World) -> None:
    client = world.client_of(world.teacher)
    page = client.post(
        f"/samen/{world.group.pk}/taak/", {"title": "Een brug", "interdependence": "één set"}, follow=True
    )
    task = CooperativeTask.objects.get()
    assert "Elk legt een deel van het resultaat uit" in page.content.decode()
    assert "individuele aanspreekbaarheid" in client.get(f"/samen/{world.group.pk}/").content.decode()
    assert client.get(f"/samen/taak/{task.pk}/").status_code == 200


def test_roles_are_proposed_given_and_seen_on_the_board_with_few_queries(
    db: None, django_assert_max_num_queries
) -> None:
    world = small_world(learners=12)
    grouping, client = four_groups(world), world.client_of(world.teacher)
    with django_assert_max_num_queries(12):
        assert "Een voorstel" in client.get(f"/samen/rollen/{grouping.pk}/").content.decode()
    client.post(f"/samen/rollen/{grouping.pk}/", {})
    assert RoleTurn.objects.count() == 12
    with django_assert_max_num_queries(12):
        client.get(f"/samen/{world.group.pk}/")
    board = grouping.groups.first()
    learner = world.client_of(world.learners[0])
    with django_assert_max_num_queries(12):
        assert "gespreksleider" in learner.get(f"/mijn-groepen/{board.pk}/").content.decode()
